"""Bringing evidence, taking it back and checking it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from heard.landlords.forms.fields import DayField
from heard.reviews.forms.fields import ReviewForm, long_text
from heard.reviews.models import ConcernsFigure, EvidenceKind, Verdict
from heard.reviews.selectors.live import measure_choices, observation_choices
from heard.reviews.services.evidence import Brought
from heard.uploads.forms import FilesField

if TYPE_CHECKING:
    from heard.reviews.models import Criterion, Subject
    from heard.uploads.models import StoredFile

WHERE = {
    "link": _("On a web page"),
    "file": _("In a file: a photo or PDF"),
    "measure": _("A measure reported to the regulator"),
    "figure": _("A figure from residents’ concerns in Heard"),
    "observation": _("Something seen on a walkabout"),
}
NEEDED = {
    "link": _("Give the address of the page."),
    "file": _("Choose a file."),
    "measure": _("Choose a measure."),
    "figure": _("Choose a figure."),
    "observation": _("Choose an observation."),
}


class EvidenceForm(ReviewForm):
    """A piece of evidence, in exactly one place."""

    kind = forms.ChoiceField(label=_("What sort of evidence it is"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        error_messages={"required": _("Give it a title.")},
    )
    statement = long_text(
        _("What it shows"), hint=_("And where in it to look, if it is long."), rows=4
    )
    dated = DayField(label=_("Date of it"), help_text=_("For example, 27/3/2026. May be empty."))
    where = forms.ChoiceField(
        label=_("Where it is"),
        choices=list(WHERE.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say where it is.")},
    )
    link = forms.URLField(
        label=_("Address of the page"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("That isn’t the address of a page.")},
        widget=forms.URLInput(attrs={"inputmode": "url"}),
    )
    file = FilesField(
        label=_("File"), required=False, most=1, help_text=_("A photo or PDF of at most 10 MB.")
    )
    measure = forms.ChoiceField(
        label=_("Measure"),
        required=False,
        help_text=_("It is shown live, with its interval and base."),
    )
    figure = forms.ChoiceField(
        label=_("Figure"),
        required=False,
        choices=[("", "–"), *ConcernsFigure.choices],
        help_text=_("It is shown live, with its interval and base."),
    )
    observation = forms.ChoiceField(
        label=_("What was seen"),
        required=False,
        help_text=_("On walkabouts of this landlord’s estates in the review’s period."),
        error_messages={"invalid_choice": _("That isn’t one of the observations.")},
    )

    def __init__(
        self,
        *args: Any,
        subject: Subject,
        criterion: Criterion,
        any_kind: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        kinds = EvidenceKind.values if any_kind else criterion.evidence_kinds or EvidenceKind.values
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            choice for choice in EvidenceKind.choices if choice[0] in kinds
        ]
        self.fields["measure"].choices = [("", "–"), *measure_choices()]  # type: ignore[attr-defined]
        seen = observation_choices(subject)
        none = "–" if seen else _now("Nothing was entered in the period")
        self.fields["observation"].choices = [("", none), *seen]  # type: ignore[attr-defined]
        self.stored: StoredFile | None = None

    def clean(self) -> dict[str, Any]:
        """The place that was chosen must be given; what was typed for others is left out."""
        given = super().clean() or {}
        where = given.get("where")
        if where and not given.get(where) and where not in self.errors:
            self.add_error(where, _now(str(NEEDED[where])))
        return given

    def given(self) -> dict[str, Any]:
        """What the service is given."""
        data = self.cleaned_data
        where = data["where"]
        place: Any = self.stored if where == "file" else data[where]
        if where == "observation":
            place = UUID(place)
        return {
            "brought": Brought(
                kind=data["kind"],
                title=data["title"],
                statement=data["statement"],
                dated=data["dated"],
                **{where: place},
            )
        }


class CheckForm(ReviewForm):
    """What an officer found on looking at a piece of evidence."""

    verdict = forms.ChoiceField(
        label=_("What did you find?"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    reason = long_text(_("How you found that"), rows=4)
