"""What is wrong: whose concern it is, what it is about, in whose words, since when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from heard.access import Role
from heard.concerns import catalogue
from heard.concerns.forms.raising_fields import (
    CHOICES,
    Choices,
    PastDayField,
    StepForm,
    words_field,
)
from heard.concerns.models import RaisedAs

if TYPE_CHECKING:
    from datetime import date

    from heard.concerns.catalogue import Category, Question

UNITS = {"days": 1, "weeks": 7, "months": 30, "years": 365}
MOST_AGO = 999


class WhoForm(StepForm):
    """For whom it is raised."""

    heading_field = "raised_as"
    raised_as = forms.ChoiceField(
        label=lazy("Who is this for?"),
        choices=RaisedAs.choices,
        widget=Choices,
        error_messages={"required": lazy("Choose who this is for.")},
    )

    def lay_out(self) -> None:
        """A councillor or representative who is signed in mostly raises it as one."""
        roles = self.answers.reader.roles
        if Role.COUNCILLOR in roles:
            self.initial["raised_as"] = RaisedAs.COUNCILLOR
        elif Role.REPRESENTATIVE in roles:
            self.initial["raised_as"] = RaisedAs.ASSOCIATION


class ThemForm(StepForm):
    """The resident for whom somebody else raises it."""

    name = forms.CharField(
        label=lazy("Their name"),
        help_text=lazy("You can leave this empty if you write for many people."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=lazy("Their telephone number"),
        help_text=lazy("Only if they want us to call them."),
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"type": "tel", "autocomplete": "off", "class": "govuk-input--width-20"}
        ),
    )
    authority = forms.CharField(
        label=lazy("How do you know that they want this?"),
        help_text=lazy("For example: she asked me to write, or our meeting on 3 May decided it."),
        max_length=300,
        error_messages={
            "required": lazy("Say how you know that they want you to raise this for them.")
        },
    )


class AboutForm(StepForm):
    """In which group it belongs."""

    heading_field = "group"
    group = forms.ChoiceField(
        label=lazy("What is it about?"),
        widget=Choices,
        error_messages={"required": lazy("Choose what it is about.")},
    )

    def lay_out(self) -> None:
        """Offer the groups of today, each with the categories inside it."""
        groups = catalogue.groups(timezone.localdate())
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(group.code, _(group.name)) for group, _inside in groups]
        field.widget.hints = {
            group.code: "; ".join(_(one.name) for one in inside)
            for group, inside in groups
            if len(inside) > 1
        }


class CategoryForm(StepForm):
    """Which category of the group, or of all of them."""

    heading_field = "category"
    category = forms.ChoiceField(
        label=lazy("Which of these is nearest?"),
        widget=Choices,
        error_messages={"required": lazy("Choose the one that is nearest.")},
    )

    def lay_out(self) -> None:
        """Offer the group's categories first; any may be sent, as from the list of all."""
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        chosen = self.answers.value("about", "group")
        every = catalogue.categories(timezone.localdate())
        self.offered = [one for one in every if one.group.code == chosen] or list(every)
        field.choices = [(one.code, _(one.name)) for one in self.offered]
        field.widget.hints = {one.code: _(one.hint) for one in self.offered if one.hint}


class QuestionsForm(StepForm):
    """The category's own questions. Nobody has to answer."""

    def lay_out(self) -> None:
        """Ask what applies to the category."""
        category = self.answers.category
        for question in category.questions if category else ():
            self.fields[question.code] = question_field(question)
            if question.choices:
                self.fields[question.code].template_name = CHOICES  # type: ignore[attr-defined] # the stubs lag behind

    @property
    def given(self) -> dict[str, str]:
        """Question → answer, without those left out."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


def question_field(question: Question) -> forms.Field:
    """A field for a question of the catalogue."""
    options: dict[str, Any] = {
        "label": _(question.label),
        "help_text": _(question.hint) if question.hint else "",
        "required": False,
    }
    if question.choices:
        offered = [(one.code, _(one.name)) for one in question.choices]
        return forms.ChoiceField(choices=offered, widget=Choices, **options)
    if question.kind == "number":
        options["error_messages"] = {"invalid": _("Write a number, such as 3.")}
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"})
        return forms.IntegerField(min_value=0, max_value=10_000, widget=widget, **options)
    return forms.CharField(max_length=500, **options)


class AdviceForm(StepForm):
    """That somebody was shown what to do at once."""

    read = forms.CharField(widget=forms.HiddenInput)

    def lay_out(self) -> None:
        """What has to be read follows from the answers."""
        self.codes = " ".join(one.code for one in self.answers.advice)
        self.fields["read"].initial = self.codes

    def clean_read(self) -> str:
        """Other answers bring other advice, which is shown again."""
        read = str(self.cleaned_data["read"])
        if read != self.codes:
            raise forms.ValidationError(_("Please read this first."))
        return read


class WordsForm(StepForm):
    """What is wrong, in somebody's own words, and since when."""

    description = words_field(
        lazy("What is wrong?"),
        help_text=lazy("Any language. Short is fine. You do not need to spell well."),
        error_messages={"required": lazy("Say in a few words what is wrong.")},
    )
    since = forms.ChoiceField(
        label=lazy("Since when?"),
        required=False,
        choices=[
            ("ago", lazy("I know about how long")),
            ("date", lazy("I know the date")),
            ("unknown", lazy("I do not know")),
        ],
        widget=Choices(reveals={"ago": ("number", "unit"), "date": ("since_on",)}),
    )
    number = forms.IntegerField(
        label=lazy("How long? Write a number"),
        required=False,
        min_value=1,
        max_value=MOST_AGO,
        error_messages={"invalid": lazy("Write a number, such as 3.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    unit = forms.ChoiceField(
        label=lazy("Days, weeks, months or years"),
        required=False,
        choices=[
            ("days", lazy("days")),
            ("weeks", lazy("weeks")),
            ("months", lazy("months")),
            ("years", lazy("years")),
        ],
        initial="weeks",
    )
    since_on = PastDayField(label=lazy("Date"))

    def clean(self) -> dict[str, Any]:
        """Without scripts somebody may fill a box in and not press the button before it."""
        data = super().clean() or self.cleaned_data
        if not data.get("since"):
            data["since"] = "date" if data.get("since_on") else "ago" if data.get("number") else ""
        return data

    @property
    def since_day(self) -> date | None:
        """The day itself, or about which day it was."""
        data = self.cleaned_data
        if data["since"] == "date":
            return data.get("since_on")
        if data["since"] == "ago" and data.get("number"):
            days = data["number"] * UNITS[data.get("unit") or "weeks"]
            return timezone.localdate() - timedelta(days=min(days, 36_500))
        return None

    @property
    def since_words(self) -> str:
        """How it was said, where it wasn't a date."""
        data = self.cleaned_data
        if data["since"] != "ago" or not data.get("number"):
            return ""
        return ago(data["number"], data.get("unit") or "weeks")


def ago(number: int, unit: str) -> str:
    """About how long ago, in words."""
    match unit:
        case "days":
            return ngettext("about %d day ago", "about %d days ago", number) % number
        case "months":
            return ngettext("about %d month ago", "about %d months ago", number) % number
        case "years":
            return ngettext("about %d year ago", "about %d years ago", number) % number
    return ngettext("about %d week ago", "about %d weeks ago", number) % number


def category_known(code: str) -> Category | None:
    """The category, if one may choose it today."""
    every = catalogue.categories(timezone.localdate())
    return next((one for one in every if one.code == code), None)
