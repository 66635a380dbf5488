"""Finding a landlord by any name it goes or went by, spelt more or less."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.landlords.lineage import today
from heard.landlords.matching import LEAST, likeness
from heard.landlords.models import Landlord, LandlordCode, LandlordName
from heard.landlords.naming import tidy
from heard.landlords.selectors.lineage import edges

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

_CODE_LIKE = re.compile(r"[A-Z]{0,2}\d{2,4}[A-Z]{0,2}")
_EXACT = 100.0
_BEHIND = 0.5  # a landlord of the past ranks just behind the one that stands for it today
_LONGEST = 200  # no landlord has a longer name


class Found(NamedTuple):
    """A landlord that a text may mean, how alike it is (0 to 100), and by which of its names."""

    landlord_id: int
    slug: str
    name: str
    codes: tuple[str, ...]
    score: float
    why: str  # 'formerly "Old Mill Homes" (until 1 May 2020)'; empty for the name shown


class _Entry(NamedTuple):
    """One text by which a landlord may be found."""

    landlord_id: int
    text: str
    kind: str  # name, legal, other, earlier
    until: date | None


class _Person(NamedTuple):
    """The little of a landlord that finding needs."""

    pk: int
    slug: str
    name: str
    legal_name: str
    codes: list[str]


def landlord_find(
    text: str, *, limit: int | None = 20, among: Collection[int] | None = None
) -> list[Found]:
    """Landlords that the text may mean, likeliest first, each once.

    Looks through everyday and legal names, codes, other and earlier names, and the names of
    landlords whose homes came to them whole. Four narrow queries, however many landlords there are.
    """
    typed = tidy(text)[:_LONGEST]
    if not typed:
        return []
    people = _people()
    best: dict[int, tuple[float, str]] = {}
    known = edges()
    superseded = {edge.predecessor for edge in known if edge.whole}
    for score, entry in _matches(typed, people):
        final = entry.landlord_id
        if final in superseded:
            final = today(known, entry.landlord_id, timezone.localdate())
        if final != entry.landlord_id:
            _take(best, final, score, _("formerly “%(name)s”") % {"name": entry.text})
            score -= _BEHIND  # noqa: PLW2901 - the same match, for the landlord of the past
        _take(best, entry.landlord_id, score, _why(entry))
    found = [
        Found(pk, people[pk].slug, people[pk].name, tuple(people[pk].codes), score, why)
        for pk, (score, why) in best.items()
        if among is None or pk in among
    ]
    found.sort(key=lambda each: (-each.score, each.name.casefold(), each.landlord_id))
    return found[:limit]


def _people() -> dict[int, _Person]:
    rows = Landlord.objects.order_by().values_list("pk", "slug", "name", "legal_name")
    people = {row[0]: _Person(*row, codes=[]) for row in rows}
    for landlord, code in LandlordCode.objects.order_by("code").values_list("landlord_id", "code"):
        people[landlord].codes.append(code)
    return people


def _matches(typed: str, people: dict[int, _Person]) -> Iterator[tuple[float, _Entry]]:
    """Every entry that is like enough to the text, codes only when they are typed in full."""
    entries = _entries(people)
    scores = likeness(typed, [entry[1] for entry in entries])
    for at in (scores >= LEAST).nonzero()[0]:
        yield float(scores[at]), _Entry(*entries[at])
    code = typed.replace(" ", "").upper()
    if _CODE_LIKE.fullmatch(code):
        for person in people.values():
            if code in person.codes:
                yield _EXACT, _Entry(person.pk, code, "code", None)


def _entries(people: dict[int, _Person]) -> list[tuple[int, str, str, date | None]]:
    """Every name of everybody, bare: there are thousands, of which a few match."""
    entries: list[tuple[int, str, str, date | None]] = [
        (pk, name, "name", None) for pk, _slug, name, _legal, _codes in people.values()
    ]
    entries += [
        (pk, legal, "legal", None)
        for pk, _slug, name, legal, _codes in people.values()
        if legal and legal != name
    ]
    names = LandlordName.objects.order_by("pk").values_list("landlord_id", "name", "used_until")
    entries += [(pk, name, "earlier" if until else "other", until) for pk, name, until in names]
    return entries


def _take(best: dict[int, tuple[float, str]], landlord: int, score: float, why: str) -> None:
    """Keep the better explanation; of two as good, the first told."""
    if landlord not in best or score > best[landlord][0]:
        best[landlord] = (score, why)


def _why(entry: _Entry) -> str:
    words = {"name": entry.text}
    match entry.kind:
        case "legal":
            return _("legal name “%(name)s”") % words
        case "other":
            return _("also known as “%(name)s”") % words
        case "code":
            return _("code %(name)s") % words
        case "earlier":
            words["date"] = date_format(entry.until, "j F Y") if entry.until else ""
            return _("formerly “%(name)s” (until %(date)s)") % words
    return ""
