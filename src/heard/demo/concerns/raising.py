"""A made-up concern as it is raised: who, where, what, since when, told to whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from heard.concerns.catalogue import category_get, signals_of
from heard.demo.concerns.days import DAY, is_worked, moment
from heard.demo.concerns.homes import household
from heard.demo.concerns.luck import Luck
from heard.demo.concerns.seasons import CHANNELS, CHANNELS_WEEKEND
from heard.demo.concerns.shapes import StoryConcern, StoryParty
from heard.demo.concerns.wording import MONTHS, description, fill

if TYPE_CHECKING:
    from datetime import date, datetime

    from heard.concerns.catalogue import Category, Question
    from heard.demo.concerns.homes import Household

OUTSIDE = frozenset(
    {"lift", "cleaning-bins", "entry-lighting", "grounds-parking", "fire-safety", "building-safety"}
)
NO_PLACE = frozenset(
    {"service-charge", "rent", "major-works-bill", "no-reply", "unfair", "complaint-unanswered"}
)
OLD_NAMES = (
    "the council",
    "the old housing trust",
    "whoever owns it now",
    "the housing association",
)
SINCE = ("a few weeks", "months", "last winter", "when I moved in", "always", "since the works")
OTHERS = {"family": 40, "association": 18, "ambassador": 18, "councillor": 10, "adviser": 14}
AUTHORITY = {
    "family": "I am next to them as I write.", "association": "Agreed at our meeting.",
    "ambassador": "They asked me at the drop-in.", "councillor": "Asked me at my surgery.",
    "adviser": "Signed form of authority held.",
}  # fmt: skip
SERIOUS = 0.5  # of weight for answers that tell of a hazard
NOT_SAID = 0.08
HELPERS = 900_000  # keys of people who raise concerns for others begin here


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a concern; whatever isn't, chance says."""

    key: int
    day: date
    category: str
    landlord: str = ""
    estate: str = ""
    block: str = ""
    resident: int | None = None  # the key of a household there already is
    channel: str = ""
    extra: str = ""
    place: str = ""
    place_kind: str = ""


def raised(seed: int, wish: Wish) -> StoryConcern:
    """The concern as it is raised; nothing has happened to it yet."""
    luck = Luck(seed, "concern", wish.key)
    home_key = wish.key if wish.resident is None else wish.resident
    lives = household(seed, home_key, landlord=wish.landlord, estate=wish.estate, block=wish.block)
    channel = wish.channel or luck.weighed(CHANNELS if is_worked(wish.day) else CHANNELS_WEEKEND)
    raised_at = _moment(luck, wish.day, channel)
    kind = wish.place_kind or _place_kind(luck, wish.category, lives)
    concern = StoryConcern(
        key=wish.key,
        channel=channel,
        raised_at=raised_at,
        category=wish.category,
        description="",
        landlord=lives.home.landlord,
        parties=_parties(seed, luck, wish, lives),
        happenings=(),
        answers=_answers(luck, category_get(wish.category)),
        tenure=lives.home.tenure if luck.odds(0.85) else "",
        place_kind=kind,
        estate=lives.home.estate,
        ward=lives.home.ward,
        place=wish.place or (lives.home.block if kind != "estate" else ""),
        postcode=lives.home.postcode,
        is_group=False,
    )
    concern = _since(_told(concern, luck), luck)
    return _worded(concern, luck, wish.extra)


def _moment(luck: Luck, day: date, channel: str) -> datetime:
    if channel in {"web", "email"}:
        hour = luck.weighed({7: 3, 8: 5, 9: 7, 10: 8, 11: 8, 12: 8, 13: 7, 14: 6, 15: 6, 16: 6,
                             17: 6, 18: 7, 19: 8, 20: 8, 21: 7, 22: 4, 23: 2})  # fmt: skip
        return moment(day, hour, luck.number(0, 59))
    return moment(day, luck.number(9, 16), luck.number(0, 59))


def _place_kind(luck: Luck, category: str, lives: Household) -> str:
    if category in NO_PLACE:
        return "other"
    if category == "grounds-parking":
        return "estate" if lives.home.estate else "other"
    if category in OUTSIDE:
        return "block"
    if category_get(category).communal and lives.home.estate and luck.odds(0.15):
        return "block"
    return "home"


def _parties(seed: int, luck: Luck, wish: Wish, lives: Household) -> tuple[StoryParty, ...]:
    own = StoryParty(lives.person)
    if wish.resident is not None or not luck.odds(0.09):
        return (own,)
    kind = luck.weighed(OTHERS)
    helper = household(seed, HELPERS + luck.number(1, 60)).person
    helper = replace(helper, email=f"helper.{helper.key}@example.org", contact_by="email")
    return (own, StoryParty(helper, "raised-by", kind, AUTHORITY[kind]))


def _answers(luck: Luck, category: Category) -> dict[str, str]:
    return {
        question.code: _answer(luck, question)
        for question in category.questions
        if not luck.odds(NOT_SAID)
    }


def _answer(luck: Luck, question: Question) -> str:
    if question.kind == "number":
        return str(luck.number(1, 9))
    if question.kind == "text":
        return luck.pick(("A repair", "The lift", "My transfer", "The letter", "Everything"))
    told = {signal.answer: signal.level for signal in question.signals}
    usual = {"yes": 0.4, "no": 0.6} if question.kind == "yes-no" else {}
    weights = {
        choice.code: usual.get(choice.code, 1.0)
        * {"emergency": 0.18, "significant": SERIOUS}.get(told.get(choice.code, ""), 1.0)
        for choice in question.choices
    }
    if question.kind == "yes-no" and "no" in told:  # “can you lock your home”: most can
        weights = {"yes": 0.92, "no": 0.08}
    return luck.weighed(weights)


def _told(concern: StoryConcern, luck: Luck) -> StoryConcern:
    told = luck.weighed({"yes": 64, "no": 20, "unsure": 16})
    said = luck.pick(OLD_NAMES) if luck.odds(0.08) else concern.landlord
    landlord = concern.landlord
    if luck.odds(0.012):  # nobody could say whose home it is
        said, landlord, told = luck.pick(OLD_NAMES), "", "unsure"
    on = None
    if told == "yes" and luck.odds(0.8):
        on = concern.raised_at.date() - _ago(concern, luck) * DAY
    reference = f"R{luck.number(100_000, 999_999)}" if on and luck.odds(0.35) else ""
    return replace(
        concern, told_landlord=told, told_on=on, landlord=landlord, landlord_said=said,
        landlord_reference=reference,
    )  # fmt: skip


def _ago(concern: StoryConcern, luck: Luck) -> int:
    """How many days ago the landlord was told: an emergency isn't left for long."""
    signals = signals_of(category_get(concern.category), concern.answers)
    urgent = any(signal.level == "emergency" for signal in signals)
    return luck.number(1, 2) if urgent else luck.number(3, 60)


def _since(concern: StoryConcern, luck: Luck) -> StoryConcern:
    first = concern.told_on or concern.raised_at.date()
    if luck.odds(0.45):
        return replace(concern, since=first - luck.number(0, 90) * DAY)
    if luck.odds(0.5):
        return replace(concern, since_words=luck.pick(SINCE))
    return concern


def _worded(concern: StoryConcern, luck: Luck, extra: str) -> StoryConcern:
    when = concern.raised_at - timedelta(days=luck.number(30, 150))
    known = {
        "landlord": concern.landlord_said or concern.landlord or "my landlord",
        "place": concern.place or concern.estate or "my building",
        "month": MONTHS[when.month - 1],
    }
    words = description(
        luck, concern.category, known, told=concern.told_landlord,
        extra=fill(luck, extra, known) if extra else "",
    )  # fmt: skip
    return replace(concern, description=words)
