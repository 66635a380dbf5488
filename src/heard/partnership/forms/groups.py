"""Forms with which groups are made, and with which the team says who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.accounts.models import User
from heard.landlords.models import Landlord
from heard.partnership.models import OrganisationKind
from heard.walkabouts.forms.fields import ReasonField

if TYPE_CHECKING:
    from collections.abc import Sequence


class GroupForm(forms.Form):
    """A group's name and what it is for."""

    name = forms.CharField(label=_("Name"), max_length=120)
    purpose = forms.CharField(
        label=_("What it is for"),
        help_text=_("Members read this on the group’s page."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OrganisationForm(forms.Form):
    """An organisation that joins."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=OrganisationKind.choices, widget=forms.RadioSelect
    )
    landlord = forms.ModelChoiceField(
        label=_("If it is a landlord, which"),
        queryset=Landlord.objects.none(),
        required=False,
        empty_label="",
    )
    name = forms.CharField(
        label=_("If it is residents, the name of their association or group"),
        required=False,
        max_length=120,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Landlord.objects.filter(ended_on=None).order_by("name", "pk")
        self.fields["landlord"].queryset = rows  # type: ignore[attr-defined] # a choice of rows


class PeopleForm(forms.Form):
    """Who comes for an organisation: ticked, or by the address with which they sign in."""

    people = forms.MultipleChoiceField(
        label=_("Who comes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("Others"),
        help_text=_("The e-mail address with which each signs in, one on each line."),
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

    def clean_others(self) -> list[User]:
        """People by their addresses."""
        lines = self.cleaned_data["others"].replace(",", "\n").splitlines()
        wanted = dict.fromkeys(line.strip().lower() for line in lines if line.strip())
        held = User.objects.filter(is_active=True, memberships__ended_at=None)
        found = {
            user.email.lower(): user
            for user in held.filter(memberships__isnull=False).distinct()
            if user.email.lower() in wanted
        }
        for address in wanted:
            if address not in found:
                raise forms.ValidationError(
                    _("Nobody who has a role signs in with %(address)s. Invite them first."),
                    params={"address": address},
                )
        return list(found.values())

    def chosen(self) -> list[User]:
        """Everybody, each once."""
        ticked = [self.eligible[pk] for pk in self.cleaned_data["people"]]
        return list({user.pk: user for user in [*ticked, *self.cleaned_data["others"]]}.values())


class WhyForm(forms.Form):
    """Only why."""

    reason = ReasonField()
