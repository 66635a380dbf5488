"""The people of a case: how they are reached, what they agreed to, households that join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns import catalogue
from heard.concerns.errors import ConcernError
from heard.concerns.forms.casework import DeedForm, LandlordChoice
from heard.concerns.models import Consent, ContactWay, Person
from heard.concerns.selectors.team import party_get
from heard.concerns.services.groups import household_join
from heard.concerns.services.raising import Shares
from heard.concerns.services.residents import (
    consent_give,
    consent_withdraw,
    link_renew,
    person_update,
)

if TYPE_CHECKING:
    from heard.concerns.actors import Actor
    from heard.concerns.models import Concern

SHARES = [
    ("name", lazy("Their name")),
    ("contact", lazy("How to reach them")),
    ("address", lazy("Their address")),
    ("files", lazy("Their photos and files")),
]
CONTACT = (
    "name",
    "phone",
    "email",
    "address",
    "postcode",
    "contact_by",
    "discreet",
    "no_messages",
    "safe_days",
    "safe_from",
    "safe_to",
    "contact_note",
    "language",
    "interpreter",
    "adjustments",
    "adjustments_note",
)
_WIDTH_10 = {"class": "govuk-input--width-10"}


class ClockTimeField(forms.TimeField):
    """A time of day, typed."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"})
        super().__init__(
            required=False, input_formats=["%H:%M", "%H.%M", "%H%M", "%H"], widget=widget, **options
        )


class PersonFields(forms.Form):
    """Who somebody is, and how they can be reached safely."""

    name = forms.CharField(label=lazy("Name"), required=False, max_length=200)
    phone = forms.CharField(
        label=lazy("Telephone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "govuk-input--width-20"}),
    )
    email = forms.EmailField(
        label=lazy("E-mail"), required=False, widget=forms.TextInput(attrs={"inputmode": "email"})
    )
    address = forms.CharField(
        label=lazy("Home address"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    postcode = forms.CharField(
        label=lazy("Postcode of the home"),
        required=False,
        max_length=8,
        widget=forms.TextInput(attrs=_WIDTH_10),
    )
    contact_by = forms.ChoiceField(label=lazy("How to tell them"), choices=ContactWay.choices)
    discreet = forms.BooleanField(
        label=lazy("Others may see or hear messages: say only that there is news"), required=False
    )
    no_messages = forms.BooleanField(label=lazy("Leave no voicemail"), required=False)
    safe_days = forms.TypedMultipleChoiceField(
        label=lazy("Only on these days"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    safe_from = ClockTimeField(label=lazy("Only from"))
    safe_to = ClockTimeField(label=lazy("Only until"))
    contact_note = forms.CharField(
        label=lazy("More on safe contact"), required=False, max_length=500
    )
    language = forms.ChoiceField(label=lazy("Language"))
    interpreter = forms.BooleanField(label=lazy("Needs an interpreter"), required=False)
    adjustments = forms.MultipleChoiceField(
        label=lazy("Adjustments"), required=False, widget=forms.CheckboxSelectMultiple
    )
    adjustments_note = forms.CharField(
        label=lazy("More on adjustments"), required=False, max_length=500
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        languages = [(each.code, _(each.name)) for each in catalogue.languages()]
        self.fields["language"].choices = languages  # type: ignore[attr-defined] # a choice field
        adjustments = [(each.code, _(each.name)) for each in catalogue.adjustments()]
        self.fields["adjustments"].choices = adjustments  # type: ignore[attr-defined] # a choice field

    def clean(self) -> dict[str, Any]:
        """Safe hours have a start and an end."""
        given = super().clean() or {}
        if bool(given.get("safe_from")) != bool(given.get("safe_to")):
            self.add_error("safe_to", _("Give both the start and the end of the safe hours."))
        return given

    def said(self) -> dict[str, Any]:
        """What was filled in of the person."""
        return {name: self.cleaned_data[name] for name in CONTACT if name in self.fields}


class PersonForm(PersonFields, DeedForm):
    """What somebody says of how they can be reached."""

    heading = lazy("Change how somebody is reached")
    hint = lazy("The log keeps that it was changed, not what it was.")
    done = lazy("Changed.")

    def settle(self) -> None:
        """Start from what is kept."""
        if self.concern is None:
            return
        self.party = party_get(self.concern, self.number or 0)
        for name in CONTACT:
            self.initial.setdefault(name, getattr(self.party.person, name))

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Keep what changed."""
        person = self.party.person
        said = self.said()
        changes = {name: value for name, value in said.items() if getattr(person, name) != value}
        return person_update(person=person, changes=changes, concern=concern, actor=actor)


class ConsentForm(DeedForm):
    """What somebody agreed to in a call, a letter or a visit."""

    heading = lazy("Record that somebody agreed to share")
    hint = lazy(
        "Read out: “May we show your concern to your landlord, so that it can answer? "
        "You can take this back at any time.”"
    )
    button = lazy("Keep that they agreed")
    done = lazy("Kept.")
    landlord = LandlordChoice(label=lazy("With which landlord"))
    shares = forms.MultipleChoiceField(
        label=lazy("They agree that it is also shown"),
        choices=SHARES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=["name", "files"],
    )
    how = forms.ChoiceField(
        label=lazy("How they said so"),
        choices=[
            ("phone", lazy("Telephone")),
            ("visit", lazy("In person")),
            ("letter", lazy("Letter")),
            ("email", lazy("E-mail")),
        ],
        widget=forms.RadioSelect,
        initial="phone",
    )

    def settle(self) -> None:
        """Of whom, and with the case's landlord."""
        if self.concern is not None:
            self.party = party_get(self.concern, self.number or 0)
            self.fields["landlord"].initial = self.concern.landlord_id

    def do(self, concern: Concern, actor: Actor) -> Any:  # noqa: ARG002 - the party knows it
        """Keep it."""
        given = self.cleaned_data
        shares = Shares(**{name: name in given["shares"] for name, _label in SHARES})
        return consent_give(
            party=self.party,
            landlord=given["landlord"],
            shares=shares,
            actor=actor,
            how=given["how"],
        )


class WithdrawForm(DeedForm):
    """What somebody takes back."""

    heading = lazy("They no longer agree to share")
    hint = lazy("From now on this landlord can’t open the concern. It is told so.")
    button = lazy("Take it back for them")
    done = lazy("Taken back. The landlord can’t open it any more.")
    warns = True

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Withdraw it."""
        consent = (
            Consent.objects.filter(concern=concern, pk=self.number or 0)
            .select_related("concern", "landlord", "party")
            .first()
        )
        if consent is None:
            raise ConcernError(_("There is no such agreement."))
        return consent_withdraw(consent=consent, actor=actor)


class HouseholdForm(PersonFields, DeedForm):
    """A household that joins a concern of many."""

    heading = lazy("Add a household")
    hint = lazy("It gets a private link of its own and learns nothing of the others.")
    button = lazy("Add the household")
    done = lazy("The household is added.")
    agreed = forms.BooleanField(
        label=lazy("They agree that the landlord is shown that they are part of it"), required=False
    )
    shares = forms.MultipleChoiceField(
        label=lazy("They agree that it is also shown"),
        choices=SHARES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=["name", "files"],
    )

    def settle(self) -> None:
        """People in a hurry give a name and one way to reach them."""
        self.initial.setdefault("contact_by", ContactWay.PHONE)

    def clean(self) -> dict[str, Any]:
        """Somebody who can be told."""
        given = super().clean()
        if not any(given.get(name) for name in ("name", "phone", "email", "address")):
            self.add_error("name", _("Give a name, or a way to reach them."))
        return given

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Let it join."""
        given = self.cleaned_data
        shares = None
        if given["agreed"]:
            shares = Shares(**{name: name in given["shares"] for name, _label in SHARES})
        return household_join(
            concern=concern, person=Person(**self.said()), shares=shares, actor=actor
        )


class RenewForm(DeedForm):
    """A new private link, as when a letter went astray."""

    heading = lazy("Make a new private link")
    hint = lazy("Every earlier link of theirs stops working at once. Print the new letter then.")
    button = lazy("Make a new link")
    done = lazy("The new link holds; the earlier ones don’t. Print the letter now.")
    warns = True

    def settle(self) -> None:
        """Whose."""
        if self.concern is not None:
            self.party = party_get(self.concern, self.number or 0)

    def do(self, concern: Concern, actor: Actor) -> Any:  # noqa: ARG002 - the party knows it
        """Renew it."""
        return link_renew(party=self.party, actor=actor)
