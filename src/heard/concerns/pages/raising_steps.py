"""The pages of raising a concern, in order, and who needs which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heard.concerns.forms.raising_what import (
    AboutForm,
    AdviceForm,
    CategoryForm,
    QuestionsForm,
    ThemForm,
    WhoForm,
    WordsForm,
)
from heard.concerns.forms.raising_where import (
    LandlordForm,
    TenureForm,
    ToldForm,
    WhereForm,
    WhichForm,
)
from heard.concerns.forms.raising_who import (
    ContactForm,
    HelpForm,
    PhotosDoneForm,
    SharingForm,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrPromise as Lazy

    from heard.concerns.forms.raising_fields import StepForm
    from heard.concerns.pages.answers import Answers


def _always(_answers: Answers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its address, its form, its heading, and whether somebody needs it."""

    code: str
    form: type[StepForm]
    heading: Lazy
    needed: Callable[[Answers], bool] = _always
    template: str = "raising/step.html"

    @property
    def url(self) -> str:
        """The page's address."""
        name = "raise:photos" if self.code == "photos" else "raise:step"
        return reverse(name, args=[] if self.code == "photos" else [self.code])


STEPS: tuple[Step, ...] = (
    Step("for", WhoForm, _("Who is this for?")),
    Step("them", ThemForm, _("About the person it is for"), lambda said: said.for_others),
    Step("about", AboutForm, _("What is it about?")),
    Step("what", CategoryForm, _("Which of these is nearest?"), template="raising/what.html"),
    Step(
        "questions",
        QuestionsForm,
        _("A few questions"),
        lambda said: bool(said.category and said.category.questions),
        "raising/questions.html",
    ),
    Step(
        "advice",
        AdviceForm,
        _("Please read this first"),
        lambda said: bool(said.advice),
        "raising/advice.html",
    ),
    Step("words", WordsForm, _("Tell us what is wrong")),
    Step("landlord", LandlordForm, _("Who is your landlord?")),
    Step(
        "which",
        WhichForm,
        _("Which one is your landlord?"),
        lambda said: (
            said.value("landlord", "landlord") != ""
            and not said.value("landlord", "unknown")
            and said.handed_on("landlord").get("exact") is None
        ),
        "raising/which.html",
    ),
    Step("where", WhereForm, _("Where is it?")),
    Step("tenure", TenureForm, _("How do you have your home?")),
    Step("told", ToldForm, _("Does your landlord know?")),
    Step("photos", PhotosDoneForm, _("Photos")),
    Step("contact", ContactForm, _("How to reach you")),
    Step(
        "help",
        HelpForm,
        _("What helps you, and what is safe"),
        lambda said: bool(said.value("contact", "more")),
    ),
    Step("sharing", SharingForm, _("Who may see it")),
)
STEP = {step.code: step for step in STEPS}
