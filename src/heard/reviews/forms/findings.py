"""Writing findings and recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from heard.landlords.forms.fields import DayField
from heard.reviews.answering import USUAL_TIME
from heard.reviews.forms.fields import ReviewForm, long_text
from heard.reviews.services.finding import Found
from heard.reviews.services.recommending import Advice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from heard.reviews.models import Evidence, Recommendation, Review, Subject
    from heard.reviews.selectors.framework import Tree

DAY = {"required": _("Give a day.")}


class AboutForm(forms.Form):
    """What a finding is to be about: a landlord, a criterion, or both."""

    landlord = forms.ChoiceField(label=_("Landlord"), required=False)
    criterion = forms.ChoiceField(label=_("Criterion"), required=False)

    def __init__(self, *args: Any, subjects: Iterable[Subject], tree: Tree, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["landlord"].choices = [  # type: ignore[attr-defined]
            ("", _now("All landlords of the review")),
            *((one.landlord.slug, one.landlord.name) for one in subjects),
        ]
        self.fields["criterion"].choices = [  # type: ignore[attr-defined]
            ("", _now("No one criterion")),
            *((one.code, one.name) for one in tree.criteria),
        ]

    def clean(self) -> dict[str, Any]:
        """One of the two at least, so that there is evidence to choose from."""
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            self.add_error("criterion", _("Choose a landlord, a criterion, or both."))
        return given


class FindingForm(ReviewForm):
    """A finding, with the evidence that it rests on."""

    button = _("Save the finding")

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("In one line, as it will stand in the published review."),
        error_messages={"required": _("Give it a title.")},
    )
    text = long_text(
        _("What was found"),
        hint=_("Say who says it, with how many answers. Name no resident."),
        rows=8,
    )
    evidence = forms.MultipleChoiceField(
        label=_("Evidence that it rests on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Some of this evidence was withdrawn meanwhile.")},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, choices: Sequence[Evidence], one_landlord: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._choices = {str(one.pk): one for one in choices}
        if choices:
            self.fields["evidence"].choices = [  # type: ignore[attr-defined]
                (key, _evidence_label(one, one_landlord=one_landlord))
                for key, one in self._choices.items()
            ]
        else:
            del self.fields["evidence"]

    def given(self) -> dict[str, Any]:
        """What the service is given."""
        data = self.cleaned_data
        chosen = tuple(self._choices[key] for key in data.get("evidence", ()))
        seen = {"seen": data["seen"]} if self.initial.get("changes") else {}
        return {"found": Found(data["title"], data["text"], chosen)} | seen


def _evidence_label(one: Evidence, *, one_landlord: bool) -> str:
    what = f"{one.title} ({one.get_kind_display()}, {str(one.get_side_display()).lower()})"
    about = one.criterion.name if one_landlord else one.subject.landlord.name
    return f"{about}: {what}"


class RecommendationForm(ReviewForm):
    """What should be done, by whom, and by when they are to answer."""

    button = _("Save the recommendation")

    text = long_text(
        _("What should be done"),
        hint=_("One thing that can be done and seen to be done."),
        rows=5,
    )
    landlords = forms.MultipleChoiceField(
        label=_("To whom"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one landlord.")},
    )
    due_on = DayField(
        label=_("Answer due by"),
        required=True,
        error_messages=DAY,
        help_text=_(
            "Landlords are told when the review is published. Give their boards time. "
            "For example, 27/3/2026."
        ),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        review: Review,
        subjects: Sequence[Subject],
        current: Recommendation | None = None,
        **options: Any,
    ) -> None:
        self._subjects = {one.landlord.slug: one for one in subjects}
        self._changes = current is not None
        options["initial"] = {"due_on": answers_due_usually(review)} | options.get("initial", {})
        if len(subjects) == 1 or not self._changes:
            options["initial"].setdefault("landlords", list(self._subjects))
        super().__init__(*args, **options)
        self.fields["landlords"].choices = [  # type: ignore[attr-defined]
            (slug, one.landlord.name) for slug, one in self._subjects.items()
        ]

    def given(self) -> dict[str, Any]:
        """What the service is given."""
        data = self.cleaned_data
        chosen = tuple(self._subjects[slug] for slug in data["landlords"])
        seen = {"seen": data["seen"]} if self._changes else {}
        return {"advice": Advice(data["text"], chosen, data["due_on"])} | seen


def answers_due_usually(review: Review) -> date:
    """Eight weeks after landlords' comments are due, or after today if that is later."""
    return max(timezone.localdate(), review.comments_due) + USUAL_TIME


class DueForm(ReviewForm):
    """One day by which all answers are due."""

    button = _("Set this day for all")

    due_on = DayField(
        label=_("Answers due by"),
        required=True,
        error_messages=DAY,
        help_text=_("It replaces the day of every recommendation of this review."),
    )
