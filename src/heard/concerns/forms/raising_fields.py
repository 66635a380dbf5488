"""Fields and the form that the pages of raising a concern stand on."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.landlords.forms.fields import DAY_HINT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.concerns.pages.answers import Answers

CHOICES = "raising/_choices.html"
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")
OLDEST = date(1940, 1, 1)
DAYS = (
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d-%m-%Y",
    "%d %m %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%Y-%m-%d",
)


class Choices(forms.RadioSelect):
    """Radio buttons, each with a hint and fields that belong to it."""

    def __init__(
        self,
        *args: Any,
        hints: Mapping[str, Any] | None = None,
        reveals: Mapping[str, tuple[str, ...]] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.hints = dict(hints or {})
        self.reveals = dict(reveals or {})


class ManyChoices(forms.CheckboxSelectMultiple):
    """Checkboxes, each with a hint."""

    reveals: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def __init__(self, *args: Any, hints: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.hints = dict(hints or {})


class PastDayField(forms.DateField):
    """A day that has passed, in any of the ways in which people write one."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", DAY_HINT)
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"class": "govuk-input--width-10"})
        wrong = {"invalid": _("Write the date like 27/3/2026.")}
        super().__init__(
            required=False, input_formats=DAYS, widget=widget, error_messages=wrong, **options
        )

    def validate(self, value: Any) -> None:
        """Refuse days to come, and those before anybody's memory."""
        from django.utils import timezone  # noqa: PLC0415

        super().validate(value)
        if value and value > timezone.localdate():
            raise forms.ValidationError(_("This date is in the future. Check it."), code="future")
        if value and value < OLDEST:
            raise forms.ValidationError(_("This date is too long ago. Check it."), code="old")


class PostcodeField(forms.CharField):
    """A postcode, with or without its space and capitals."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(
            attrs={"class": "govuk-input--width-10", "autocomplete": "postal-code"}
        )
        super().__init__(required=False, max_length=12, widget=widget, **options)

    def clean(self, value: Any) -> str:
        """The postcode as the post writes it, or nothing."""
        bare = re.sub(r"[^A-Z0-9]", "", str(super().clean(value)).upper())
        if not bare:
            return ""
        written = f"{bare[:-3]} {bare[-3:]}"
        if not POSTCODE.fullmatch(written):
            raise forms.ValidationError(
                _("Write the whole postcode, like TW1 3BZ, or leave it empty."), code="postcode"
            )
        return written


def words_field(label: Any, *, rows: int = 8, **options: Any) -> forms.CharField:
    """A box for several sentences."""
    widget = forms.Textarea(attrs={"rows": rows})
    options.setdefault("max_length", 10_000)
    return forms.CharField(label=label, widget=widget, **options)


class LaidOutForm(forms.Form):
    """A form whose radio buttons carry hints and open what belongs to them."""

    heading_field: ClassVar[str] = ""  # the field whose question is the page's heading

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field.widget, Choices | ManyChoices):
                field.template_name = CHOICES  # type: ignore[attr-defined] # the stubs lag behind

    @property
    def outer_fields(self) -> list[forms.BoundField]:
        """Fields that stand by themselves, in order; the others belong to a choice."""
        inner = {
            name
            for field in self.fields.values()
            for names in getattr(field.widget, "reveals", {}).values()
            for name in names
        }
        return [field for field in self.visible_fields() if field.name not in inner]


class StepForm(LaidOutForm):
    """One page of raising a concern. `answers` is what the other pages were told."""

    def __init__(self, *args: Any, answers: Answers, **options: Any) -> None:
        self.answers = answers
        super().__init__(*args, **options)
        self.lay_out()

    def lay_out(self) -> None:
        """Fit the fields to what is known already."""

    def hand_on(self) -> dict[str, Any]:
        """What other pages need of this one and can't work out cheaply."""
        return {}

    def cleaned(self, name: str) -> Any:
        """A field's value, or None where it is wrong."""
        return self.cleaned_data.get(name)
