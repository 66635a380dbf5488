"""Wording with placeholders: ((reference)) is where the reference goes. Pure.

The same brackets as in GOV.UK Notify, which council staff know. Nothing else is special.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PLACEHOLDER = re.compile(r"\(\(([^()\n]{0,60})\)\)")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_HIDDEN = re.compile(
    r"[\u200b\u202a-\u202e\u2066-\u2069\ufeff]"
)  # may turn text around or hide in it


def placeholders(text: str) -> tuple[str, ...]:
    """The placeholders that a text names, each once, in order."""
    return tuple(dict.fromkeys(name.strip() for name in _PLACEHOLDER.findall(text)))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known placeholder that was probably meant, or nothing."""
    close = get_close_matches(name.lower().replace(" ", "_"), list(known), n=1, cutoff=0.5)
    return close[0] if close else ""


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with each placeholder replaced, once: brackets within a value stay as they are.

    A line whose placeholders are all empty goes if nothing but a label is left of it ("By when:"),
    and with it a label on the line before and the gap that it would leave.

    Raises:
        KeyError: a placeholder has no value.
    """
    lines: list[str] = []
    for line in text.splitlines():
        names = [name.strip() for name in _PLACEHOLDER.findall(line)]
        filled = _PLACEHOLDER.sub(lambda match: values[match[1].strip()], line).rstrip()
        empty = names and not any(values[name] for name in names)
        if not empty or not (filled == "" or filled.endswith(":")):
            lines.append(filled)
        elif lines and lines[-1].endswith(":") and not filled:
            lines.pop()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean(value: str) -> str:
    """A value without what could change how the rest is read: control and hidden characters."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return _HIDDEN.sub("", _CONTROLS.sub("", value)).strip()


def one_line(value: str) -> str:
    """A text as it can stand in a subject: no line ever ends within it."""
    return " ".join(clean(value).split())
