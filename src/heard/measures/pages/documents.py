"""Pages of the documentation that are shown in the product."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

from heard.environment import CHECKOUT

_PACKAGED = Path(__file__).parent.parent / "documents"  # put there when the package is built


@cache
def methods_html() -> SafeString:
    """The methods page: our own Markdown, so its HTML is safe to show."""
    name = "benchmark-methods.md"
    packaged = _PACKAGED / name
    path = packaged if packaged.exists() else CHECKOUT / "docs" / "explanation" / name
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    html: str = markdown.render(path.read_text(encoding="utf-8"))
    html = html.replace("<pre>", '<pre tabindex="0">')  # formulas can be wider than a phone
    return SafeString(html)  # our own Markdown, with raw HTML switched off
