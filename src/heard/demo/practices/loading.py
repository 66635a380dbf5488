"""Write the made-up practices into the store: about 150 rows, the same every time."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from heard.access import LANDLORD, Role
from heard.accounts.models import Membership
from heard.demo.chance import stream
from heard.demo.practices.story import practices_told
from heard.landlords.models import Landlord
from heard.practices.catalogue import framework_code
from heard.practices.models import (
    Adoption,
    Deed,
    Move,
    Practice,
    Proof,
    Question,
    Serves,
    Status,
    Step,
    Version,
)

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model

    from heard.demo.practices.story import StoryPractice, StoryQuestion, StoryReports

DECIDED_AFTER = timedelta(days=6)
WITHDRAWN_AFTER = timedelta(days=60)
PUBLIC = frozenset({Status.PUBLISHED, Status.WITHDRAWN})
Rows = list[Any]


@transaction.atomic
def practices_enter(*, seed: int, now: datetime | None = None) -> int:
    """Enter the made-up practices with everything that happened to them; gives how many."""
    entering = _Entering(seed, now or timezone.now())
    for told in practices_told():
        entering.practice(told)
    entering.write()
    return len(entering.rows[Practice])


class _Entering:
    """The rows as they are made, by model, in the order in which they refer to each other."""

    def __init__(self, seed: int, now: datetime) -> None:
        self.seed, self.now = seed, now
        self.landlords = {one.name: one for one in Landlord.objects.filter(is_fictional=True)}
        self.officers: dict[int, int] = {}
        held = Membership.objects.filter(role__in=[str(role) for role in LANDLORD], ended_at=None)
        for user, landlord in held.order_by("-pk").values_list("user_id", "landlord_id"):
            self.officers[landlord or 0] = user
        team = Membership.objects.filter(role=Role.OFFICER, ended_at=None).order_by("pk")
        self.team = team.values_list("user_id", flat=True).first()
        models = (Practice, Version, Serves, Proof, Move, Adoption, Step, Question)
        self.rows: dict[type[Model], Rows] = {model: [] for model in models}

    def write(self) -> None:
        """Store everything."""
        for model, rows in self.rows.items():
            model._default_manager.bulk_create(rows)  # noqa: SLF001 - Django's documented name

    def practice(self, told: StoryPractice) -> None:
        """One practice with all that belongs to it."""
        landlord = self.landlords[told.landlord]
        begun = self._before(told.ago)
        published = begun + DECIDED_AFTER if told.status in PUBLIC else None
        practice = self._add(
            Practice,
            (told.reference,),
            **self._by(landlord, begun),
            reference=told.reference,
            landlord=landlord,
            status=told.status,
            first_published_at=published,
        )
        withdrawn = begun + WITHDRAWN_AFTER if told.status == Status.WITHDRAWN else None
        version = self._add(
            Version,
            (told.reference, "version"),
            **self._by(landlord, begun),
            **told.words,
            practice=practice,
            number=1,
            contact_email=f"engagement@{slugify(landlord.name)}.demo.example",
            published_at=published,
            superseded_at=withdrawn,
        )
        self._parts(told, version)
        self._moves(told, practice, begun)
        for reports in told.reports:
            self._adoption(told, practice, reports)
        for number, question in enumerate(told.questions):
            self._question(told, practice, question, number)

    def _parts(self, told: StoryPractice, version: Version) -> None:
        for code in told.criteria:
            about = (told.reference, "serves", code)
            self._add(Serves, about, version=version, framework=framework_code(), criterion=code)
        for at, proof in enumerate(told.proofs, start=1):
            self._add(Proof, (told.reference, "proof", at), version=version, position=at, **proof)

    def _moves(self, told: StoryPractice, practice: Practice, begun: datetime) -> None:
        decided = begun + DECIDED_AFTER
        deeds = {
            Status.DRAFT: (),
            Status.SUBMITTED: ((Deed.SUBMITTED, begun),),
            Status.RETURNED: ((Deed.SUBMITTED, begun), (Deed.RETURNED, decided)),
            Status.PUBLISHED: ((Deed.SUBMITTED, begun), (Deed.PUBLISHED, decided)),
            Status.WITHDRAWN: (
                (Deed.SUBMITTED, begun),
                (Deed.PUBLISHED, decided),
                (Deed.WITHDRAWN, begun + WITHDRAWN_AFTER),
            ),
        }[Status(told.status)]
        for deed, at in deeds:
            mine = deed is Deed.SUBMITTED
            who = self._by(practice.landlord, at) if mine else self._by_team(at)
            self._add(
                Move,
                (told.reference, "move", deed),
                **who,
                practice=practice,
                deed=deed,
                version_number=1,
                reason=told.reason if deed in {Deed.RETURNED, Deed.WITHDRAWN} else "",
            )

    def _adoption(self, told: StoryPractice, practice: Practice, reports: StoryReports) -> None:
        landlord = self.landlords[reports.landlord]
        about = (told.reference, "adoption", reports.landlord)
        first = self._before(reports.steps[0].ago)
        adoption = self._add(
            Adoption, about, **self._by(landlord, first), practice=practice, landlord=landlord
        )
        for number, step in enumerate(reports.steps, start=1):
            at = self._before(step.ago)
            self._add(
                Step,
                (*about, number),
                **self._by(landlord, at),
                adoption=adoption,
                number=number,
                progress=step.progress,
                on=timezone.localdate(at),
                happened=step.happened,
                effect=step.effect,
                rung=step.rung,
            )

    def _question(
        self, told: StoryPractice, practice: Practice, asked: StoryQuestion, number: int
    ) -> None:
        landlord = self.landlords[asked.landlord]
        answered = bool(asked.answer)
        self._add(
            Question,
            (told.reference, "question", number),
            **self._by(landlord, self._before(asked.ago)),
            practice=practice,
            landlord=landlord,
            text=asked.text,
            asker_agrees=asked.asker_agrees,
            answer=asked.answer,
            answered_at=self._before(asked.answered) if answered else None,
            answered_by_id=self.officers.get(practice.landlord_id) if answered else None,
            answered_role=Role.LANDLORD_OFFICER if answered else "",
            answerer_agrees=asked.answerer_agrees,
        )

    def _add(self, model: type[Model], about: tuple[object, ...], **values: Any) -> Any:
        """A row with a key that is the same every time."""
        drawn = stream(self.seed, "practices", *about).bytes(16)
        row = model(key=uuid.UUID(bytes=drawn, version=4), **values)
        self.rows[model].append(row)
        return row

    def _before(self, days: int) -> datetime:
        """So many days ago, at ten in the morning."""
        day = timezone.localtime(self.now) - timedelta(days=days)
        return min(day.replace(hour=10, minute=0, second=0, microsecond=0), self.now)

    def _by(self, landlord: Landlord, at: datetime) -> dict[str, Any]:
        return {
            "at": at,
            "by_id": self.officers.get(landlord.pk),
            "by_role": Role.LANDLORD_OFFICER,
            "by_landlord": landlord,
        }

    def _by_team(self, at: datetime) -> dict[str, Any]:
        return {"at": at, "by_id": self.team, "by_role": Role.OFFICER}
