"""Practices for where a landlord is weak, as published reviews say, and why each is shown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Avg, Count

from heard.analysis.practice_gaps import Result, Serving, practice_gaps
from heard.landlords.models import Landlord
from heard.practices.catalogue import framework_code, practice_types_for
from heard.practices.models import Serves
from heard.practices.selectors.criteria import criteria_now
from heard.practices.selectors.listing import practices_listed
from heard.practices.selectors.standing import last_steps, public_versions, standings_now
from heard.practices.wording import gap_words, match_words
from heard.reviews.models import Score, Source, Stage, Standing
from heard.reviews.scales import ENOUGH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from heard.analysis.practice_gaps import Gap
    from heard.practices.catalogue import PracticeType
    from heard.practices.selectors.criteria import Named
    from heard.practices.selectors.lineage import Lineage
    from heard.practices.selectors.listing import Listed
    from heard.practices.selectors.standing import Standings

_CRITERION = ("subject__review__framework__slug", "criterion__code")
Results = dict[int, dict[str, Result]]  # landlord of today → framework:criterion → result


@dataclass(frozen=True, slots=True)
class Suggested:
    """A practice that may help, and why it is shown."""

    listed: Listed
    why: str
    progress: str  # how far the landlord has gone with it already; empty for not at all


@dataclass(frozen=True, slots=True)
class Chance:
    """A criterion on which there is something to learn, and from whom."""

    criterion: Named
    result: Result
    words: str
    suggested: tuple[Suggested, ...]
    types: tuple[PracticeType, ...]


def practices_for(landlord: Landlord, results: Results | None = None) -> list[Chance]:
    """Where a landlord may learn from others, with practices and the reason for each.

    What is weakest comes first, practices of landlords strong on it first. `results` are those of
    published reviews unless given: what isn't published says nothing of anybody.
    """
    standings = standings_now()
    me = standings.lineage.today(landlord.pk)
    known = results_published(standings.lineage, me) if results is None else results
    gaps = practice_gaps(me, known, _serving(standings))
    return _chances(gaps, standings, me)


def results_published(lineage: Lineage, me: int) -> Results:
    """What the latest published review says of each landlord, under who stands for it today.

    What residents said is looked up for one landlord alone, and counts from ten answers up.
    """
    published = Score.objects.filter(
        superseded_at=None, subject__review__stage=Stage.PUBLISHED
    ).order_by("subject__review__published_at", "subject__review_id")
    moderated = (
        published.filter(
            source=Source.MODERATED, standing__in=[Standing.SCORED, Standing.NOT_EVIDENCED]
        )
        # The newest review comes last; of two landlords that are one today, the weaker.
        .order_by(*published.query.order_by, "-level")
        .values_list("subject_id", "subject__landlord_id", *_CRITERION, "level")
    )
    found: defaultdict[int, dict[str, Result]] = defaultdict(dict)
    mine: dict[tuple[int, str], str] = {}
    for subject, landlord, framework, code, level in moderated:
        today, key = lineage.today(landlord), criterion_key(framework, code)
        found[today][key] = Result(None if level is None else float(level))
        if today == me:
            mine[subject, key] = key
    found[me] |= _with_residents(published, mine, found[me])
    return dict(found)


def _with_residents(
    published: QuerySet[Score], mine: Mapping[tuple[int, str], str], known: Mapping[str, Result]
) -> dict[str, Result]:
    """One landlord's results, with the mean of what residents answered where enough did."""
    rows = (
        published.filter(
            source=Source.RESIDENTS,
            standing=Standing.SCORED,
            subject__in={subject for subject, _key in mine},
        )
        .values_list("subject_id", *_CRITERION)
        .annotate(base=Count("pk"), mean=Avg("level"))
    )
    return {
        key: Result(known[key].level, float(mean), base)
        for subject, framework, code, base, mean in rows
        if base >= ENOUGH
        for key in [mine.get((subject, criterion_key(framework, code)))]
        if key is not None
    }


def criterion_key(framework: str, code: str) -> str:
    """A criterion by both its codes."""
    return f"{framework}:{code}"


def _serving(standings: Standings) -> list[Serving]:
    rows = Serves.objects.filter(version__in=public_versions().values("pk")).values_list(
        "version__practice_id", "framework", "criterion"
    )
    serves: defaultdict[int, set[str]] = defaultdict(set)
    for practice, framework, code in rows:
        serves[practice].add(criterion_key(framework, code))
    return [
        Serving(str(row.practice), row.landlord, frozenset(serves[row.practice]), at)
        for at, row in enumerate(standings.rows, start=1)
    ]


def _chances(gaps: Iterable[Gap], standings: Standings, me: int) -> list[Chance]:
    """The gaps with everything that a page shows of them, in a fixed number of queries."""
    gaps = tuple(gaps)
    wanted = {match.practice for gap in gaps for match in gap.matches}
    stood = [row for row in standings.rows if str(row.practice) in wanted]
    listed = {
        str(one.version.practice_id): one
        for one in practices_listed(stood, total=len(standings.rows))
    }
    progress = {
        str(step.practice): step.progress
        for step in last_steps(adoption__landlord__in=standings.lineage.stood_for_by([me]))
    }
    criteria = criteria_now()
    return [
        Chance(
            criterion=criteria.named(*gap.criterion.split(":", 1)),
            result=gap.result,
            words=gap_words(gap.result),
            suggested=_suggested(gap, listed, progress),
            types=_types(gap.criterion),
        )
        for gap in gaps
    ]


def _suggested(
    gap: Gap, listed: Mapping[str, Listed], progress: Mapping[str, str]
) -> tuple[Suggested, ...]:
    return tuple(
        Suggested(
            listed[match.practice],
            match_words(listed[match.practice].landlord.name, match.done_by_level),
            progress.get(match.practice, ""),
        )
        for match in gap.matches
    )


def _types(key: str) -> tuple[PracticeType, ...]:
    framework, code = key.split(":", 1)
    return practice_types_for(code) if framework == framework_code() else ()


def landlord_of_gaps(slug: str) -> Landlord | None:
    """The landlord whose page the team asks for; none if there is none."""
    return Landlord.objects.filter(slug=slug).first()
