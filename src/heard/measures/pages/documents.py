"""Pages of the documentation that are shown in the product."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

from heard.environment import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PACKAGED = Path(__file__).parent.parent / "documents"  # put there when the package is built


def methods_html() -> SafeString:
    """How landlords are compared."""
    return document_html("benchmark-methods.md")


@cache
def document_html(name: str, folder: str = "explanation") -> SafeString:
    """A page of a folder of docs: our own Markdown, so its HTML is safe to show."""
    packaged = _PACKAGED / name
    path = packaged if packaged.exists() else CHECKOUT / "docs" / folder / name
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    html: str = markdown.render(path.read_text(encoding="utf-8"))
    html = html.replace("<pre>", '<pre tabindex="0">')  # formulas can be wider than a phone
    html = re.sub("<table>.*?</table>", _scrolling(count(1)), html, flags=re.DOTALL)
    return SafeString(html)  # our own Markdown, with raw HTML switched off


def _scrolling(numbers: Iterator[int]) -> Callable[[re.Match[str]], str]:
    """Let a table that is wider than a phone scroll by itself, also by keyboard."""
    return lambda table: (
        f'<div class="heard-scroll" role="region" aria-label="Table {next(numbers)}" tabindex="0">'
        f"{table.group()}</div>"
    )
