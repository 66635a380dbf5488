"""What is filled in to ask residents, and by residents to say what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from heard.landlords.forms.fields import DayField
from heard.partnership.forms.charters import CharterForm, long_text
from heard.partnership.models import Says
from heard.partnership.services.charters_rounds import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.forms import BoundField

    from heard.partnership.models import Commitment, Round


class RoundForm(CharterForm):
    """A round of residents' verdicts."""

    button = _("Open the round")

    title = forms.CharField(label=_("Title"), max_length=150)
    period_from = DayField(label=_("Asked about the time from"), required=True)
    period_to = DayField(label=_("To"), required=True)
    open_from = DayField(label=_("Answers are taken from"), required=True)
    open_to = DayField(label=_("To"), required=True)
    seats = forms.IntegerField(
        label=_("Cards for residents"),
        help_text=_(
            "Each has a code, for one resident who needs no account. Representatives who sign in "
            "need none. What fewer than 10 say is never shown."
        ),
        min_value=0,
        max_value=500,
        initial=30,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )


class CodeForm(forms.Form):
    """The code of a card."""

    code = forms.CharField(
        label=_("The code on your card"),
        help_text=_("For example, BCDF-GHJK-1234."),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input--width-20",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type in the code.")},
    )


class SayForm(CharterForm):
    """What a resident says of each commitment: all on one page, each may be left out."""

    button = _("Keep my answers")

    def __init__(
        self,
        *args: Any,
        commitments: Sequence[Commitment],
        said: Mapping[int, tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.commitments = commitments
        for one in commitments:
            says, words = said.get(one.number, ("", ""))
            self.fields[f"says_{one.number}"] = forms.ChoiceField(
                label=str(one),
                required=False,
                choices=Says.choices,
                initial=says,
                widget=forms.RadioSelect,
            )
            self.fields[f"words_{one.number}"] = forms.CharField(
                label=_("Why, in your own words"),
                required=False,
                initial=words,
                max_length=2_000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> list[tuple[Commitment, BoundField, BoundField]]:
        """Each commitment with its two fields."""
        return [
            (one, self[f"says_{one.number}"], self[f"words_{one.number}"])
            for one in self.commitments
        ]

    def clean(self) -> dict[str, Any]:
        """Words alone say nothing that can be counted."""
        given = super().clean() or {}
        for one in self.commitments:
            if given.get(f"words_{one.number}") and not given.get(f"says_{one.number}"):
                self.add_error(f"says_{one.number}", _now("Choose one of the answers too."))
        if not self.errors and not any(given.get(f"says_{one.number}") for one in self.commitments):
            self.add_error(None, _now("Answer at least one."))
        return given

    def given(self) -> dict[str, Any]:
        """Answers by number, without what was left out."""
        data = self.cleaned_data
        return {
            "answers": {
                one.number: Answer(data[f"says_{one.number}"], data[f"words_{one.number}"])
                for one in self.commitments
                if data[f"says_{one.number}"]
            }
        }


class PaperForm(SayForm):
    """The same from a paper form, for a numbered seat."""

    button = _("Keep and enter the next")

    number = forms.IntegerField(
        label=_("Seat number"),
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )

    def __init__(self, *args: Any, asked: Round, **options: Any) -> None:
        super().__init__(*args, said={}, **options)
        self.asked = asked

    def clean(self) -> dict[str, Any]:
        """The seat must be there, and not used yet."""
        given = super().clean()
        number = given.get("number")
        seat = self.asked.seats.filter(number=number).first() if number else None
        if number and seat is None:
            self.add_error("number", _now("This round has no seat of that number."))
        elif seat is not None and seat.used_at is not None:
            self.add_error("number", _now("This seat has answered already."))
        self.seat = seat
        return given

    def given(self) -> dict[str, Any]:
        """The seat and its answers."""
        if self.seat is not None:
            self.seat.round = self.asked
        return super().given() | {"seat": self.seat}


class ShownForm(CharterForm):
    """What others may read of a resident's words."""

    shown = long_text(
        _("What others may read"),
        _("Take out whatever somebody could be known by. Empty: nobody reads it."),
        required=False,
    )
