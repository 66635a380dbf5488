"""What residents do to their own concern."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns.events import Felt
from heard.concerns.forms.raising_fields import Choices, LaidOutForm, words_field
from heard.concerns.forms.raising_who import ContactFields, HelpFields, SharesFields
from heard.uploads.forms import FilesField

if TYPE_CHECKING:
    from heard.concerns.models import Person

MOST_FILES = 10
HELP = tuple(HelpFields.base_fields)


class AddForm(LaidOutForm):
    """More words, more photos, or both."""

    words = words_field(lazy("What do you want to add?"), rows=6, required=False)
    photos = FilesField(
        label=lazy("Photos or PDFs"),
        help_text=lazy("Each up to 10 MB. You can leave this empty."),
        required=False,
        most=MOST_FILES,
    )


class NotFixedForm(AddForm):
    """That it isn't put right, whatever was said."""

    words = words_field(
        lazy("What is still wrong?"),
        rows=6,
        help_text=lazy("Short is fine."),
        error_messages={"required": lazy("Say in a few words what is still wrong.")},
    )


class CloseForm(LaidOutForm):
    """That one needs no more of us, and whether because it was put right."""

    fixed = forms.ChoiceField(
        label=lazy("Why do you want to close it?"),
        choices=[
            ("yes", lazy("It has been put right")),
            ("no", lazy("It has not been put right, but I want to leave it")),
        ],
        widget=Choices,
        error_messages={"required": lazy("Choose why you want to close it.")},
    )
    words = words_field(
        lazy("Anything you want to say (you can leave it empty)"), rows=4, required=False
    )


class ListenedForm(LaidOutForm):
    """Whether somebody felt listened to, once it is closed."""

    felt = forms.ChoiceField(
        label=lazy("Did you feel listened to?"),
        help_text=lazy("However it ended. Your answer changes nothing about your case."),
        choices=Felt.choices,
        widget=Choices,
        error_messages={"required": lazy("Choose yes, partly or no.")},
    )
    words = words_field(lazy("Why? (you can leave it empty)"), rows=3, required=False)


class ReachForm(HelpFields, ContactFields, LaidOutForm):
    """How to reach somebody, what helps them, what is safe."""

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        options["initial"] = reach_of(person)
        super().__init__(*args, **options)
        self.order_fields([*ContactFields.base_fields, *HELP])


def reach_of(person: Person) -> dict[str, Any]:
    """A person as the form shows them."""
    values = {name: getattr(person, name) for name in (*ContactFields.base_fields, *HELP)}
    values["safe_days"] = [str(day) for day in person.safe_days]
    for name in ("safe_from", "safe_to"):
        moment = values[name]
        values[name] = f"{moment:%H:%M}" if moment else ""
    return values


class ShareForm(SharesFields, LaidOutForm):
    """What the landlord may be shown from now on."""


class LostForm(LaidOutForm):
    """An e-mail address whose links are to be sent again."""

    email = forms.EmailField(
        label=lazy("Your e-mail address"),
        help_text=lazy("The one that you gave us with your concern."),
        max_length=254,
        error_messages={
            "required": lazy("Write your e-mail address."),
            "invalid": lazy("Write the e-mail address like name@example.com."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


def refused_words(refused: list[str]) -> str:
    """Why nothing was added: which files can't be taken."""
    return " ".join([*refused, _("Nothing was added yet. Choose the other files again.")])
