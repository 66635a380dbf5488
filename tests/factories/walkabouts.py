"""Walkabouts for tests, made as everybody makes them: through the services."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils import timezone

from heard.access import Role
from heard.landlords.models import Estate
from heard.walkabouts.schemes import shipped_scheme
from heard.walkabouts.services import (
    Seen,
    Todo,
    Wanted,
    action_close,
    observation_record,
    scheme_set,
    stops_set,
    walkabout_plan,
)
from tests.factories.accounts import PersonFactory
from tests.factories.landlords import EstateFactory

if TYPE_CHECKING:
    from heard.walkabouts.models import Walkabout

DAY = timedelta(days=1)
TEN = time(10, 0)


def today():
    return timezone.localdate()


def runner(walkabout_or_estate, role=Role.LANDLORD_OFFICER):
    """Somebody of its landlord."""
    return PersonFactory(role=role, landlord=walkabout_or_estate.landlord)


def make_walkabout(*, estate=None, on=None, by=None, scheme="", stops=(), **wanted) -> Walkabout:
    """A walkabout of an estate, of today unless another day is given; past ones too."""
    estate = estate or EstateFactory()
    assert isinstance(estate, Estate)
    if scheme:
        scheme_set(landlord=estate.landlord, said=shipped_scheme(scheme), by=by)
    if stops:
        stops_set(estate=estate, places=[(name, "") for name in stops], by=by)
    day = on or today()
    made = walkabout_plan(
        estate=estate, wanted=Wanted(max(day, today()), wanted.pop("at_time", TEN), **wanted), by=by
    )
    if day < today():
        made.due_on = made.on = day
        made.save()
    return made


def note(walkabout, *, by=None, key=None, place="Bin store", words="Door broken", **seen):
    """An observation; `due_on` gives it an action."""
    due = seen.pop("due_on", None)
    what = seen.pop("what", "Mend the door")
    todo = Todo(what, "Estates team", due) if due else None
    observation, _new = observation_record(
        walkabout=walkabout,
        key=key or uuid4(),
        seen=Seen(place=place, words=words, todo=todo, **seen),
        by=by,
    )
    return observation


def make_action(*, walkabout=None, due_on=None, closed_on=None, by=None, **seen):
    """An action, due in four weeks unless said otherwise, and closed if a day is given."""
    walkabout = walkabout or make_walkabout()
    action = note(walkabout, by=by, due_on=due_on or walkabout.on + 28 * DAY, **seen).action
    if closed_on:
        action_close(action=action, words="New door fitted", done_on=closed_on, by=by)
        action.refresh_from_db()
    return action
