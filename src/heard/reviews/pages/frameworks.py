"""What the pages of frameworks show: a version whole, two side by side, what would be stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.reviews.frameworks import (
    FORMATS,
    framework_compare,
    framework_read,
    framework_write,
    shipped_codes,
    shipped_file,
    starting_file,
)
from heard.reviews.frameworks.document import MOST_BYTES
from heard.reviews.selectors.framework import framework_text
from heard.reviews.selectors.framework_versions import families_for, family_get_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from heard.access import Reader
    from heard.errors import Fault
    from heard.reviews.frameworks import FrameworkText
    from heard.reviews.selectors.framework_versions import Family, Version

SUFFIXES = (".yaml", ".yml", ".toml")
MEDIA = {"yaml": "application/yaml", "toml": "application/toml"}
LONGEST_QUOTE = 120
LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Marked:
    """A fault with the line it is about; no line where it is about the whole file."""

    fault: Fault
    line: int | None
    words: str


def list_page(reader: Reader) -> dict[str, Any]:
    """Every framework with its versions, and those that come with Heard and aren't there yet."""
    families = families_for(reader)
    may_change = reader.may(Thing.FRAMEWORK, Action.CHANGE)
    known = {one.newest.framework.slug for one in families}
    return {
        "families": families,
        "offered": offered(known) if may_change else [],
        "may_change": may_change,
        "crumbs": [*_start(), (_("Frameworks"), "")],
    }


def offered(known: Collection[str] = ()) -> list[FrameworkText]:
    """The frameworks that come with Heard, but for those whose codes are known."""
    return [
        framework_read(shipped_file(code), file=f"{code}.yaml")
        for code in shipped_codes()
        if code not in known
    ]


def version_page(reader: Reader, code: str, number: int) -> dict[str, Any]:
    """A version whole, to read, print and download."""
    family = family_get_for(reader, code)
    version = family.version(number)
    name = version.framework.name
    return {
        "family": family,
        "version": version,
        "text": framework_text(version.framework),
        "files": [
            (form.upper(), reverse("frameworks:download", args=[code, number, form]))
            for form in FORMATS
        ],
        "may_change": reader.may(Thing.FRAMEWORK, Action.CHANGE),
        "may_open": reader.may(Thing.REVIEW, Action.CHANGE),
        "crumbs": [*crumbs(), (_("%(name)s, version %(at)s") % {"name": name, "at": number}, "")],
    }


def compare_page(reader: Reader, code: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What one version says differently from another; the last two unless others are asked for."""
    family = family_get_for(reader, code)
    newest = family.newest.framework.version
    before = family.versions[1].framework.version if len(family.versions) > 1 else newest
    old = _version_asked(family, asked.get("old", ""), before)
    new = _version_asked(family, asked.get("new", ""), newest)
    page = reverse("frameworks:version", args=[code, newest])
    return {
        "family": family,
        "old": old,
        "new": new,
        "comparison": framework_compare(
            framework_text(old.framework), framework_text(new.framework)
        )
        if old.framework.pk != new.framework.pk
        else None,
        "crumbs": [*crumbs(), (family.newest.framework.name, page), (_("Compare versions"), "")],
    }


def preview_page(reader: Reader, text: FrameworkText) -> dict[str, Any]:
    """What storing it would do: a version beside the newest one, or a framework of its own."""
    family = next(
        (one for one in families_for(reader) if one.newest.framework.slug == text.code), None
    )
    newest = family.newest if family else None
    comparison = framework_compare(framework_text(newest.framework), text) if newest else None
    return {
        "text": text,
        "asked": sum(bool(one.question) for one in text.criteria),
        "newest": newest,
        "number": newest.framework.version + 1 if newest else 1,
        "comparison": comparison,
        "nothing_new": comparison is not None and comparison.same,
        "crumbs": [*crumbs(), (_("What would be stored"), "")],
    }


def source_of(reader: Reader, asked: Mapping[str, str]) -> bytes:
    """The text to start from: a version that is named, one that ships, or the shortest there is.

    Raises:
        NoSuchReviewError: there is no such version.
    """
    if (shipped := asked.get("shipped", "")) in shipped_codes():
        return shipped_file(shipped)
    code, _at, number = asked.get("from", "").partition("@")
    if not code:
        return starting_file()
    family = family_get_for(reader, code)
    version = _version_asked(family, number, family.newest.framework.version)
    return framework_write(framework_text(version.framework), "yaml")


def marked(faults: Iterable[Fault], data: bytes) -> list[Marked]:
    """Each fault with the words of its line, so that it is found without counting."""
    lines = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").split("\n")
    found = []
    for fault in faults:
        place = re.search(r"\d+", fault.place)
        line = int(place[0]) if place else None
        words = lines[line - 1].strip() if line and line <= len(lines) else ""
        found.append(Marked(fault, line, words[:LONGEST_QUOTE]))
    return found


def readable(data: bytes, file: str) -> str | None:
    """The file as text that can be mended on the page, or None: too big, no text, another type."""
    if len(data) > MOST_BYTES or PurePath(file).suffix.lower() not in SUFFIXES:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def crumbs() -> list[tuple[str, str]]:
    """The way to a page about one framework."""
    return [*_start(), (_("Frameworks"), reverse("frameworks:list"))]


def _start() -> list[tuple[str, str]]:
    return [(_("Reviews"), reverse("review-work:list"))]


def _version_asked(family: Family, asked: str, otherwise: int) -> Version:
    """The version of that number; another where none is asked for or it is no number."""
    known = asked.isdecimal() and len(asked) <= LONGEST_NUMBER
    return family.version(int(asked) if known else otherwise)
