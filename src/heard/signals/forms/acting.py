"""Forms about one warning: what is done with it, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from heard.landlords.forms.fields import DayField
from heard.landlords.models import Landlord
from heard.signals.events import Dismissal, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 2000


class WordsField(forms.CharField):
    """A few sentences."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", LONGEST)
        options.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**options)


class NoteForm(forms.Form):
    """A note for colleagues, which may stay empty."""

    words = WordsField(
        label=lazy("Note for your colleagues"),
        help_text=lazy("You can leave this empty. Only the council’s team sees it."),
        required=False,
    )


class DismissForm(forms.Form):
    """Why it isn't followed up."""

    reason = forms.ChoiceField(
        label=lazy("Why"),
        choices=Dismissal.choices,
        widget=forms.RadioSelect,
        help_text=lazy(
            "The first two reasons, and wrong entries, count as warnings that were not real. "
            "Everybody sees how many there were."
        ),
    )
    words = WordsField(
        label=lazy("In words"),
        help_text=lazy("Needed for another reason. Only the council’s team sees it."),
        required=False,
    )


class ShareForm(forms.Form):
    """With which landlord, and what it is asked."""

    landlord = forms.ModelChoiceField(
        Landlord.objects.none(),
        label=lazy("Landlord"),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    words = WordsField(
        label=lazy("What you ask"),
        help_text=lazy(
            "The landlord sees this. Leave out names, and what residents did not agree to share."
        ),
    )

    def __init__(self, *args: Any, landlords: Iterable[Landlord], **options: Any) -> None:
        super().__init__(*args, **options)
        keys = [one.pk for one in landlords]
        rows = Landlord.objects.filter(pk__in=keys).order_by("name", "pk")
        self.fields["landlord"].queryset = rows  # type: ignore[attr-defined] # a choice field
        if len(keys) == 1:
            self.initial.setdefault("landlord", keys[0])


class DeedForm(forms.Form):
    """What was done, and when."""

    words = WordsField(
        label=lazy("What was done"),
        help_text=lazy("Such as: the landlord’s engineer replaced the door drive."),
    )
    on = DayField(label=lazy("On which day"), required=True, initial=timezone.localdate)


class SettleForm(forms.Form):
    """Whether it was real."""

    verdict = forms.ChoiceField(
        label=lazy("Was something wrong?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        help_text=lazy("Answer by what you found out, not by how unusual it looked."),
    )
    words = WordsField(
        label=lazy("How you know"),
        help_text=lazy("You can leave this empty. Only the council’s team sees it."),
        required=False,
    )


class AnswerForm(forms.Form):
    """What the landlord found."""

    words = WordsField(
        label=lazy("What you found, and what you will do"),
        help_text=lazy("The council’s team sees this."),
    )
