"""What somebody has answered so far, read back from their draft."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.datastructures import MultiValueDict

from heard.concerns import catalogue
from heard.concerns.forms.raising_what import category_known
from heard.concerns.pages.raising_steps import STEP, STEPS
from heard.landlords.models import Landlord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.access import Reader
    from heard.concerns.catalogue import Advice, Category, Signal
    from heard.concerns.forms.raising_fields import StepForm
    from heard.concerns.pages.raising_steps import Step

SAID, HANDED = "said", "handed"


class Answers:
    """The pages of a draft, each as a form that is checked again whenever it is read.

    What is kept is what was typed, right or wrong, so that nothing is lost on the way; whether it
    will do depends on the other answers and is worked out here.
    """

    def __init__(
        self, data: Mapping[str, Any], reader: Reader, known: Mapping[str, str] | None = None
    ) -> None:
        self.said: Mapping[str, Mapping[str, list[str]]] = data.get(SAID, {})
        self.handed: Mapping[str, Mapping[str, Any]] = data.get(HANDED, {})
        self.reader = reader
        self.known = known or {}  # of somebody who is signed in
        self._forms: dict[str, StepForm] = {}

    def form(self, code: str) -> StepForm:
        """A page's form with what was typed, or empty if nobody was there yet."""
        if code not in self._forms:
            typed = self.said.get(code)
            data = None if typed is None else MultiValueDict(typed)
            self._forms[code] = STEP[code].form(data, answers=self)
        return self._forms[code]

    def value(self, code: str, name: str) -> Any:
        """One answer; empty where there is none or it won't do."""
        form = self.form(code)
        if not form.is_valid():
            return ""
        return form.cleaned_data.get(name, "")

    def handed_on(self, code: str) -> Mapping[str, Any]:
        """What a page left for the others."""
        return self.handed.get(code, {})

    def is_done(self, code: str) -> bool:
        """Whether the page was answered, and so that it will do."""
        return code in self.said and self.form(code).is_valid()

    @cached_property
    def path(self) -> list[Step]:
        """The pages that this person needs, in order."""
        return [step for step in STEPS if step.needed(self)]

    @property
    def missing(self) -> Step | None:
        """The first page that still has to be answered."""
        return next((step for step in self.path if not self.is_done(step.code)), None)

    def after(self, code: str) -> Step | None:
        """The page after one; None after the last."""
        codes = [step.code for step in self.path]
        place = codes.index(code) + 1 if code in codes else len(codes)
        return self.path[place] if place < len(codes) else None

    def before(self, code: str) -> Step | None:
        """The page before one; None before the first."""
        codes = [step.code for step in self.path]
        place = codes.index(code) if code in codes else 0
        return self.path[place - 1] if place else None

    @property
    def for_others(self) -> bool:
        """Whether somebody else raises it for the resident."""
        return self.value("for", "raised_as") not in {"", "self"}

    @cached_property
    def category(self) -> Category | None:
        """What it is about."""
        return category_known(self.value("what", "category"))

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """What the answers to the category's questions tell of."""
        if self.category is None or not self.is_done("questions"):
            return ()
        return catalogue.signals_of(self.category, self.form("questions").given)  # type: ignore[attr-defined] # QuestionsForm

    @property
    def advice(self) -> tuple[Advice, ...]:
        """What somebody must be told at once, each once."""
        told = {one.advice.code: one.advice for one in self.signals if one.advice}
        return tuple(told.values())

    @cached_property
    def landlord(self) -> Landlord | None:
        """The landlord that was found and chosen."""
        handed = self.handed_on("landlord")
        pk = handed.get("exact")
        if pk is None:
            chosen = self.value("which", "which") if handed.get("matches") else ""
            pk = int(chosen) if str(chosen).isdecimal() else None
        return Landlord.objects.filter(pk=pk).first() if pk else None

    @property
    def landlord_said(self) -> str:
        """What the landlord was called by whoever it isn't known to."""
        return "" if self.landlord else str(self.value("landlord", "landlord"))
