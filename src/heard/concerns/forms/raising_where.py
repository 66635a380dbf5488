"""Where it is: the landlord, the place, how the home is held, whether the landlord knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns.forms.raising_fields import (
    Choices,
    PastDayField,
    PostcodeField,
    StepForm,
)
from heard.concerns.models import PlaceKind, Told
from heard.landlords.models import Tenure
from heard.landlords.naming import tidy
from heard.landlords.selectors import estate_list, landlord_find

if TYPE_CHECKING:
    from heard.landlords.models import Estate

MOST_MATCHES = 8
NONE_OF_THESE = "none"
UNKNOWN = "unknown"


class LandlordForm(StepForm):
    """Who the landlord is, by any name it ever had."""

    landlord = forms.CharField(
        label=lazy("Name of your landlord"),
        help_text=lazy(
            "Your landlord is whoever you pay rent or charges to. Any name it has or had will do. "
            "It does not have to be spelt right."
        ),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    unknown = forms.BooleanField(label=lazy("I do not know who my landlord is"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a name unless they don't know it."""
        data = super().clean() or self.cleaned_data
        if not data.get("landlord") and not data.get("unknown") and "landlord" not in self.errors:
            self.add_error(
                "landlord", _("Write the name of your landlord, or tick that you do not know.")
            )
        return data

    def hand_on(self) -> dict[str, Any]:
        """Landlords that may be meant, and the one that is if its name was written in full."""
        text = self.cleaned_data["landlord"]
        if self.cleaned_data["unknown"] or not text:
            return {"matches": [], "exact": None}
        found = landlord_find(text, limit=MOST_MATCHES)
        typed = tidy(text).casefold()
        exact = [one.landlord_id for one in found if typed == one.name.casefold()]
        return {
            "matches": [[one.landlord_id, one.name, one.why] for one in found],
            "exact": exact[0] if len(exact) == 1 else None,
        }


class WhichForm(StepForm):
    """Which of the landlords that the name may mean."""

    heading_field = "which"
    which = forms.ChoiceField(
        label=lazy("Which one is your landlord?"),
        widget=Choices,
        error_messages={"required": lazy("Choose your landlord, or that it is none of these.")},
    )

    def lay_out(self) -> None:
        """Offer what the name found."""
        matches = self.answers.handed_on("landlord").get("matches", [])
        field = self.fields["which"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [
            *((str(pk), name) for pk, name, _why in matches),
            (NONE_OF_THESE, _("None of these")),
            (UNKNOWN, _("I do not know")),
        ]
        field.widget.hints = {str(pk): why for pk, _name, why in matches if why}
        if not matches:
            field.label = _("We did not find this landlord")


class WhereForm(StepForm):
    """Which place it is about."""

    place_kind = forms.ChoiceField(
        label=lazy("Where is the problem?"),
        choices=PlaceKind.choices,
        widget=Choices,
        error_messages={"required": lazy("Choose where the problem is.")},
    )
    estate = forms.ChoiceField(label=lazy("Estate"), required=False)
    place = forms.CharField(
        label=lazy("Name of the block, or which lift, stairs or other place"),
        help_text=lazy("For example: Birch House, left lift. Leave it empty if there is none."),
        required=False,
        max_length=200,
    )
    postcode = PostcodeField(
        label=lazy("Postcode"), help_text=lazy("It helps us to see whether others have it too.")
    )
    address = forms.CharField(
        label=lazy("Your address (you can leave this empty)"),
        help_text=lazy(
            "Only needed if somebody has to come to your home. It is never made public, and your "
            "landlord sees it only if you say so."
        ),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )

    def lay_out(self) -> None:
        """Offer the landlord's estates, where it has any."""
        landlord = self.answers.landlord
        self.estates: dict[str, Estate] = {}
        if landlord is not None:
            self.estates = {str(one.pk): one for one in estate_list(landlord)}
        if not self.estates:
            del self.fields["estate"]
            return
        field = self.fields["estate"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        named = [(pk, one.name) for pk, one in self.estates.items()]
        field.choices = [("", _("None of these, or I do not know")), *named]

    @property
    def chosen_estate(self) -> Estate | None:
        """The estate that was chosen."""
        return self.estates.get(self.cleaned_data.get("estate", ""))


class TenureForm(StepForm):
    """How the home is held; laws differ by it."""

    heading_field = "tenure"
    tenure = forms.ChoiceField(
        label=lazy("How do you have your home?"),
        help_text=lazy("Some laws on repairs are only for people who rent."),
        required=False,
        choices=[
            (Tenure.SOCIAL_RENT, lazy("I rent it (social rent)")),
            (Tenure.AFFORDABLE_RENT, lazy("I rent it (“affordable rent”)")),
            (Tenure.SUPPORTED, lazy("Supported or sheltered housing")),
            (Tenure.SHARED_OWNERSHIP, lazy("I own a share of it")),
            (Tenure.LEASEHOLD, lazy("I own the lease")),
            ("", lazy("I do not know")),
        ],
        widget=Choices,
    )


class ToldForm(StepForm):
    """Whether the landlord knows, and since when."""

    told_landlord = forms.ChoiceField(
        label=lazy("Have you told your landlord about this?"),
        help_text=lazy("You can raise it here either way."),
        choices=Told.choices,
        widget=Choices(
            reveals={"yes": ("told_on", "landlord_reference", "complained", "complained_on")}
        ),
        error_messages={"required": lazy("Choose yes, no or not sure.")},
    )
    told_on = PastDayField(
        label=lazy("When did you first tell them?"),
        help_text=lazy("For example, 27/3/2026. Leave it empty if you do not know."),
    )
    landlord_reference = forms.CharField(
        label=lazy("The number or reference they gave you"),
        help_text=lazy("If you have one."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    complained = forms.ChoiceField(
        label=lazy("Did you make a formal complaint to them?"),
        help_text=lazy("That is when you said or wrote: I want to complain."),
        required=False,
        choices=Told.choices,
        widget=Choices,
    )
    complained_on = PastDayField(
        label=lazy("When did you make the complaint?"),
        help_text=lazy("Leave it empty if you made none, or do not know."),
    )

    def clean(self) -> dict[str, Any]:
        """What belongs to yes counts only with it."""
        data = super().clean() or self.cleaned_data
        if data.get("told_landlord") != Told.YES:
            data |= {
                "told_on": None,
                "landlord_reference": "",
                "complained": "",
                "complained_on": None,
            }
        if data.get("complained") != Told.YES:
            data["complained_on"] = None
        return data
