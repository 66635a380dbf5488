"""What was seen, as it is noted: on the spot, later from a phone without a connection, or twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.walkabouts.errors import WalkaboutError
from heard.walkabouts.models import EstateAction, Observation, StepKind, Walkabout
from heard.walkabouts.schemes import COUNTED, grade_of_count
from heard.walkabouts.services.acting import step_add

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from heard.accounts.models import User
    from heard.walkabouts.models import Grade, Stop


@dataclass(frozen=True, slots=True)
class Todo:
    """What is to be done, by whom and by when."""

    what: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw at a place, how they grade it, and what it calls for.

    `counted` is for schemes that count. `is_worst`: what the scheme always grades lowest is there.
    """

    place: str
    words: str
    stop: Stop | None = None
    grade: Grade | None = None
    counted: int | None = None
    is_worst: bool = False
    at: datetime | None = None
    framework_code: str = ""
    criterion_code: str = ""
    todo: Todo | None = None


def observation_record(
    *, walkabout: Walkabout, key: UUID, seen: Seen, by: User | None
) -> tuple[Observation, bool]:
    """Note what was seen, once for its key; gives it and whether it is new.

    What comes a second time, or twice at once, is found and not noted again.

    Raises:
        WalkaboutError: the walkabout was cancelled or is still days away, the grade is of another
            scheme, or the key is that of something else.
    """
    found = _known(walkabout, key, by)
    if found is not None:
        return found, False
    try:
        with transaction.atomic():
            return _record(walkabout, key, seen, by), True
    except IntegrityError:
        found = _known(walkabout, key, by)
        if found is None:
            raise
        return found, False


@transaction.atomic
def observation_withdraw(*, observation: Observation, reason: str, by: User | None) -> Observation:
    """Take back what was noted by mistake. It stays on the record, and its action is dropped.

    Raises:
        WalkaboutError: it was withdrawn already.
    """
    locked = Observation.objects.select_for_update().get(pk=observation.pk)
    if locked.withdrawn_at is not None:
        raise WalkaboutError(_("This observation was withdrawn already."))
    locked.withdrawn_at, locked.withdrawn_because = timezone.now(), reason
    locked.save(update_fields=["withdrawn_at", "withdrawn_because"])
    action = EstateAction.objects.select_for_update().filter(observation=locked).first()
    if action is not None:
        action.dropped_at = locked.withdrawn_at
        action.save(update_fields=["dropped_at"])
        step_add(action=action, kind=StepKind.DROPPED, words=reason, by=by)
    audit_record(
        event="observation.withdraw",
        target=locked,
        by=by,
        about=str(locked.walkabout),
        reason=reason,
    )
    return locked


@transaction.atomic
def walkabout_note_held(
    *, walkabout: Walkabout, by: User | None, residents_came: int | None = None
) -> Walkabout:
    """Note that a walkabout was held, and how many residents came along, if somebody counted.

    Raises:
        WalkaboutError: it was cancelled, or its day hasn't come.
    """
    locked = _locked(walkabout)
    before = locked.held_at is not None
    locked.held_at = locked.held_at or timezone.now()
    locked.residents_came = residents_came
    locked.save(update_fields=["held_at", "residents_came"])
    audit_record(
        event="walkabout.held",
        target=locked,
        by=by,
        about=str(locked),
        before={"held": before},
        after={"held": True, "residents_came": residents_came},
    )
    return locked


def _known(walkabout: Walkabout, key: UUID, by: User | None) -> Observation | None:
    """What was noted under this key, unless it is somebody else's or of another walk."""
    found = Observation.objects.filter(key=key).first()
    if found is None:
        return None
    if found.walkabout_id != walkabout.pk or (found.by_id or None) != (by.pk if by else None):
        raise WalkaboutError(_("Something else was noted under this entry’s key."))
    return found


def _record(walkabout: Walkabout, key: UUID, seen: Seen, by: User | None) -> Observation:
    locked = _locked(walkabout)
    grade, by_rule = _graded(locked, seen)
    now = timezone.now()
    values = authored(by, landlord_id=locked.landlord_id)
    observation = Observation.objects.create(
        key=key,
        walkabout=locked,
        stop=seen.stop,
        place=seen.place,
        seen=seen.words,
        # A phone's clock may be ahead; what was seen can't have been seen after now.
        seen_at=min(seen.at, now) if seen.at else now,
        grade=grade,
        counted=seen.counted if locked.scheme.kind == COUNTED else None,
        graded_by_rule=by_rule,
        framework_code=seen.framework_code,
        criterion_code=seen.criterion_code,
        **values,
    )
    if locked.held_at is None:
        locked.held_at = now
        locked.save(update_fields=["held_at"])
    audit_record(
        event="observation.record",
        target=observation,
        by=by,
        about=str(locked),
        after={
            "place": seen.place,
            "grade": grade.word if grade else "",
            "action": bool(seen.todo),
        },
    )
    if seen.todo is not None:
        _todo_open(observation, locked, seen.todo, by)
    return observation


def _todo_open(
    observation: Observation, walkabout: Walkabout, todo: Todo, by: User | None
) -> EstateAction:
    if todo.due_on < walkabout.on:
        raise WalkaboutError(_("Choose a day after the walkabout."), field="due_on")
    action = EstateAction.objects.create(
        observation=observation,
        estate_id=walkabout.estate_id,
        landlord_id=walkabout.landlord_id,
        what=todo.what,
        owner=todo.owner,
        first_due_on=todo.due_on,
        due_on=todo.due_on,
        **authored(by, landlord_id=walkabout.landlord_id),
    )
    step_add(action=action, kind=StepKind.OPENED, by=by)
    return action


def _locked(walkabout: Walkabout) -> Walkabout:
    locked = (
        Walkabout.objects.select_for_update(of=("self",))
        .select_related("estate", "scheme")
        .get(pk=walkabout.pk)
    )
    if locked.cancelled_at is not None:
        raise WalkaboutError(
            _("This walkabout was cancelled: %(reason)s") % {"reason": locked.cancelled_because}
        )
    if locked.on > timezone.localdate():
        raise WalkaboutError(_("This walkabout hasn’t begun. Move it to today first."))
    return locked


def _graded(walkabout: Walkabout, seen: Seen) -> tuple[Grade | None, bool]:
    """The grade that the scheme gives, and whether its rule gave it."""
    if seen.grade is not None and seen.grade.scheme_id != walkabout.scheme_id:
        raise WalkaboutError(_("This grade is of another scheme."), field="grade")
    scheme = walkabout.scheme
    is_worst = seen.is_worst and bool(scheme.worst_if)
    if not is_worst and scheme.kind != COUNTED:
        return seen.grade, False
    grades = list(scheme.grades.all())
    if is_worst:
        return grades[-1], True
    if seen.counted is None:
        return None, False
    return grade_of_count(grades, seen.counted), False
