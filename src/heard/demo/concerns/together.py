"""Made-up concerns that belong together: of many households, raised twice, split in two."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.concerns.events import Kind
from heard.demo.concerns import opening, paths
from heard.demo.concerns.days import DAY, day_of, in_office, is_worked
from heard.demo.concerns.homes import blocks_of, estates_of, household
from heard.demo.concerns.luck import Luck
from heard.demo.concerns.raising import Wish, raised
from heard.demo.concerns.seasons import WEEKLY
from heard.demo.concerns.shapes import StoryParty
from heard.demo.concerns.teller import OFFICER, Setting, Teller, ToldError
from heard.demo.landlords import MAIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from heard.demo.concerns.shapes import StoryConcern

GROUP_KEY, MEMBER_KEY, AGAIN_KEY = 400_000, 410_000, 2_000_000
TWICE = 0.035  # of concerns that are raised a second time while the first is open
COLD_BLOCK = 12  # households of the block without heating
GROUPS = (  # days before the day of loading, what it is about, households
    (470, "service-charge", 9), (402, "entry-lighting", 6), (330, "cleaning-bins", 5),
    (255, "lift", 7), (190, "major-works-bill", 8), (128, "building-safety", 11), (75, "pests", 6),
    (33, "fire-safety", 5), (13, "heating-hot-water", 7), (5, "antisocial", 4),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """What a whole demonstration's stories share."""

    seed: int
    today: date
    until: datetime

    def setting(self, key: int, officer: str) -> Setting:
        """What one story needs."""
        return Setting(Luck(self.seed, "story", key), self.until, officer)


def cold_day(today: date) -> date:
    """A working day in the last January that is three weeks past."""
    day = today - 21 * DAY
    while day.month != 1 or day.day > 20 or not is_worked(day):  # noqa: PLR2004 - before the 20th
        day -= DAY
    return day


def groups(frame: Frame, officers: tuple[str, ...]) -> Iterator[StoryConcern]:
    """Concerns of many households, and those of single households that were joined to them."""
    dated = [(cold_day(frame.today), "heating-hot-water", COLD_BLOCK)]
    dated += [(frame.today - ago * DAY, category, size) for ago, category, size in GROUPS]
    places = [
        row
        for name in (MAIN, "Pallister Wren Homes", "Tidewell Brandreth")
        for row in estates_of(frame.seed, name)
    ]
    for number, (day, category, size) in enumerate(dated):
        place = places[(7 * number) % len(places)]
        wish = Wish(
            key=GROUP_KEY + number, day=day, category=category, landlord=place.landlord,
            estate=place.name, block=blocks_of(frame.seed, place.name)[-1], channel="web",
            place_kind="block", extra="It is the whole of {place}, not only me.",
        )  # fmt: skip
        yield from _group(frame, wish, size, officers[number % len(officers)])


def _group(frame: Frame, wish: Wish, size: int, officer: str) -> list[StoryConcern]:
    concern = raised(frame.seed, wish)
    helper = household(frame.seed, MEMBER_KEY - 1 - wish.key % 100, landlord=wish.landlord).person
    helper = replace(helper, contact_by="email", email=f"association.{helper.key}@example.org")
    rep = StoryParty(helper, "raised-by", "association", "Agreed at our meeting.")
    concern = replace(concern, is_group=True, parties=(concern.parties[0], rep))
    tell = Teller(concern, frame.setting(wish.key, officer), at=concern.raised_at)
    joined: list[StoryConcern] = []
    with suppress(ToldError):
        opening.receive(tell)
        if not opening.has_consent(tell):
            opening.consent(tell, role="representative")
        opening.check(tell)
        level = opening.hazards(tell)
        opening.assign(tell)
        for number in range(size - 1):
            joined += _join(frame, tell, wish, MEMBER_KEY + 100 * (wish.key % 100) + number)
        paths.landlord(tell, level)
    return [tell.told(), *joined]


def _join(frame: Frame, tell: Teller, wish: Wish, key: int) -> list[StoryConcern]:
    """A household joins, by a call to the team or by a concern of its own that is merged."""
    before = tell.at
    tell.office(0, 1)
    single = None
    day = day_of(before)
    if tell.luck.odds(0.3) and day < day_of(tell.at):
        again = replace(wish, key=key, day=day, channel="phone", extra="")
        single = _merged(frame, again, tell, at=tell.at)
    own = single.parties[0].person if single else household(
        frame.seed, key, landlord=wish.landlord, estate=wish.estate, block=wish.block
    ).person  # fmt: skip
    party = len(tell.concern.parties)
    member = StoryParty(own, "household", joined_at=tell.at)
    tell.concern = replace(tell.concern, parties=(*tell.concern.parties, member))
    tell.add(Kind.HOUSEHOLD_JOINED, OFFICER, party=party)
    if tell.luck.odds(0.8):
        opening.consent(tell, role=OFFICER, party=party, audience="team")
    return [single] if single else []


def _merged(frame: Frame, wish: Wish, target: Teller, *, at: datetime) -> StoryConcern | None:
    concern = raised(frame.seed, wish)
    concern = replace(concern, parties=concern.parties[:1], links=(("group", target.concern.key),))
    if not concern.landlord or concern.raised_at >= at:
        return None
    tell = Teller(concern, frame.setting(wish.key, target.officer), at=concern.raised_at)
    opening.receive(tell)
    tell.at = max(tell.at, at)
    tell.add(
        Kind.MERGED, OFFICER, tell.say("team", "merge"), target=target.concern.key, outcome="merged"
    )
    return tell.told()


def twice(frame: Frame, wish: Wish, first: StoryConcern) -> StoryConcern | None:
    """The same concern raised again while the first is open; merged, unless it just came in."""
    luck = Luck(frame.seed, "twice", first.key)
    checked = next((step.at for step in first.happenings if step.kind == Kind.CHECKED), None)
    if not luck.odds(TWICE) or checked is None or not first.landlord:
        return None
    day = day_of(checked) + luck.number(1, 9) * DAY
    if day >= frame.today:
        return None
    sentence = first.description.split(". ")[0].rstrip(".") + "."
    again = replace(
        wish, key=AGAIN_KEY + first.key, day=day, channel="", place=first.place,
        extra=sentence.replace("{", "(").replace("}", ")"),
        resident=wish.key if wish.resident is None else wish.resident,
    )  # fmt: skip
    concern = replace(
        raised(frame.seed, again), landlord=first.landlord, place_kind=first.place_kind
    )
    tell = Teller(
        replace(concern, parties=concern.parties[:1]),
        frame.setting(again.key, first.happenings[-1].by or OFFICER),
        at=concern.raised_at,
    )
    tell.officer = "officer-2"
    ended = next((s.at for s in first.happenings if s.kind == Kind.CLOSED), frame.until)
    return _joined_to(tell, first.key, ended)


def _joined_to(tell: Teller, target: int, ended: datetime) -> StoryConcern | None:
    with suppress(ToldError):
        opening.receive(tell)
        opening.check(tell)
        at = in_office(tell.at, tell.luck.number(0, 3), tell.luck)
        if at >= ended:
            return None if ended < tell.until else tell.told()
        tell.at = at
        words = tell.say("team", "merge")
        tell.add(Kind.MERGED, OFFICER, words, target=target, outcome="merged")
        return tell.told(links=(("duplicate", target),))
    return tell.told() if tell.steps else None


def split(frame: Frame, wish: Wish, parent: StoryConcern) -> list[StoryConcern]:
    """The concerns that parts of this one were made."""
    found = []
    for step in parent.happenings:
        if step.kind != Kind.SPLIT or step.target is None:
            continue
        luck = Luck(frame.seed, "split", parent.key)
        category = luck.weighed(
            {code: rate for code, rate in WEEKLY.items() if code != parent.category}
        )
        again = replace(
            wish, key=step.target, category=category, channel="phone", extra="", place="",
            place_kind="", resident=wish.key if wish.resident is None else wish.resident,
        )  # fmt: skip
        concern = replace(
            raised(frame.seed, again), raised_at=parent.raised_at, landlord=parent.landlord,
            parties=parent.parties[:1], links=(("split", parent.key),), told_on=None,
        )  # fmt: skip
        tell = Teller(concern, frame.setting(step.target, step.by), at=step.at)
        found.append(paths.live(tell).told())
    return found


def is_ended(concern: StoryConcern) -> bool:
    """Whether nobody has anything left to do, as far as the steps show."""
    last = [step for step in concern.happenings if step.kind in ENDING]
    return bool(last) and last[-1].kind in {Kind.CLOSED, Kind.MERGED, Kind.REFUSED}


ENDING = frozenset({Kind.CLOSED, Kind.MERGED, Kind.REFUSED, Kind.REOPENED, Kind.NOT_FIXED})
