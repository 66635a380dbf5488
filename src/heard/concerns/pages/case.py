"""The page of one case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns import catalogue
from heard.concerns.events import Kind, Status
from heard.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrPromise as Lazy

    from heard.concerns.catalogue import Signal
    from heard.concerns.models import Concern
    from heard.concerns.selectors.viewing import EventView


@dataclass(frozen=True, slots=True)
class Way:
    """Something that can be done now, and where."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Ways:
    """Things to do that belong together."""

    title: str
    ways: list[Way]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question of the category's, and what was answered."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What the landlord committed to and hasn't done."""

    number: int
    text: str
    due: object
    landlord: str


LABELS: dict[str, Lazy] = {
    "check": lazy("Take it up"),
    "refuse": lazy("Don’t take it up"),
    "assign": lazy("Assign"),
    "note": lazy("Add a note"),
    "call": lazy("Record a call"),
    "ask": lazy("Ask the resident"),
    "tell": lazy("Tell the resident"),
    "chase": lazy("Chase the landlord"),
    "attach": lazy("Add files"),
    "refer": lazy("Put it to the landlord"),
    "councillor": lazy("Put it to the ward councillor"),
    "milestone": lazy("Record a step of the landlord’s"),
    "answer": lazy("Enter the landlord’s answer"),
    "extend": lazy("Take more time"),
    "pause": lazy("Stop a clock for a while"),
    "resume": lazy("Let a clock run again"),
    "commit": lazy("Add what the landlord will do"),
    "close": lazy("Close"),
    "reopen": lazy("Open again"),
    "correct": lazy("Correct the details"),
    "merge": lazy("Join to another concern"),
    "split": lazy("Make part of it a concern of its own"),
    "group": lazy("Make it a concern of many households"),
    "household": lazy("Add a household"),
}
_RESIDENT = ("tell", "ask", "call", "note", "attach")
_LANDLORD = ("refer", "chase", "answer", "milestone", "commit", "councillor")
_CLOCKS = ("extend", "pause", "resume")


def ways_of(concern: Concern) -> list[Ways]:
    """What can be done to a case as it stands, in the order in which people need it."""
    groups: list[tuple[str, tuple[str, ...]]]
    if concern.status == Status.TO_CHECK:
        groups = [(_("Check it"), ("check", "refuse", "correct", "note", "call"))]
    elif concern.is_open:
        many = ("household",) if concern.is_group else ("group",)
        groups = [
            (_("Resident"), _RESIDENT),
            (_("Landlord and councillor"), _LANDLORD),
            (_("Clocks"), _CLOCKS),
            (_("Case"), ("assign", "correct", "merge", "split", *many, "close")),
        ]
    else:
        merged = concern.status == Status.MERGED
        reopen = () if merged else ("reopen",)
        groups = [(_("Case"), (*reopen, "note", "call", "tell", "attach"))]
    return [Ways(title, [_way(concern, name) for name in names]) for title, names in groups]


def _way(concern: Concern, name: str) -> Way:
    url = reverse("cases:act", args=[concern.reference, name])
    return Way(str(LABELS[name]), url)


def answers_of(concern: Concern) -> list[Answered]:
    """What the resident answered to the category's questions, in words."""
    questions = {each.code: each for each in catalogue.category_get(concern.category).questions}
    shown = []
    for code, given in concern.answers.items():
        question = questions.get(code)
        if question is None:  # the category was corrected since
            continue
        words = {choice.code: _(choice.name) for choice in question.choices}
        words |= {"yes": _("Yes"), "no": _("No")} if question.kind == "yes-no" else {}
        shown.append(Answered(_(question.label), str(words.get(given, given))))
    return shown


def signals_of(concern: Concern) -> list[Signal]:
    """What the answers tell of: hazards that somebody should look at."""
    category = catalogue.category_get(concern.category)
    return [each for each in catalogue.signals_of(category, concern.answers) if each.hazard]


def hazards_shown(concern: Concern) -> list[tuple[str, bool]]:
    """Hazards that the answers tell of, and whether each sounds like an emergency."""
    found: dict[str, bool] = {}
    for signal in signals_of(concern):
        try:
            name = _(catalogue.hazard_get(signal.hazard).plain)
        except NotFoundError:
            name = signal.hazard
        found[name] = found.get(name, False) or signal.level == "emergency"
    return list(found.items())


def promises_of(timeline: Iterable[EventView]) -> list[Promise]:
    """What the landlord committed to and hasn't done, with the day that holds now."""
    open_: dict[int, Promise] = {}
    for event in sorted(timeline, key=lambda each: each.number):
        if event.undone:
            continue
        if event.kind == Kind.COMMITTED:
            open_[event.number] = Promise(event.number, event.text, event.due_on, event.landlord)
        elif event.kind == Kind.COMMITMENT_CHANGED and event.about in open_:
            held = open_[event.about]
            open_[event.about] = Promise(held.number, held.text, event.due_on, held.landlord)
        elif event.kind == Kind.COMMITMENT_DONE and event.about is not None:
            open_.pop(event.about, None)
    return list(open_.values())
