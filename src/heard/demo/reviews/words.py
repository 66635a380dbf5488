"""What is said with made-up scores and evidence. Nothing of it is about any real landlord."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.reviews.models import EvidenceKind, Standing

if TYPE_CHECKING:
    from numpy.random import Generator

    from heard.reviews.models import Criterion

OWN = (
    "We judged this with our residents' panel in the spring. {words}",
    "Our engagement team and two residents went through it together. {words}",
    "{words} We know where it falls short, and the plan for next year says what we will do.",
    "{words} This is how it stands today; it was weaker a year ago.",
)
OFFICERS = (
    "We read what was brought and asked two members of staff. {words}",
    "Looked at on the estate and in the papers. {words}",
    "{words} What was brought shows this and no more.",
)
MODERATED = (
    "The evidence bears this level. {words}",
    "The officers' check decides it; residents see much the same. {words}",
    "{words} The landlord's own view is higher, but nothing that was brought shows it.",
    "Held beside the other landlords on this criterion. {words}",
)
OTHERWISE = {
    Standing.NOT_ASSESSED: "Nobody has looked at this yet. It is planned for the autumn.",
    Standing.NOT_EVIDENCED: "Nothing was brought that shows it, either way.",
    Standing.NOT_APPLICABLE: "This landlord has no homes of the sort that this is about.",
}
TITLES = {
    EvidenceKind.DOCUMENT: (
        "Plan for working with residents",
        "Minutes of the board, October",
        "Page on our website",
        "Annual report to residents",
    ),
    EvidenceKind.TESTIMONY: (
        "What three residents' associations told us",
        "Notes of the residents' meeting in March",
        "Replies to the postcard survey",
    ),
    EvidenceKind.CASE_SAMPLE: (
        "Ten cases drawn at random",
        "Twelve consultations of the year, looked at one by one",
    ),
    EvidenceKind.OBSERVATION: (
        "Notice boards on four estates",
        "A call to the contact centre, as a resident makes it",
    ),
    EvidenceKind.METRIC: ("Our own count, by quarter",),
}
STATEMENTS = (
    "See the second page: dates, names of roles, and what was decided.",
    "It shows that residents were asked, and when.",
    "It shows what was done and what is still open.",
    "The figures are by quarter; the last one is provisional.",
)
CHECKS = {
    "supports": "It shows what the landlord says it shows.",
    "does-not": "It says what is planned, not what was done.",
    "cannot-tell": "It is undated, so we can't tell whether it falls in the period.",
}
COMMENTS = (
    "We accept this. The post was empty for half a year; it is filled now.",
    "We think more of what we sent was worth counting, and will bring it earlier next time.",
    "Residents are right that they didn't hear back. We have begun to publish what we decided.",
)
OVERALL = (
    (
        "We recognise the picture. Where residents see us differently from how we see "
        "ourselves, that is where we start."
    ),
    (
        "Thank you to the residents who gave their time. We have put three of the findings before "
        "our board already."
    ),
)
RESIDENTS = (
    "They asked us about the garden and then did what they had planned anyway.",
    "The new housing officer knows people by name. That helps.",
    "I never know who to ring. It is a different number each time.",
    "Good meetings, but always on a weekday morning.",
)
MEASURES = ("TP06", "TP07", "TP09", "CH02.1", "TP08")


def reason(
    luck: Generator,
    templates: tuple[str, ...],
    criterion: Criterion,
    standing: str,
    level: int | None,
) -> str:
    """Why a score is what it is: the level's own words, in a sentence of whoever gives it."""
    if level is None:
        return OTHERWISE[Standing(standing)]
    words = next(one.words for one in criterion.levels.all() if one.level == level)
    template = templates[int(luck.integers(len(templates)))]
    return template.format(words=words).strip()


def picked(luck: Generator, choices: tuple[str, ...]) -> str:
    """One of these."""
    return choices[int(luck.integers(len(choices)))]
