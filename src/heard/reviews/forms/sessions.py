"""Residents' sessions, their paper forms, and what residents wrote."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from heard.landlords.forms.fields import DayField
from heard.reviews.forms.fields import ReviewForm
from heard.reviews.forms.opening import NEEDED
from heard.reviews.models import Method
from heard.reviews.scales import ANSWERS, DONT_KNOW
from heard.reviews.services.sessions import MOST_SEATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.reviews.models import Criterion

TYPED = {"?": DONT_KNOW, "x": DONT_KNOW, "X": DONT_KNOW}


class SessionForm(ReviewForm):
    """A new session of residents of one landlord."""

    button = _("Make the session")

    title = forms.CharField(
        label=_("Title"), max_length=150, help_text=_("For example, Panel at Mill Lane hall.")
    )
    method = forms.ChoiceField(
        label=_("How residents are asked"), choices=Method.choices, widget=forms.RadioSelect
    )
    open_from = DayField(label=_("First day"), required=True, error_messages=NEEDED)
    open_to = DayField(label=_("Last day"), required=True, error_messages=NEEDED)
    seats = forms.IntegerField(
        label=_("How many seats"),
        help_text=_("One for each resident. What fewer than 10 say isn’t shown to the public."),
        min_value=1,
        max_value=MOST_SEATS,
        initial=15,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Where it was, how people were chosen. Name nobody."),
    )

    def __init__(self, *args: Any, due: Any = None, **options: Any) -> None:
        today = timezone.localdate()
        last = max(due or today, today + timedelta(days=7))
        options["initial"] = {"open_from": today, "open_to": last}
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        """The last day can't come first."""
        given = super().clean() or {}
        first, last = given.get("open_from"), given.get("open_to")
        if first and last and last < first:
            self.add_error("open_to", _("The last day can’t come before the first."))
        return given


class PaperForm(ReviewForm):
    """A paper form typed in: one sign for each question, in the order of the paper."""

    button = _("Save and go to the next")

    number = forms.IntegerField(
        label=_("Seat number"),
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.codes = {f"answer_{one.pk}": one.code for one in criteria}
        for at, one in enumerate(criteria, start=1):
            self.fields[f"answer_{one.pk}"] = forms.CharField(
                label=f"{at}. {one.question}",
                required=False,
                max_length=1,
                widget=forms.TextInput(
                    attrs={"class": "govuk-input--width-2", "autocomplete": "off"}
                ),
            )
        self.fields["words"] = forms.CharField(
            label=_("What they wrote"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["over"] = forms.BooleanField(
            label=_("Put these in place of the answers that the seat has"), required=False
        )

    @property
    def answers(self) -> list[Any]:
        """The boxes of the questions, bound."""
        return [self[name] for name in self.codes]

    def clean(self) -> dict[str, Any]:
        """Each box holds 0 to 4, a question mark, or nothing."""
        given = super().clean() or {}
        for name in self.codes:
            typed = given.get(name, "").strip()
            if typed and typed not in {*TYPED, "0", "1", "2", "3", "4"}:
                self.add_error(name, _now("Type 0, 1, 2, 3, 4 or ?"))
        return given

    def given(self) -> dict[str, Any]:
        """What the service is given."""
        typed = {code: self.cleaned_data[name].strip() for name, code in self.codes.items()}
        answers = {code: TYPED.get(sign, sign) for code, sign in typed.items() if sign}
        words = self.cleaned_data["words"].strip()
        return {"answers": answers, "words": {"": words} if words else {}}


class CodeForm(forms.Form):
    """The code on a card, typed in."""

    code = forms.CharField(
        label=_("The code on your card"),
        max_length=40,
        help_text=_("For example, 7K2M-9Q4X-B3CD. Capitals or not, with or without the lines."),
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input--width-20",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type the code that is on your card.")},
    )


class QuestionForm(forms.Form):
    """One question to a resident."""

    answer = forms.ChoiceField(
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one. “I don’t know” is an answer too.")},
    )
    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Don’t write names or addresses."),
    )

    def __init__(self, *args: Any, question: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"].label = question


class AllQuestionsForm(forms.Form):
    """Every question on one page, as on paper. What is left out stays as it was."""

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.codes = {f"answer_{one.pk}": one.code for one in criteria}
        for at, one in enumerate(criteria, start=1):
            self.fields[f"answer_{one.pk}"] = forms.ChoiceField(
                label=f"{at}. {one.question}",
                choices=ANSWERS,
                required=False,
                widget=forms.RadioSelect,
            )

    def answers(self) -> dict[str, str]:
        """What was answered, by the criterion's code."""
        given = self.cleaned_data
        return {code: given[name] for name, code in self.codes.items() if given[name]}


class LastWordForm(forms.Form):
    """Anything else that a resident wants to say."""

    words = forms.CharField(
        label=_("Is there anything else you want to say?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "You can leave this empty. Don’t write names or addresses. The council’s team reads it "
            "first; your landlord doesn’t see it unless nobody could be known by it."
        ),
    )


class WordsForm(ReviewForm):
    """What others may read of what a resident wrote."""

    shown = forms.CharField(
        label=_("What others may read"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Take out whatever somebody could be known by. Empty: nobody else reads it."),
    )
