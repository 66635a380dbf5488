"""Enter the made-up charter with two years of reports and verdicts, and an improvement plan."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from heard.analysis.commitments import Told, periods_of
from heard.demo.chance import stream
from heard.demo.landlords import MAIN
from heard.demo.partnership import charter_story as story
from heard.demo.partnership.charter_rounds import Signer, rounds_enter
from heard.demo.partnership.charter_rows import DAY, Rows
from heard.partnership.models import (
    Act,
    Charter,
    CharterVersion,
    Commitment,
    Report,
    ReportEvidence,
    Signatory,
    Signing,
)
from heard.practices.catalogue import framework_code

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from heard.analysis.commitments import Period

WITHIN = 42
MONTHS_AGO = 27  # the second year's reports were due some weeks ago
SECOND_VERSION_AGO = timedelta(days=300)
REWORDED = 7
PLAN_WITHIN = 35
PLAN_MONTHS_AGO, PLAN_MONTHS = 9, 18


@transaction.atomic
def charter_enter(*, seed: int, now: datetime | None = None) -> int:
    """Enter the charter and the plan with all that came of them; gives how many rows.

    Nobody is told of any: no message is queued.
    """
    rows = Rows(seed, now or timezone.now())
    _Entering(rows, "charter", start=story.months_before(rows.today, MONTHS_AGO)).all()
    _Entering(rows, "plan", start=story.months_before(rows.today, PLAN_MONTHS_AGO)).all()
    return rows.write()


class _Entering:
    """One charter or plan as it is entered."""

    def __init__(self, rows: Rows, which: str, *, start: date) -> None:
        self.rows, self.which, self.start = rows, which, start
        self.paper = story.paper(which)
        self.is_plan = which == "plan"
        self.whom = (MAIN,) if self.is_plan else (*story.LANDLORDS, story.COUNCIL)
        end = story.months_before(start, -PLAN_MONTHS) - DAY
        self.end = end if self.is_plan else None

    def all(self) -> None:
        """Everything of it."""
        published = self.rows.at(self.start - 30 * DAY)
        by = self.rows.by(story.COUNCIL, published)
        charter = self.rows.add(Charter, self.which, slug=self.paper.slug, kind=self.which, **by)
        first = self._version(charter, 1, published)
        latest = first
        if not self.is_plan:
            changed = self.rows.now - SECOND_VERSION_AGO
            first[0].superseded_at = changed
            latest = self._version(charter, 2, changed)
        for who in self.whom:
            row = self.rows.add(
                Signatory,
                self.which,
                who,
                charter=charter,
                landlord=self.rows.landlords.get(who),
                **by,
            )
            signer = Signer(who, row, self._sign(who, row, first[1], latest[1]))
            self._reports(signer)
            rounds_enter(self.rows, self.which, signer, over=self._halves())

    def _version(
        self, charter: Charter, number: int, at: datetime
    ) -> tuple[CharterVersion, list[Commitment]]:
        version = self.rows.add(
            CharterVersion,
            self.which,
            number,
            charter=charter,
            number=number,
            title=self.paper.title,
            introduction=self.paper.introduction,
            changes=self.paper.changes if number > 1 else "",
            report_within=PLAN_WITHIN if self.is_plan else WITHIN,
            published_at=at,
            **self.rows.by(story.COUNCIL, at),
        )
        return version, [
            self._commitment(version, place, said)
            for place, said in enumerate(self.paper.commitments, start=1)
        ]

    def _commitment(
        self, version: CharterVersion, number: int, said: Mapping[str, Any]
    ) -> Commitment:
        drawn = stream(self.rows.seed, "charter", "line", self.which, number).bytes(16)
        old = version.number == 1 and "before" in said
        title = said["title"].replace("five", "ten") if old else said["title"]
        made: Commitment = self.rows.add(
            Commitment,
            self.which,
            version.number,
            number,
            version=version,
            line=uuid.UUID(bytes=drawn, version=4),
            number=number,
            title=title,
            text=said["before"] if old else said["text"],
            shown_by=said["shown_by"],
            measures=said.get("measures", []),
            criteria=[f"{framework_code()}:{one}" for one in said.get("criteria", [])],
            evidence_kinds=said["evidence_kinds"],
            effective_from=self.start,
            effective_to=self.end,
            every=said.get("every", 3),
        )
        return made

    def _sign(
        self, who: str, row: Signatory, first: list[Commitment], latest: list[Commitment]
    ) -> dict[int, Commitment]:
        at = self.rows.at(self.start - 12 * DAY, 14)
        signed: dict[int, Commitment] = {}
        for one in first:
            place = (who, one.number)
            if place in story.UNSIGNED and not self.is_plan:
                continue
            which = None if self.is_plan else story.RESERVED.get(place)
            act = Act.SIGNED if which is None else Act.RESERVED
            said = "" if which is None else story.told()["words"]["reservations"][which]
            self._act(who, row, one, act, said, at)
            signed[one.number] = one
        if self.is_plan:
            return signed
        if who in story.SIGNED_AGAIN:
            again = self.rows.at(timezone.localdate(self.rows.now - SECOND_VERSION_AGO) + 20 * DAY)
            self._act(who, row, latest[REWORDED - 1], Act.SIGNED, "", again)
        if who == story.WITHDRAWN[0]:
            gone = self.rows.at(self.rows.today - 120 * DAY)
            number = story.WITHDRAWN[1]
            because = story.told()["words"]["withdrawn"]
            self._act(who, row, first[number - 1], Act.WITHDRAWN, because, gone)
        return signed

    def _act(
        self, who: str, row: Signatory, one: Commitment, act: Act, words: str, at: datetime
    ) -> None:
        self.rows.add(
            Signing,
            self.which,
            who,
            one.number,
            one.version.number,
            act,
            signatory=row,
            commitment=one,
            act=act,
            words=words,
            on=timezone.localdate(at),
            **self.rows.by(who, at),
        )

    def _periods(self, one: Commitment) -> list[Period]:
        """Those that are over."""
        found = periods_of(
            start=self.start,
            months=one.every,
            within=one.version.report_within,
            until=self.rows.today,
            end=self.end,
        )
        return [each for each in found if each.last < self.rows.today]

    def _halves(self) -> list[Period]:
        """The times that residents are asked about: half years, or quarters of the plan."""
        found = periods_of(
            start=self.start,
            months=3 if self.is_plan else 6,
            within=0,
            until=self.rows.today,
            end=self.end,
        )
        return [one for one in found if one.last < self.rows.today]

    def _reports(self, signer: Signer) -> None:
        for number, one in signer.signed.items():
            periods = self._periods(one)
            for period in periods:
                newest = period == periods[-1]
                progress = story.ending(self.rows.seed, signer.who, number, period.first)
                place = (signer.who, number)
                if (newest or place in story.ALWAYS) and place in story.SURE:
                    progress = story.SURE[place][0]
                if self.is_plan:
                    progress = _of_plan(number, len(periods) - periods.index(period))
                gone = place == story.WITHDRAWN and newest
                if progress is not None and not gone:
                    self._report(signer, one, period, progress)

    def _report(self, signer: Signer, one: Commitment, period: Period, progress: Told) -> None:
        about = (self.which, signer.who, one.number, period.first)
        chance = stream(self.rows.seed, "charter", "sent", *map(str, about))
        span = min((period.due - period.last).days, (self.rows.today - period.last).days)
        sent = self.rows.at(period.last + int(chance.integers(1, max(span, 2))) * DAY)
        old = self.rows.today - period.last > 60 * DAY
        said = self.paper.commitments[one.number - 1]
        report = self.rows.add(
            Report,
            *about,
            signatory=signer.row,
            commitment=one,
            period_from=period.first,
            period_to=period.last,
            progress=progress,
            words=story.words(said, progress),
            sent_at=sent,
            accepted_at=min(sent + 4 * DAY, self.rows.now) if old else None,
            accepted_by_id=self.rows.team if old else None,
            **self.rows.by(signer.who, sent),
        )
        places: dict[str, Any] = {"link": "https://landlord.demo.example/reports"}
        if said.get("measures") and signer.who != story.COUNCIL:
            places["measure"] = said["measures"][0]
        for position, (name, value) in enumerate(places.items(), start=1):
            self.rows.add(
                ReportEvidence,
                *about,
                name,
                report=report,
                position=position,
                title="Our report to residents"
                if name == "link"
                else "Our own figure, as the regulator has it",
                **{name: value},
                **self.rows.by(signer.who, sent),
            )


def _of_plan(number: int, back: int) -> Told | None:
    """How the plan goes: better by the quarter; the newest isn't reported on yet."""
    if back == 1:
        return Told.PARTLY if number == 1 else None
    return (Told.DONE, Told.PARTLY, Told.DONE, Told.NOT_DONE, Told.PARTLY)[number - 1]
