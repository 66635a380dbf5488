"""Each page component with examples, for the gallery page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator

from heard.errors import Fault


@dataclass(frozen=True, slots=True)
class Example:
    """A component's template with values for it."""

    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


class ExampleForm(forms.Form):
    """One field of each sort that Heard uses."""

    name = forms.CharField(help_text="As people say it.")
    about = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(choices=[("a", "Housing association"), ("b", "Council")])
    tenure = forms.ChoiceField(
        choices=[("r", "Rented"), ("s", "Part owned")], widget=forms.RadioSelect
    )
    wards = forms.MultipleChoiceField(
        choices=[("n", "North"), ("s", "South")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="I have checked the names")
    file = forms.FileField()


def examples() -> list[Example]:
    """Every component, in the order the gallery shows them."""
    fault = Fault(
        "landlords.csv", "row 4, column codes", "'L42' is no code.", "Write one such as L4240."
    )
    change = {"field": "Everyday name", "old": "Old Mill Homes", "new": "Millstream"}
    history = {
        "when": datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        "who": "Sam Okafor",
        "why": "Renamed by its board",
        "changes": [change],
    }
    return [
        *_words(),
        Example("Breadcrumbs", "components/breadcrumbs.html", {"crumbs": [("Landlords", "#")]}),
        Example("Pages", "components/pagination.html", {"page": Paginator(range(300), 25).page(6)}),
        Example("Form", "components/forms/gallery.html", {"form": ExampleForm(prefix="empty")}),
        Example(
            "Form with errors",
            "components/forms/gallery.html",
            {"form": ExampleForm({}, prefix="wrong")},
        ),
        Example("Faults of a file", "components/faults.html", {"faults": [fault]}),
        Example("History", "components/history.html", {"rows": [history]}),
        Example("History, empty", "components/history.html", {"rows": []}),
        Example("Downloads", "components/downloads.html", {"files": [("CSV", "#"), ("PDF", "#")]}),
    ]


def _words() -> list[Example]:
    """The words for where a landlord stands, each with its own mark besides colour."""
    bands = {
        "above": "clearly above",
        "same": "about the same",
        "below": "clearly below",
        "neutral": "clearly more",
        "unknown": "too little data",
    }
    return [
        Example(f"Band: {band}", "components/band.html", {"tone": tone, "band": band})
        for tone, band in bands.items()
    ]
