"""Rows as pages show them: every text and address ready, so that a template only places them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from heard.measures import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from heard.measures.models import Measure
    from heard.measures.rows import Row

    Shown = dict[str, str]


def shown_rows(rows: Iterable[Row], *, adjusted: bool) -> Iterator[Shown]:
    """One mapping a row. Nothing but lookups is left to the template: a page has up to 320 rows."""
    traces = _addresses("measures:trace", "0")
    landlords = _addresses("landlords:detail", "x")
    where = _("%(value)s: where %(name)s’s figure for %(measure)s comes from")
    for row in rows:
        known = row.value is not None
        value = row.value_text
        told = {"value": value, "name": row.name, "measure": row.measure}
        yield {
            "name": row.name,
            "group": "" if row.compared_with == "all" else words.group_text(row.compared_with),
            "landlord": f"{landlords[0]}{row.slug}{landlords[1]}",
            "trace": f"{traces[0]}{row.result_id}{traces[1]}",
            "value": value,
            "where": where % told if known else "",
            "mark": "" if known else row.mark_text,
            "range": row.range_text if known else "",
            "adjusted": row.adjusted_value_text if known and adjusted else "",
            "base": row.base_text,
            "tone": row.tone if known else "",
            "band": row.band_text if known else "",
            "place": row.place_short if known else "",
            "change": row.change_short,
            "cautions": row.caution_words,
        }


def shown_measures(pairs: Iterable[tuple[Measure, Row]], *, landlord: int) -> Iterator[Shown]:
    """The rows of one landlord, each with its measure."""
    pairs = list(pairs)
    shown = shown_rows((row for _measure, row in pairs), adjusted=False)
    for (measure, row), texts in zip(pairs, shown, strict=True):
        address = reverse("measures:measure", args=[measure.code])
        yield texts | {
            "measure": measure.name,
            "code": measure.code,
            "address": f"{address}?year={row.year}&population={row.population}",
            "reported_by": "" if row.landlord_id == landlord else row.name,
        }


def _addresses(name: str, example: str) -> tuple[str, str]:
    """What stands before and after the one part that differs: reversing each takes too long."""
    head, _example, tail = reverse(name, args=[example]).rpartition(example)
    return head, tail
