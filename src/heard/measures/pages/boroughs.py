"""A borough's landlords side by side on the measures of engagement."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from heard.landlords.models import Landlord
from heard.measures.engagement import MEASURES, QUESTIONS
from heard.measures.models import ComparisonSet
from heard.measures.selectors import not_included_list, standings_of
from heard.measures.services.standings import measures_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.landlords.models import Borough
    from heard.measures.engagement import Question
    from heard.measures.forms import Choice
    from heard.measures.models import Measure, NotIncluded
    from heard.measures.rows import Row


SAID = (
    ("clearly above", gettext_lazy("%(n)s clearly above the middle of all landlords")),
    ("clearly higher", gettext_lazy("%(n)s with clearly more than the middle landlord")),
    ("above the middle", gettext_lazy("%(n)s above the middle of all landlords")),
    ("at the middle", gettext_lazy("%(n)s at the middle")),
    ("about the same", gettext_lazy("%(n)s about the same as most")),
    ("below the middle", gettext_lazy("%(n)s below the middle")),
    ("clearly lower", gettext_lazy("%(n)s with clearly fewer")),
    ("clearly below", gettext_lazy("%(n)s clearly below")),
    ("too little data", gettext_lazy("%(n)s with too few answers to tell")),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One measure's rows for the borough's landlords, and all landlords' middle."""

    measure: Measure
    rows: tuple[Row, ...]
    comparison: ComparisonSet | None

    @property
    def summary(self) -> str:
        """What the rows say together, in a sentence."""
        known = [row for row in self.rows if row.value is not None]
        if not known:
            return _("None of the borough’s landlords has a figure for this.")
        counts = Counter(row.band for row in known)
        parts = [str(words) % {"n": counts[band]} for band, words in SAID if counts[band]]
        head = ngettext(
            "Of %(n)s landlord with a figure", "Of %(n)s landlords with a figure", len(known)
        ) % {"n": len(known)}
        return f"{head}: {', '.join(parts)}." if parts else ""


@dataclass(frozen=True, slots=True)
class BoroughPage:
    """What the page of a borough shows."""

    borough: Borough
    choice: Choice
    sections: tuple[tuple[Question, tuple[Answer, ...]], ...]
    without: tuple[tuple[Landlord, str], ...]
    landlord_count: int

    @property
    def adjusted(self) -> bool:
        """Whether the way of asking is allowed for."""
        return self.choice.adjust == "method"

    @property
    def rows(self) -> list[Row]:
        """Every row of the page, for downloads."""
        return [row for _q, answers in self.sections for answer in answers for row in answer.rows]


def borough_page(borough: Borough, choice: Choice) -> BoroughPage:
    """The borough's landlords on each measure of engagement, in five queries."""
    landlords = list(landlords_in(borough))
    rows = standings_of(
        year=choice.year,
        measures=MEASURES,
        populations=[choice.population],
        landlords=[landlord.pk for landlord in landlords],
        made_up=borough.is_fictional,
        adjust=choice.adjust,
    )
    if choice.adjust != "none":  # complaints are counted, not asked: nothing to allow for
        rows += standings_of(
            year=choice.year,
            measures=[code for code in MEASURES if code.startswith("CH")],
            populations=[choice.population],
            landlords=[landlord.pk for landlord in landlords],
            made_up=borough.is_fictional,
        )
    sets = {
        found.measure.code: found
        for found in ComparisonSet.objects.filter(
            year=choice.year,
            population=choice.population,
            is_fictional=borough.is_fictional,
            adjust__in={"none", choice.adjust},
            measure__code__in=MEASURES,
        )
        .select_related("measure")
        .order_by("-adjust")
    }
    return BoroughPage(
        borough=borough,
        choice=choice,
        sections=_sections(choice.year, rows, sets),
        without=_without(landlords, rows),
        landlord_count=len(landlords),
    )


def landlords_in(borough: Borough) -> list[Landlord]:
    """Landlords with homes in the borough today."""
    return list(
        Landlord.objects.filter(presences__borough=borough, presences__until=None).order_by("name")
    )


def _sections(
    year: str, rows: list[Row], sets: Mapping[str, ComparisonSet]
) -> tuple[tuple[Question, tuple[Answer, ...]], ...]:
    defined = {measure.code: measure for measure in measures_of(year)}
    return tuple(
        (
            question,
            tuple(
                Answer(
                    measure=defined[code],
                    rows=tuple(_in_order(row for row in rows if row.measure == code)),
                    comparison=sets.get(code),
                )
                for code in question.measures
                if code in defined
            ),
        )
        for question in QUESTIONS
    )


def _in_order(rows: object) -> list[Row]:
    """By name: an order of merit would be read as one, whatever the intervals say."""
    return sorted(rows, key=lambda row: row.name.casefold())  # type: ignore[call-overload,no-any-return]


def _without(landlords: list[Landlord], rows: list[Row]) -> tuple[tuple[Landlord, str], ...]:
    """Landlords that have no figure at all, each with the reason as far as it is known."""
    seen = {row.landlord_id for row in rows}
    missing = [landlord for landlord in landlords if landlord.pk not in seen]
    reasons: dict[int, NotIncluded] = {
        item.landlord_id: item for item in not_included_list([one.pk for one in missing])
    }
    usual = _("Not in the regulator’s data. Only landlords with 1,000 homes or more must report.")
    return tuple(
        (landlord, reasons[landlord.pk].reason if landlord.pk in reasons else usual)
        for landlord in missing
    )
