"""Who somebody is, how to reach them safely, what may be shared."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns import catalogue
from heard.concerns.forms.raising_fields import (
    Choices,
    LaidOutForm,
    ManyChoices,
    PostcodeField,
    StepForm,
)
from heard.concerns.models import ContactWay
from heard.safety.forms import SafetyFields
from heard.uploads.forms import FilesField

DAYS = [
    ("0", lazy("Monday")),
    ("1", lazy("Tuesday")),
    ("2", lazy("Wednesday")),
    ("3", lazy("Thursday")),
    ("4", lazy("Friday")),
    ("5", lazy("Saturday")),
    ("6", lazy("Sunday")),
]
HOURS = [("", lazy("Any time")), *((f"{hour:02d}:00", f"{hour}:00") for hour in range(7, 22))]
MOST_PHOTOS = 10


class ContactFields(forms.Form):
    """How somebody wants to hear from the council."""

    name = forms.CharField(
        label=lazy("Your name"),
        help_text=lazy("You can leave it empty."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )
    contact_by = forms.ChoiceField(
        label=lazy("How shall we reach you?"),
        choices=ContactWay.choices,
        widget=Choices(
            reveals={"email": ("email",), "phone": ("phone",), "letter": ("address", "postcode")},
            hints={
                "none": lazy("You get a private link to write down. We cannot ask you anything.")
            },
        ),
        error_messages={"required": lazy("Choose how we shall reach you.")},
    )
    email = forms.EmailField(
        label=lazy("E-mail address"),
        required=False,
        max_length=254,
        error_messages={"invalid": lazy("Write the e-mail address like name@example.com.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=lazy("Telephone number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"type": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}
        ),
    )
    address = forms.CharField(
        label=lazy("Address"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    postcode = PostcodeField(label=lazy("Postcode of this address"))

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way needs."""
        data = super().clean() or self.cleaned_data
        needed = {
            ContactWay.EMAIL: ("email", _("Write your e-mail address.")),
            ContactWay.PHONE: ("phone", _("Write your telephone number.")),
            ContactWay.LETTER: ("address", _("Write the address for letters.")),
        }
        name, message = needed.get(data.get("contact_by", ""), ("", ""))
        if name and not data.get(name) and name not in self.errors:
            self.add_error(name, ValidationError(message, code="required"))
        return data


class ContactForm(ContactFields, StepForm):
    """How somebody wants to hear from the council, and whether there is more to know."""

    more = forms.BooleanField(
        label=lazy(
            "I need help with language or reading, or some ways or times to reach me are not safe. "
            "(Then we ask you more on the next page.)"
        ),
        required=False,
    )

    def lay_out(self) -> None:
        """Somebody who is signed in needn't write what we know."""
        known = self.answers.known
        if known.get("email"):
            self.initial["contact_by"] = ContactWay.EMAIL
            self.initial["email"] = known["email"]
        self.initial["name"] = known.get("name", "")
        if self.answers.value("where", "address"):
            self.initial["address"] = self.answers.value("where", "address")
            self.initial["postcode"] = self.answers.value("where", "postcode")


class HelpFields(forms.Form):
    """What helps somebody to be understood, and how to contact them safely."""

    language = forms.ChoiceField(label=lazy("Your language"), initial="en")
    interpreter = forms.BooleanField(label=lazy("I need an interpreter"), required=False)
    adjustments = forms.MultipleChoiceField(
        label=lazy("What helps you?"), required=False, widget=ManyChoices
    )
    adjustments_note = forms.CharField(
        label=lazy("Anything else that helps"), required=False, max_length=500
    )
    discreet = forms.BooleanField(
        label=lazy("Other people may see my messages. Say only that there is news."),
        required=False,
    )
    no_messages = forms.BooleanField(label=lazy("Do not leave voicemail"), required=False)
    safe_days = forms.MultipleChoiceField(
        label=lazy("On which days is it safe to contact you?"),
        help_text=lazy("Leave all empty if any day is safe."),
        required=False,
        choices=DAYS,
        widget=ManyChoices,
    )
    safe_from = forms.ChoiceField(label=lazy("Safe from"), required=False, choices=HOURS)
    safe_to = forms.ChoiceField(label=lazy("Safe until"), required=False, choices=HOURS)
    contact_note = forms.CharField(
        label=lazy("Anything else about contacting you safely"), required=False, max_length=500
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        spoken = [
            (one.code, one.name if one.name == one.own else f"{one.own} ({one.name})")
            for one in catalogue.languages()
        ]
        language, adjustments = self.fields["language"], self.fields["adjustments"]
        assert isinstance(language, forms.ChoiceField)  # noqa: S101 - for the type checker
        assert isinstance(adjustments, forms.ChoiceField)  # noqa: S101 - for the type checker
        language.choices = spoken
        adjustments.choices = [(one.code, _(one.name)) for one in catalogue.adjustments()]
        adjustments.widget.hints = {
            one.code: _(one.hint) for one in catalogue.adjustments() if one.hint
        }

    def clean(self) -> dict[str, Any]:
        """Hours must have a start and an end, in this order."""
        data = super().clean() or self.cleaned_data
        since, until = data.get("safe_from", ""), data.get("safe_to", "")
        if bool(since) != bool(until):
            self.add_error(
                "safe_to" if since else "safe_from",
                _("Give both the start and the end of the safe hours."),
            )
        elif since and since >= until:
            self.add_error("safe_to", _("The safe hours must end after they start."))
        return data


class HelpForm(HelpFields, StepForm):
    """The same, on the way of raising a concern."""


class SharesFields(forms.Form):
    """What of oneself one landlord may be shown."""

    what = forms.MultipleChoiceField(
        label=lazy("What else may your landlord see?"),
        help_text=lazy(
            "They are always shown what is wrong and where. They can act sooner if they can reach "
            "you."
        ),
        required=False,
        choices=[
            ("name", lazy("My name")),
            ("contact", lazy("My e-mail address and telephone number")),
            ("address", lazy("My address")),
            ("files", lazy("My photos and documents")),
        ],
        widget=ManyChoices,
    )


class SharingForm(SharesFields, StepForm):
    """What may be shared with whom."""

    share = forms.ChoiceField(
        widget=Choices(reveals={"yes": ("what",)}),
        error_messages={"required": lazy("Choose yes or no.")},
    )
    councillor = forms.ChoiceField(
        label=lazy("May we ask a councillor of your ward to help?"),
        help_text=lazy("They would see your name, and what is wrong and where."),
        choices=[("yes", lazy("Yes")), ("no", lazy("No"))],
        widget=Choices,
        error_messages={"required": lazy("Choose yes or no.")},
    )
    field_order = ("share", "what", "councillor")

    def lay_out(self) -> None:
        """Ask about the landlord by name; not at all where nobody knows who it is."""
        landlord = self.answers.landlord
        field = self.fields["share"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        if landlord is None:
            del self.fields["share"], self.fields["what"]
            return
        named = {"landlord": landlord.name}
        field.label = _("May we share this with %(landlord)s?") % named
        field.help_text = _("Nothing is shared before somebody in our team has read it.")
        field.choices = [
            ("yes", _("Yes")),
            ("no", _("No, share nothing with %(landlord)s") % named),
        ]
        field.widget.hints = {
            "no": _("Then we can advise you, but we cannot ask them to put it right.")
        }


class PhotosForm(LaidOutForm):
    """Photos and documents."""

    photos = FilesField(
        label=lazy("Choose photos or PDFs"),
        help_text=lazy("Each up to 10 MB. You can choose several at once."),
        required=False,
        most=MOST_PHOTOS,
    )


class PhotosDoneForm(StepForm):
    """That somebody was on the page of photos, which are kept as they come."""


class SendForm(SafetyFields):
    """Nothing but the button, and what tells people from machines."""
