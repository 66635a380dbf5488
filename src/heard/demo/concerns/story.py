"""All made-up concerns of 18 months, told up to a day. The same seed and day give the same ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.concerns.events import Kind
from heard.demo.concerns import paths, together
from heard.demo.concerns.days import DAY, day_of, moment
from heard.demo.concerns.luck import Luck
from heard.demo.concerns.raising import Wish, raised
from heard.demo.concerns.seasons import WEEKLY, expected
from heard.demo.concerns.slow import slow_wishes
from heard.demo.concerns.staff import OFFICERS
from heard.demo.concerns.staged import staged
from heard.demo.concerns.teller import Teller
from heard.demo.concerns.together import Frame
from heard.demo.concerns.wording import fill, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from heard.demo.concerns.shapes import StoryConcern

MONTHS_TOLD = 18
DAYS_TOLD = 548
AGAIN = 0.14  # share of concerns by somebody who raised one before
LATELY = 300  # of the concerns before, one of whose people comes back
REFUSED = 0.04  # share of what comes by the web
FLAGGED = 0.011
SUSPICIONS = {
    "spam": ("hidden-field-filled", "sent-too-quickly"),
    "test": ("sent-too-quickly",),
}
DUE_TODAY = 5  # open commitments that fall due on the day of loading


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that is made up: concerns in the order in which Heard learnt of them."""

    seed: int
    today: date
    concerns: tuple[StoryConcern, ...]


def story(*, seed: int, today: date) -> Story:
    """Tell 18 months of concerns that end with the day before `today`."""
    frame = Frame(seed, today, moment(today, 0, 0))
    found = list(together.groups(frame, OFFICERS))
    found += staged(frame)
    for wish in _wishes(frame):
        found += _told(frame, wish)
    there = {concern.key for concern in found if concern.happenings}
    whole = [_with_known(concern, there) for concern in found if concern.happenings]
    whole.sort(key=lambda one: (one.happenings[0].entered_at or one.raised_at, one.key))
    return Story(seed, today, tuple(_due_today(whole, today)))


def _wishes(frame: Frame) -> Iterator[Wish]:
    """Everything that is raised, and who raises it."""
    number = 0
    before: list[Wish] = []
    first = frame.today - DAYS_TOLD * DAY
    for ago in range(DAYS_TOLD):
        day = first + ago * DAY
        luck = Luck(frame.seed, "day", DAYS_TOLD - ago)
        for category in WEEKLY:
            for _ in range(luck.count(expected(category, day))):
                number += 1
                wish = Wish(key=number, day=day, category=category)
                if before and luck.odds(AGAIN):
                    resident = luck.pick(before[-LATELY:])
                    wish = replace(wish, resident=resident.resident or resident.key)
                before.append(wish)
                yield wish
    yield from slow_wishes(frame.seed, frame.today)


def _told(frame: Frame, wish: Wish) -> list[StoryConcern]:
    """One concern, what was split from it, and the same raised again."""
    luck = Luck(frame.seed, "told", wish.key)
    concern = raised(frame.seed, wish)
    officer = luck.weighed({OFFICERS[0]: 45, OFFICERS[1]: 33, OFFICERS[2]: 22})
    if concern.channel == "web" and wish.extra == "" and luck.odds(REFUSED):
        return [_refused(frame, concern, luck, officer)]
    tell = Teller(concern, frame.setting(wish.key, officer), at=concern.raised_at)
    told = paths.live(tell).told()
    if luck.odds(FLAGGED):
        told = replace(told, flag=luck.pick(("safeguarding", "safeguarding", "domestic-abuse")))
    if concern.channel != "web":
        told = replace(told, entered_by=officer)
    found = [told, *together.split(frame, wish, told)]
    again = together.twice(frame, wish, told)
    return [*found, again] if again else found


def _refused(frame: Frame, concern: StoryConcern, luck: Luck, officer: str) -> StoryConcern:
    outcome = luck.weighed(paths.REFUSALS)
    words = fill(luck, luck.pick(texts("residents.toml")["refused"][outcome]), {})
    suspicions = SUSPICIONS.get(outcome, ())
    concern = replace(
        concern, description=words, suspicions=suspicions, category="something-else", answers={},
        parties=concern.parties[:1], told_landlord="unsure", told_on=None, landlord_reference="",
    )  # fmt: skip
    tell = Teller(concern, frame.setting(concern.key, officer), at=concern.raised_at)
    return paths.refused(tell, outcome).told()


def _with_known(concern: StoryConcern, there: set[int]) -> StoryConcern:
    """The concern without links to what hasn't happened yet."""
    links = tuple((kind, key) for kind, key in concern.links if key in there)
    if not concern.entered_by and concern.happenings[0].by:
        concern = replace(concern, entered_by=concern.happenings[0].by)
    return replace(concern, links=links)


def _due_today(concerns: Sequence[StoryConcern], today: date) -> Iterator[StoryConcern]:
    """Let some commitments that are open fall due on the day of loading."""
    left = DUE_TODAY
    for concern in concerns:
        number = _open_commitment(concern, today) if left else 0
        if number:
            left -= 1
            steps = list(concern.happenings)
            steps[number - 1] = replace(steps[number - 1], due_on=today)
            concern = replace(concern, happenings=tuple(steps))  # noqa: PLW2901
        yield concern


def _open_commitment(concern: StoryConcern, today: date) -> int:
    """The number of a commitment that is still to be kept; 0 if there is none."""
    if together.is_ended(concern) or day_of(concern.raised_at) >= today:
        return 0
    settled = {step.about for step in concern.happenings if step.about}
    for number, step in enumerate(concern.happenings, start=1):
        if (
            step.kind == Kind.COMMITTED
            and number not in settled
            and step.due_on
            and step.due_on >= today
        ):
            return number
    return 0
