"""Forms with which walkabouts are planned, moved, cancelled and peopled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from heard.walkabouts.forms.fields import ClockField, DayField, ReasonField
from heard.walkabouts.services import Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.accounts.models import User
    from heard.walkabouts.models import Stop

ONCE = 0
REPEATS = (1, 2, 3, 4, 6, 12)
MOST_STOPS = 40


def every_label(months: int) -> str:
    """How often, in words."""
    return ngettext("Every month", "Every %(months)d months", months) % {"months": months}


class PlanForm(forms.Form):
    """When an estate is walked, and whether again and again."""

    on = DayField(label=lazy("Day"), required=True)
    at_time = ClockField(label=lazy("Time"))
    every = forms.TypedChoiceField(label=lazy("Again"), coerce=int, initial=ONCE)
    meet_at = forms.CharField(
        label=lazy("Where people meet"),
        help_text=lazy("Residents see this, if they may come along. You can leave it empty."),
        required=False,
        max_length=200,
    )
    residents_welcome = forms.BooleanField(
        label=lazy("Residents may come along"), required=False, initial=True
    )
    note = forms.CharField(
        label=lazy("For those who walk"),
        help_text=lazy("Such as keys to fetch. Residents don’t see it. You can leave it empty."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(ONCE, _("Once only")), *((one, every_label(one)) for one in REPEATS)]
        self.fields["every"].choices = choices  # type: ignore[attr-defined] # a choice field

    def wanted(self) -> Wanted:
        """What the services take."""
        given = self.cleaned_data
        return Wanted(
            given["on"],
            given["at_time"],
            given["meet_at"],
            given["residents_welcome"],
            given["note"],
        )


class MoveForm(forms.Form):
    """A new day, and why."""

    on = DayField(label=lazy("New day"), required=True)
    at_time = ClockField(label=lazy("Time"))
    reason = ReasonField(help_text=lazy("Those who take part are told."))


class ReasonForm(forms.Form):
    """Only why."""

    reason = ReasonField()


class HeldForm(forms.Form):
    """That it was held, and how many residents came."""

    residents_came = forms.IntegerField(
        label=lazy("Residents who came along"),
        help_text=lazy("Leave it empty if nobody counted: not counted is not nought."),
        required=False,
        min_value=0,
        max_value=500,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )


class PeopleForm(forms.Form):
    """Who takes part: ticked, or a residents' representative by e-mail address."""

    people = forms.MultipleChoiceField(
        label=lazy("Who takes part"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=lazy("Residents’ representatives and councillors of other wards"),
        help_text=lazy("The e-mail address with which each signs in, one on each line."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, eligible: Sequence[tuple[User, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.eligible = {str(user.pk): user for user, _role in eligible}
        self.fields["people"].choices = [  # type: ignore[attr-defined] # a choice field
            (str(user.pk), f"{user}, {role}") for user, role in eligible
        ]

    def addresses(self) -> list[str]:
        """The addresses typed in, each once."""
        lines = self.cleaned_data["others"].replace(",", "\n").splitlines()
        return list(dict.fromkeys(line.strip() for line in lines if line.strip()))


class StopsForm(forms.Form):
    """The places of a route, one on each line."""

    places = forms.CharField(
        label=lazy("Places to stop at, in order"),
        help_text=lazy(
            "One on each line. After a colon, what to look for there: “Bin store: doors, bulky "
            "waste, smell”."
        ),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def clean_places(self) -> list[tuple[str, str]]:
        """Place and what to look for, each place once."""
        rows = [line.partition(":") for line in self.cleaned_data["places"].splitlines()]
        found = [(name.strip(), look.strip()) for name, _colon, look in rows if name.strip()]
        names = [name.casefold() for name, _look in found]
        if len(set(names)) < len(names):
            raise forms.ValidationError(_("Each place stands once."))
        if len(found) > MOST_STOPS:
            raise forms.ValidationError(
                _("A route has at most %(most)d places.") % {"most": MOST_STOPS}
            )
        if any(len(name) > 120 or len(look) > 300 for name, look in found):  # noqa: PLR2004 - as long as the store keeps
            raise forms.ValidationError(
                _("A place has at most 120 letters, and what to look for 300.")
            )
        return found

    @staticmethod
    def written(stops: Sequence[Stop]) -> str:
        """A route as the box shows it."""
        return "\n".join(
            f"{stop.name}: {stop.look_for}" if stop.look_for else stop.name for stop in stops
        )
