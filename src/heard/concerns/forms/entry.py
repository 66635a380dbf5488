"""One page on which an officer enters a concern during a call."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns import catalogue
from heard.concerns.forms.casework import WhenForm
from heard.concerns.forms.casework_people import SHARES, PersonFields
from heard.concerns.models import Channel, ContactWay, Person, PlaceKind, RaisedAs, Told
from heard.concerns.services.raising import Said, Shares
from heard.landlords.forms.fields import DayField
from heard.landlords.models import Estate, Landlord, Tenure, Ward
from heard.landlords.selectors import landlord_find

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from heard.concerns.catalogue import Category, Signal

SURE = 95  # how alike a name must be to be taken without asking
_SPACE = re.compile(r"[^0-9A-Za-z]")
_SHORT = {"class": "govuk-input--width-10"}


def category_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Categories of today, in their groups."""
    today = timezone.localdate()
    return [
        (_(group.name), [(each.code, _(each.name)) for each in inside])
        for group, inside in catalogue.groups(today)
    ]


def question_fields(category: Category) -> dict[str, forms.Field]:
    """A field for each question of a category; nobody has to answer."""
    fields: dict[str, forms.Field] = {}
    for question in category.questions:
        label, hint = _(question.label), _(question.hint) if question.hint else ""
        choices = [(choice.code, _(choice.name)) for choice in question.choices]
        if question.kind == "yes-no":
            choices = [("yes", _("Yes")), ("no", _("No"))]
        fields[f"answer_{question.code}"] = (
            forms.ChoiceField(
                label=label, help_text=hint, required=False, choices=[("", ""), *choices]
            )
            if choices
            else forms.CharField(label=label, help_text=hint, required=False, max_length=500)
        )
    return fields


class QuestionsForm(forms.Form):
    """The questions of one category."""

    def __init__(self, *args: Any, category: str, **options: Any) -> None:
        super().__init__(*args, **options)
        known = {each.code: each for each in catalogue.categories(timezone.localdate())}
        if category in known:
            self.fields.update(question_fields(known[category]))


class EntryForm(PersonFields, WhenForm):
    """Everything that somebody says in a call, in the order in which people say it."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    person = forms.IntegerField(required=False)
    look_for = forms.CharField(
        label=lazy("Do we know them?"),
        help_text=lazy(
            "Telephone number, e-mail address or name. Leave it empty for a new person."
        ),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    channel = forms.ChoiceField(
        label=lazy("How it came"),
        choices=[each for each in Channel.choices if each[0] != Channel.WEB],
    )
    category = forms.ChoiceField(label=lazy("What it is about"))
    description = forms.CharField(
        label=lazy("What is wrong, in their words"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": lazy("Say what is wrong.")},
    )
    landlord_name = forms.CharField(
        label=lazy("Landlord"),
        help_text=lazy("Any name it goes by, or went by."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "landlords", "autocomplete": "off"}),
    )
    place_kind = forms.ChoiceField(label=lazy("Where it is"), choices=PlaceKind.choices)
    estate_name = forms.CharField(
        label=lazy("Estate"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"list": "estates", "autocomplete": "off"}),
    )
    place = forms.CharField(
        label=lazy("Block, lift or other place"), required=False, max_length=200
    )
    place_postcode = forms.CharField(
        label=lazy("Postcode"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs=_SHORT | {"autocomplete": "off"}),
    )
    ward = forms.ModelChoiceField(
        Ward.objects.filter(valid_to=None).order_by("name"),
        label=lazy("Ward, if known"),
        required=False,
        empty_label="",
    )
    tenure = forms.ChoiceField(
        label=lazy("How they hold the home"), required=False, choices=[("", ""), *Tenure.choices]
    )
    since = DayField(label=lazy("Since which day"))
    since_words = forms.CharField(
        label=lazy("Or since when, in their words"), required=False, max_length=100
    )
    told_landlord = forms.ChoiceField(
        label=lazy("Did they tell the landlord?"), choices=Told.choices, initial=Told.UNSURE
    )
    told_on = DayField(label=lazy("When did they tell it?"))
    landlord_reference = forms.CharField(
        label=lazy("The landlord’s reference"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs=_SHORT),
    )
    raised_as = forms.ChoiceField(
        label=lazy("For whom are they calling?"), choices=RaisedAs.choices, initial=RaisedAs.SELF
    )
    raiser_name = forms.CharField(label=lazy("Caller’s name"), required=False, max_length=200)
    raiser_phone = forms.CharField(label=lazy("Caller’s telephone"), required=False, max_length=40)
    raiser_email = forms.EmailField(
        label=lazy("Caller’s e-mail"), required=False, widget=forms.TextInput()
    )
    authority = forms.CharField(
        label=lazy("How does the caller know that the resident agrees?"),
        required=False,
        max_length=300,
    )
    agreed = forms.BooleanField(
        label=lazy("I read it out, and they agreed"),
        required=False,
    )
    shares = forms.MultipleChoiceField(
        label=lazy("They agree that it is also shown"),
        choices=SHARES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=["name", "files"],
    )

    def settle(self) -> None:
        """A call that is going on now, and the questions of whatever was chosen."""
        super().settle()
        self.fields["submission"].initial = uuid4()
        self.fields["contact_by"].initial = ContactWay.PHONE
        self.fields["category"].choices = [("", ""), *category_groups()]  # type: ignore[attr-defined] # a choice field
        chosen = self.data.get("category") or self.initial.get("category") or ""
        known = {each.code: each for each in catalogue.categories(timezone.localdate())}
        self.about = known.get(chosen)
        self.questions = question_fields(self.about) if self.about else {}
        self.fields.update(self.questions)

    def clean_landlord_name(self) -> str:
        """The landlord by any name; kept as it was said where the register knows none like it."""
        text: str = self.cleaned_data["landlord_name"].strip()
        self.landlord: Landlord | None = None
        found = landlord_find(text, limit=4) if text else []
        if not found:
            return text
        if found[0].score < SURE:
            told = ", ".join(each.name for each in found)
            raise forms.ValidationError(
                _("Which one do you mean? Nearest are: %(names)s.") % {"names": told}
            )
        self.landlord = Landlord.objects.get(pk=found[0].landlord_id)
        return text

    def clean_estate_name(self) -> str:
        """An estate of the register, if there is one of that name."""
        text: str = self.cleaned_data["estate_name"].strip()
        estates = Estate.objects.filter(name__iexact=text).select_related("ward")
        own = [each for each in estates if each.landlord_id == getattr(self.landlord, "pk", None)]
        self.estate = next(iter([*own, *estates]), None) if text else None
        return text

    def clean_place_postcode(self) -> str:
        """A postcode as it is written, with its space."""
        return postcode_tidy(self.cleaned_data["place_postcode"])

    def clean(self) -> dict[str, Any]:
        """Somebody who can be told, and a landlord where something may be shared."""
        given = super().clean()
        known = given.get("person")
        if not known and not any(given.get(name) for name in ("name", "phone", "email", "address")):
            self.add_error("name", _("Give a name, or a way to reach them."))
        if given.get("raised_as") != RaisedAs.SELF and not given.get("raiser_name"):
            self.add_error("raiser_name", _("Give the caller’s name."))
        if given.get("agreed") and "landlord_name" in given and self.landlord is None:
            self.add_error("landlord_name", _("Say which landlord it may be shown to."))
        return given

    def said(self) -> dict[str, Any]:
        """What was filled in of the person, who may have the place's postcode."""
        known = super().said()
        home = self.cleaned_data["place_kind"] in {PlaceKind.HOME, PlaceKind.BLOCK}
        if not known["postcode"] and home:
            known["postcode"] = self.cleaned_data["place_postcode"]
        return known

    def concern_said(self) -> Said:
        """What is wrong, where and since when."""
        given, estate = self.cleaned_data, self.estate
        place = given["place"]
        if given["estate_name"] and estate is None:  # the register has no such estate: keep it
            place = ", ".join(part for part in (given["estate_name"], place) if part)[:200]
        same = ("category", "description", "place_kind", "tenure", "since", "since_words")
        return Said(
            **{name: given[name] for name in (*same, "told_landlord", "told_on")},
            answers=self.answers(),
            landlord=self.landlord,
            landlord_said=given["landlord_name"] if self.landlord is None else "",
            estate=estate,
            ward=given["ward"] or (estate.ward if estate else None),
            place=place,
            postcode=given["place_postcode"] or (estate.postcode if estate else ""),
            landlord_reference=given["landlord_reference"],
        )

    def answers(self) -> Mapping[str, str]:
        """Answers to the category's questions, without those nobody gave."""
        given = {name: self.cleaned_data.get(name, "") for name in self.questions}
        return {name.removeprefix("answer_"): text for name, text in given.items() if text}

    def raiser(self) -> Person | None:
        """Whoever calls for somebody else."""
        given = self.cleaned_data
        if given["raised_as"] == RaisedAs.SELF:
            return None
        return Person(
            name=given["raiser_name"],
            phone=given["raiser_phone"],
            email=given["raiser_email"],
            contact_by=ContactWay.EMAIL if given["raiser_email"] else ContactWay.PHONE,
        )

    def shared(self) -> Shares | None:
        """What may be shared with the landlord; nothing unless they agreed."""
        given = self.cleaned_data
        if not given["agreed"]:
            return None
        return Shares(**{name: name in given["shares"] for name, _label in SHARES})

    def key(self) -> UUID:
        """What makes a form that is sent twice count once."""
        key: UUID = self.cleaned_data["submission"]
        return key

    def signals(self) -> list[Signal]:
        """What the answers given so far tell of."""
        if self.about is None:
            return []
        typed = self.data or self.initial
        answers = {
            name.removeprefix("answer_"): str(typed.get(name, "")) for name in self.questions
        }
        return list(catalogue.signals_of(self.about, answers))


def postcode_tidy(text: str) -> str:
    """A postcode in capitals with a space before its last three signs."""
    signs = _SPACE.sub("", text).upper()
    return f"{signs[:-3]} {signs[-3:]}" if len(signs) > 4 else signs  # noqa: PLR2004 - shorter than any postcode
