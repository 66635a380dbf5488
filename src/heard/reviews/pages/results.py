"""Results as pages show them: every level with its range, base and coverage, or in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.measures.charts import Caption
from heard.measures.drawn import drawn
from heard.reviews.gap_chart import GapPoint, gap_chart, gap_title
from heard.reviews.models import Standing
from heard.reviews.selectors.results import Audience

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heard.analysis.ratings import Result
    from heard.measures.charts import Chart, Width
    from heard.reviews.models import Subject
    from heard.reviews.selectors.results import Results

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Shown:
    """One result in words. Where there is no level, the words say why."""

    part: str
    own: str
    own_covers: str
    residents: str
    span: str
    base: str
    gap: str
    gap_span: str
    tone: str  # of the gap: "above" where the landlord thinks better of itself, "below", "same", ""
    officers: str
    officers_covers: str
    moderated: str
    moderated_covers: str
    covers: str
    places: str
    not_evidenced: int
    known: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """The little of a result that stands in a cell of the table of every part."""

    part: str
    own: str
    residents: str
    gap: str
    tone: str
    known: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One landlord's rows: its result on the part asked for, and every part at a glance."""

    subject: Subject
    asked: Shown
    glances: tuple[Glance, ...]


def part_named(results: Results, part: str) -> str:
    """The code of the dimension asked for, or "" for everything."""
    return part if part in results.dimensions else ""


def result_at(results: Results, subject: Subject, part: str) -> Result:
    """A landlord's result on a dimension; overall for ""."""
    rows = results.scores.dimensions[part] if part else results.scores.overall
    return rows[results.rows[subject.pk]]


def shown_of(results: Results, subject: Subject, part: str) -> Shown:
    """A landlord's result on a dimension, or overall, in words."""
    result = result_at(results, subject, part)
    standings = _standings(results, subject, part)
    covers = result.coverage
    return Shown(
        part=part_name(results, part),
        own=level_words(result.own, missing=_own_missing(subject, standings)),
        own_covers=covers_words(covers.own, covers.applicable),
        residents=level_words(result.residents, missing=missing_words(result)),
        span=span_words(result.low, result.high) if result.residents is not None else "",
        base=base_words(result, results.audience),
        gap=gap_words(result),
        gap_span=span_words(result.gap_low, result.gap_high, signed=True),
        tone=_tone(result),
        officers=level_words(result.officers, missing=_("Not checked")),
        officers_covers=covers_words(covers.officers, covers.applicable),
        moderated=level_words(result.moderated, missing=_moderated_missing(standings)),
        moderated_covers=covers_words(covers.moderated, covers.applicable),
        covers=""
        if result.residents is None
        else covers_words(covers.residents, covers.applicable),
        places=places_words(result, results.audience, published=results.review.is_published),
        not_evidenced=sum(one == Standing.NOT_EVIDENCED for one in standings),
        known=result.gap is not None,
    )


def glance_of(results: Results, subject: Subject, part: str) -> Glance:
    """What a cell of the table of every part needs of a landlord's result, in words."""
    result = result_at(results, subject, part)
    own, residents = result.own, result.residents
    # Why there is no level is asked only where there is none: a page has hundreds of these.
    why_not = "" if own is not None else _own_missing(subject, _standings(results, subject, part))
    return Glance(
        part=part_name(results, part),
        own=level_words(own, missing=why_not),
        residents=level_words(
            residents, missing="" if residents is not None else missing_words(result)
        ),
        gap=gap_words(result),
        tone=_tone(result),
        known=result.gap is not None,
    )


def level_words(level: float | None, *, missing: str) -> str:
    """A level with one decimal, or why there is none."""
    return missing if level is None else f"{level:.1f}"


def missing_words(result: Result) -> str:
    """Why residents have no level."""
    if result.withheld:
        return _("Fewer than 10 residents")
    if not result.coverage.applicable:
        return _("Not applicable")
    return _("No residents’ answers")


def span_words(low: float | None, high: float | None, *, signed: bool = False) -> str:
    """A likely range: "1.7 to 2.2"; empty where there is none."""
    if low is None or high is None:
        return ""
    return _("%(low)s to %(high)s") % {
        "low": _number(low, signed=signed),
        "high": _number(high, signed=signed),
    }


def base_words(result: Result, audience: Audience) -> str:
    """How many residents a level stands on; rounded for others than the team."""
    if result.residents is None:
        return ""
    about = audience is not Audience.TEAM
    words = {"n": result.raters}
    if about:
        return _("about %(n)s residents") % words
    return ngettext("%(n)s resident", "%(n)s residents", result.raters) % words


def covers_words(known: int, applicable: int) -> str:
    """How many of the criteria that apply a figure rests on."""
    if not applicable:
        return ""
    return ngettext("%(known)s of %(n)s criterion", "%(known)s of %(n)s criteria", applicable) % {
        "known": known,
        "n": applicable,
    }


def gap_words(result: Result) -> str:
    """The gap with its sign: "+1.3"; above nought the landlord thinks better of itself."""
    if result.gap is None:
        return _("Can’t be compared")
    return _number(result.gap, signed=True)


def places_words(result: Result, audience: Audience, *, published: bool) -> str:
    """Among which places the landlord's could be; nothing for a landlord before publication."""
    if audience is Audience.LANDLORD and not published:
        return ""
    if result.places is None:
        return _("Too little to compare")
    first, last, of = result.places
    if (first, last) == (1, of):
        return _("Can’t be told apart")
    return str(result.places)


def _number(value: float, *, signed: bool) -> str:
    text = f"{value:+.1f}" if signed else f"{value:.1f}"
    return text.replace("+0.0", "0.0").replace("-0.0", "0.0").replace("-", MINUS)


def _tone(result: Result) -> str:
    if result.gap is None:
        return ""
    if not result.differs:
        return "same"
    return "above" if result.gap > 0 else "below"


def _own_missing(subject: Subject, standings: Iterable[str]) -> str:
    found = set(standings)
    if found == {Standing.NOT_APPLICABLE}:
        return _("Not applicable")
    if subject.self_submitted_at is None:
        return _("Not sent in")
    return _("Not evidenced") if Standing.NOT_EVIDENCED in found else _("Not assessed")


def _moderated_missing(standings: Iterable[str]) -> str:
    found = set(standings)
    if found == {Standing.NOT_APPLICABLE}:
        return _("Not applicable")
    return _("Not evidenced") if found == {Standing.NOT_EVIDENCED} else _("Not moderated")


def _standings(results: Results, subject: Subject, part: str) -> tuple[str, ...]:
    row = results.worked.standings[results.rows[subject.pk]]
    pairs = zip(results.criteria, row, strict=True)
    return tuple(standing for one, standing in pairs if part in {"", one.dimension})


def lines_of(results: Results, subjects: Iterable[Subject], part: str) -> list[Line]:
    """The rows of each landlord for the part asked for and for every part."""
    parts = ["", *results.dimensions]
    return [
        Line(
            subject,
            shown_of(results, subject, part),
            tuple(glance_of(results, subject, one) for one in parts),
        )
        for subject in subjects
    ]


def landlords_drawing(
    results: Results, subjects: Sequence[Subject], part: str, *, width: Width = "wide"
) -> Chart:
    """Landlords on a dimension, or overall: what each says, and what its residents say."""
    points = [_point(results, one, part, one.landlord.name) for one in subjects]
    return drawn(
        gap_chart,
        points,
        caption=Caption(
            gap_title(points, of_landlords=True),
            _("%(part)s, %(review)s. Levels run from 0 to 4.")
            % {"part": part_name(results, part), "review": results.review.title},
            drawn=False,
        ),
        heading=_("Landlord"),
        width=width,
    )


def landlord_drawing(results: Results, subject: Subject, *, width: Width = "wide") -> Chart:
    """One landlord's parts: what it says, and what its residents say."""
    names = results.dimensions
    points = [_point(results, subject, part, name) for part, name in names.items()]
    overall = _point(results, subject, "", _("Overall"))
    return drawn(
        gap_chart,
        [overall, *points],
        caption=Caption(
            gap_title(points, of_landlords=False, name=subject.landlord.name),
            _("%(review)s. Levels run from 0 to 4.") % {"review": results.review.title},
            drawn=False,
        ),
        heading=_("Part"),
        width=width,
    )


def part_name(results: Results, part: str) -> str:
    """What a part is called."""
    return results.dimensions[part] if part else _("All parts together")


def _point(results: Results, subject: Subject, part: str, name: str) -> GapPoint:
    result = result_at(results, subject, part)
    return GapPoint(
        name=name,
        own=result.own,
        residents=result.residents,
        low=result.low,
        high=result.high,
        gap=result.gap,
        differs=result.differs,
        base=base_words(result, results.audience),
        missing=missing_words(result),
    )


def sensitivity_words(results: Results) -> str:
    """How far the order hangs on the weights, in a sentence or two; "" where nobody is placed."""
    tried = results.scores.sensitivity
    if tried is None or len(tried.members) < 2:  # noqa: PLR2004 - nobody to compare with
        return ""
    if not tried.clear:
        return _(
            "By what residents say, no two landlords can be told apart overall. So there is no "
            "order that weights could change."
        )
    return ngettext(
        "By what residents say, %(clear)s pair of landlords can be told apart overall. Weighing "
        "the criteria otherwise, its order holds in %(all)s of %(draws)s weightings.",
        "By what residents say, %(clear)s pairs of landlords can be told apart overall. Weighing "
        "the criteria otherwise, the order of all of them holds in %(all)s of %(draws)s "
        "weightings.",
        tried.clear,
    ) % {"clear": tried.clear, "all": tried.all_hold, "draws": tried.draws}


def landlord_sensitivity_words(results: Results, subject: Subject) -> str:
    """The same of one landlord; "" where it isn't placed."""
    tried = results.scores.sensitivity
    place = results.rows[subject.pk]
    if tried is None or tried.within[place] is None:
        return ""
    words = {"within": tried.within[place], "draws": tried.draws}
    return (
        _(
            "Weighing the criteria otherwise, its level stays within these places in %(within)s "
            "of %(draws)s weightings."
        )
        % words
    )
