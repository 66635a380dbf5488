"""One practice: as everybody may read it, and as those do who are at work on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.errors import NotFoundError
from heard.landlords.models import Landlord
from heard.practices.catalogue import practice_type_find
from heard.practices.models import Practice, Progress, Proof, Question, Step, Version
from heard.practices.selectors.criteria import criteria_now
from heard.practices.selectors.lineage import lineage_now
from heard.practices.selectors.listing import serves_named
from heard.practices.selectors.standing import public_versions, standings_now
from heard.practices.wording import reason_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.practices.catalogue import PracticeType
    from heard.practices.models import Move
    from heard.practices.selectors.criteria import Named
    from heard.practices.selectors.lineage import Lineage


@dataclass(frozen=True, slots=True)
class Taken:
    """What one other landlord reported, the last report first."""

    landlord: Landlord  # as it stands today
    reported_as: Landlord
    steps: tuple[Step, ...]

    @property
    def last(self) -> Step:
        """How far it has gone now."""
        return self.steps[0]


@dataclass(frozen=True, slots=True)
class Seen:
    """A practice with everything that its page shows to this reader."""

    practice: Practice
    version: Version
    landlord: Landlord  # who stands today for the one that did it
    type: PracticeType | None
    serves: tuple[Named, ...]
    proofs: tuple[Proof, ...]
    reason: str  # where it stands and why; empty where it isn't public any more
    taken: tuple[Taken, ...]
    questions: tuple[Question, ...]
    is_own: bool
    is_public: bool

    @property
    def done_by_predecessor(self) -> bool:
        """Whether a landlord that is now part of another did it."""
        return self.practice.landlord_id != self.landlord.pk


def practice_page_for(reader: Reader, reference: str) -> Seen:
    """A public practice; a withdrawn one only for those who took it up, did it, or moderate.

    Raises:
        NotFoundError: there is none for this reader.
    """
    standings = standings_now()
    lineage = standings.lineage
    version = _version_for(reader, reference, lineage)
    practice = version.practice
    stood = standings.of(practice.pk)
    own = lineage.stood_for_by(reader.landlords)
    today = lineage.today(practice.landlord_id)
    return Seen(
        practice=practice,
        version=version,
        landlord=_landlord(practice.landlord, today),
        type=practice_type_find(version.kind),
        serves=serves_named(version, criteria_now()),
        proofs=tuple(version.proofs.select_related("file")),
        reason=reason_words(stood.place, len(standings.rows)) if stood else "",
        taken=_taken(reader, practice, lineage),
        questions=tuple(_questions_for(reader, practice, own)),
        is_own=practice.landlord_id in own,
        is_public=stood is not None,
    )


def practice_public_get_for(reader: Reader, reference: str) -> Practice:
    """A practice that the reader may take up or ask about: public, or taken up already.

    Raises:
        NotFoundError: there is none for this reader.
    """
    return _version_for(reader, reference, lineage_now()).practice


def practice_making_get_for(reader: Reader, reference: str) -> Practice:
    """A practice that the reader is at work on: the team any, a landlord its own.

    Raises:
        NotFoundError: there is none for this reader.
    """
    found = practices_making_for(reader).filter(reference=reference).first()
    if found is None:
        raise NotFoundError(_("There is no such practice for you."))
    return found


def practices_making_for(reader: Reader) -> QuerySet[Practice]:
    """Practices that the reader is at work on: the team all, a landlord its own."""
    rows = Practice.objects.select_related("landlord")
    if is_team(reader):
        return rows
    return rows.filter(landlord__in=lineage_now().stood_for_by(reader.landlords))


def question_get_for(reader: Reader, pk: int) -> Question:
    """A question for the landlord that asked, the one that is asked, and the team.

    Raises:
        NotFoundError: there is none for this reader.
    """
    rows = Question.objects.select_related("practice__landlord", "landlord")
    found = rows.filter(pk=pk).first()
    own = lineage_now().stood_for_by(reader.landlords)
    if found is None or not (
        is_team(reader) or found.landlord_id in own or found.practice.landlord_id in own
    ):
        raise NotFoundError(_("There is no such question for you."))
    return found


def is_team(reader: Reader) -> bool:
    """Whether the reader moderates practices."""
    return reader.may(Thing.PRACTICE_MODERATION, Action.READ)


def history_of(practice: Practice) -> tuple[Sequence[Move], Sequence[Version]]:
    """Everything that was done with a practice, and every version, the last first."""
    moves = practice.moves.select_related("by_landlord").order_by("-at", "-pk")
    return list(moves), list(practice.versions.order_by("-number"))


def _version_for(reader: Reader, reference: str, lineage: Lineage) -> Version:
    rows = (
        Version.objects.filter(practice__reference=reference, published_at__isnull=False)
        .select_related("practice__landlord")
        .prefetch_related("serves")
        .order_by("number")
    )
    shown = rows.filter(superseded_at=None).first()
    if shown is not None:
        return shown
    last = rows.last()
    own = lineage.stood_for_by(reader.landlords)
    if last is not None and (
        is_team(reader)
        or last.practice.landlord_id in own
        or last.practice.adoptions.filter(landlord__in=own).exists()
    ):
        return last
    raise NotFoundError(_("There is no practice at this address."))


def _landlord(known: Landlord, today: int) -> Landlord:
    return known if known.pk == today else Landlord.objects.get(pk=today)


def _taken(reader: Reader, practice: Practice, lineage: Lineage) -> tuple[Taken, ...]:
    """Who took it up. That somebody only considers it is shown to itself and the team alone."""
    own = lineage.stood_for_by(reader.landlords)
    team = is_team(reader)
    steps: dict[int, list[Step]] = {}
    rows = (
        Step.objects.filter(adoption__practice=practice)
        .select_related("adoption__landlord")
        .order_by("-number")
    )
    for step in rows:
        mine = team or step.adoption.landlord_id in own
        if mine or (step.hidden_at is None and step.progress != Progress.CONSIDERING):
            steps.setdefault(step.adoption_id, []).append(step)
    today = {
        one[0].adoption.landlord_id: lineage.today(one[0].adoption.landlord_id)
        for one in steps.values()
    }
    moved = Landlord.objects.in_bulk({b for a, b in today.items() if a != b} or {0})
    taken = [
        Taken(
            moved.get(today[one[0].adoption.landlord_id], one[0].adoption.landlord),
            one[0].adoption.landlord,
            tuple(one),
        )
        for one in steps.values()
    ]
    return tuple(sorted(taken, key=lambda one: (one.last.on, one.last.pk), reverse=True))


def _questions_for(reader: Reader, practice: Practice, own: frozenset[int]) -> list[Question]:
    """Questions that both sides agreed to show; those who asked or are asked see theirs."""
    rows = practice.questions.select_related("landlord").order_by("-at", "-pk")
    return [
        one
        for one in rows
        if is_team(reader)
        or one.landlord_id in own
        or practice.landlord_id in own
        or (one.asker_agrees and one.answerer_agrees and one.hidden_at is None)
    ]


def is_public(practice: Practice) -> bool:
    """Whether everybody can read it now."""
    return public_versions().filter(practice=practice).exists()


def question_sides_of(reader: Reader, question: Question) -> tuple[bool, bool]:
    """Whether the reader is of the landlord that is asked, and of the one that asks."""
    own = lineage_now().stood_for_by(reader.landlords)
    return question.practice.landlord_id in own, question.landlord_id in own


def version_get_for(reader: Reader, reference: str, number: int) -> Version:
    """One version of a practice that the reader is at work on.

    Raises:
        NotFoundError: there is none for this reader.
    """
    practice = practice_making_get_for(reader, reference)
    rows = practice.versions.select_related("practice__landlord")
    version = rows.prefetch_related("serves").filter(number=number).first()
    if version is None:
        raise NotFoundError(_("There is no such version."))
    return version


def proof_get_for(reader: Reader, reference: str, pk: int) -> Proof:
    """A piece of evidence of what the reader may read: the public version, or one at work on.

    Raises:
        NotFoundError: there is none for this reader.
    """
    proof = (
        Proof.objects.select_related("version__practice", "file")
        .filter(pk=pk, version__practice__reference=reference)
        .first()
    )
    if proof is None:
        raise NotFoundError(_("There is no such file."))
    version = proof.version
    if version.published_at is None or version.superseded_at is not None:
        practice_making_get_for(reader, reference)
    return proof


def hideable_get_for(reader: Reader, reference: str, what: str, pk: int) -> Step | Question:
    """A report or a question of a practice, for the team.

    Raises:
        NotFoundError: there is none for this reader.
    """
    found: Step | Question | None = None
    if is_team(reader) and what == "report":
        steps = Step.objects.select_related("adoption__practice", "adoption__landlord")
        found = steps.filter(adoption__practice__reference=reference, pk=pk).first()
    elif is_team(reader) and what == "question":
        questions = Question.objects.select_related("practice", "landlord")
        found = questions.filter(practice__reference=reference, pk=pk).first()
    if found is None:
        raise NotFoundError(_("There is no such thing here."))
    return found
