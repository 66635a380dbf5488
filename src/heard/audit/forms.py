"""What of the log somebody wants to see."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.audit.selectors import Wanted
from heard.audit.wording import event_words, noun_words

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY = forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d")


class FilterForm(forms.Form):
    """Which entries to show; each is optional."""

    event = forms.ChoiceField(label=lazy("What was done"), required=False)
    person = forms.IntegerField(
        label=lazy("Person"),
        help_text=lazy("Their number"),
        required=False,
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
        error_messages={"invalid": lazy("A person is a number, such as 12.")},
    )
    about = forms.CharField(
        label=lazy("About"),
        help_text=lazy("Such as a case’s reference"),
        required=False,
        max_length=140,
    )
    since = forms.DateField(label=lazy("From"), required=False, widget=DAY)
    until = forms.DateField(label=lazy("To"), required=False, widget=DAY)

    def __init__(self, *args: Any, events: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["event"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Anything")), *_choices(events)]

    def wanted(self) -> Wanted:
        """What the selectors take; a filter that makes no sense is left out and says so."""
        self.is_valid()
        values = self.cleaned_data
        return Wanted(
            event=values.get("event", ""),
            actor=values.get("person"),
            about=values.get("about", "").strip(),
            since=values.get("since"),
            until=values.get("until"),
        )


def _choices(events: Iterable[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Events under their nouns, where there are several after all of them together."""
    groups: dict[str, list[str]] = defaultdict(list)
    for event in events:
        groups[event.partition(".")[0]].append(event)
    found = []
    for noun, members in sorted(groups.items()):
        name = noun_words(noun)
        each = [(event, event_words(event)) for event in sorted(members)]
        whole = [(noun, _("%(noun)s: anything") % {"noun": name})] if len(members) > 1 else []
        found.append((name, whole + each))
    return found
