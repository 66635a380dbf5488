"""Forms about one theme, one quote, and a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.themes.models import Theme
from heard.themes.services.sorting import MOST_THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heard.themes.selectors.checks import Read


class NameForm(forms.Form):
    """What a theme is called, and what belongs to it."""

    name = forms.CharField(
        label=lazy("Name"),
        help_text=lazy("In words that residents would use. No names of people."),
        max_length=80,
    )
    description = forms.CharField(
        label=lazy("What belongs to it"),
        help_text=lazy("Words that people use for it. They help to sort new texts."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class MergeForm(forms.Form):
    """Into which theme."""

    into = forms.ModelChoiceField(
        Theme.objects.none(),
        label=lazy("Count its texts in"),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, themes: Iterable[Theme], **options: Any) -> None:
        super().__init__(*args, **options)
        keys = [one.pk for one in themes]
        self.fields["into"].queryset = Theme.objects.filter(pk__in=keys)  # type: ignore[attr-defined] # a choice field


class SplitForm(forms.Form):
    """Into how many."""

    k = forms.IntegerField(
        label=lazy("Into how many themes"),
        min_value=2,
        max_value=MOST_THEMES,
        initial=2,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )


class QuoteForm(forms.Form):
    """What of a quote is shown."""

    shown = forms.CharField(
        label=lazy("As everybody will read it"),
        help_text=lazy(
            "Take out what could tell who wrote it, and put […] in its place. Nothing can be "
            "added or changed."
        ),
        max_length=12_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class MoveForm(forms.Form):
    """Which texts, and to which theme. "none" stands for none of them."""

    texts = forms.MultipleChoiceField(
        choices=(), error_messages={"required": lazy("Choose at least one text.")}
    )
    to = forms.ChoiceField(choices=())

    def __init__(
        self, *args: Any, themes: Sequence[Theme], texts: Iterable[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.themes = {str(one.pk): one for one in themes}
        self.fields["texts"].choices = [(str(pk), str(pk)) for pk in texts]  # type: ignore[attr-defined] # a choice field
        self.fields["to"].choices = [  # type: ignore[attr-defined] # a choice field
            ("machine", _("Where the machine put it")),
            *((str(one.pk), one.name) for one in themes),
        ]

    @property
    def target(self) -> Theme | None:
        """The theme chosen; nothing where the machine's is to count."""
        return self.themes.get(self.cleaned_data["to"])


class MarkForm(forms.Form):
    """A theme for each text of a page of the sample."""

    def __init__(
        self,
        *args: Any,
        reads: Sequence[Read],
        themes: Sequence[Theme],
        own: dict[int, int],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.themes = {str(one.pk): one for one in themes}
        self.reads = reads
        choices = [("", _("Choose a theme")), *((str(one.pk), one.name) for one in themes)]
        for one in reads:
            self.fields[f"text-{one.number}"] = forms.ChoiceField(
                label=_("Theme of text %(number)s") % {"number": one.number},
                choices=choices,
                initial=str(own.get(one.number, "")),
                error_messages={
                    "required": _("Choose a theme for text %(number)s.") % {"number": one.number}
                },
            )

    @property
    def marks(self) -> dict[int, Theme]:
        """Number of a text → the theme that it was given."""
        return {
            one.number: self.themes[self.cleaned_data[f"text-{one.number}"]] for one in self.reads
        }

    def rows(self) -> list[tuple[Read, forms.BoundField]]:
        """Each text with its box."""
        return [(one, self[f"text-{one.number}"]) for one in self.reads]
