"""What the team fills in to write a charter and to ask landlords and residents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from heard.landlords.forms.fields import DayField
from heard.partnership.charter_errors import CharterError
from heard.partnership.models import CharterKind, Every
from heard.partnership.selectors.charters_live import measure_choices
from heard.partnership.services.charters import Promise
from heard.reviews.models import EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.utils.functional import _StrPromise as Lazy

    from heard.landlords.models import Landlord
    from heard.partnership.models import CharterVersion, Commitment
    from heard.practices.selectors.criteria import Criteria


def long_text(label: Any, hint: Any = "", rows: int = 4, *, required: bool = True) -> Any:
    """A box for a few sentences."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=6_000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("Write something here.")},
    )


class CharterForm(forms.Form):
    """A form that a service does; what it refuses stands beside the field that it is about."""

    button: ClassVar[Lazy | str] = _("Save")
    warns: ClassVar[bool] = False

    def did(self, doing: Callable[..., Any], **values: Any) -> Any:
        """What the service returns, or None when something is wrong; the form says what."""
        return self.done(doing, **values, **self.given()) if self.is_valid() else None

    def done(self, doing: Callable[..., Any], **values: Any) -> Any:
        """The same of a form that was looked at already."""
        try:
            return doing(**values) or True
        except CharterError as error:
            self.add_error(error.field if error.field in self.fields else None, str(error))
        return None

    def given(self) -> dict[str, Any]:
        """What the service is given; the cleaned fields unless a form says otherwise."""
        return self.cleaned_data

    def choose(self, name: str, choices: Sequence[Any]) -> None:
        """Offer these choices."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def _title() -> Any:
    return forms.CharField(
        label=_("Title"),
        max_length=150,
        error_messages={"required": _("Give it a title.")},
    )


def _within() -> Any:
    return forms.IntegerField(
        label=_("Days to report after a period ends"),
        help_text=_("Landlords are reminded two weeks before."),
        min_value=0,
        max_value=366,
        initial=42,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )


class NewForm(CharterForm):
    """A new charter or plan."""

    button = _("Begin the draft")

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=CharterKind.choices, widget=forms.RadioSelect
    )
    title = _title()
    slug = forms.SlugField(
        label=_("Short name"),
        help_text=_("Stands in its address, and stays: for example, participation-charter."),
        max_length=60,
        error_messages={"invalid": _("Use small letters, digits and hyphens.")},
    )
    introduction = long_text(_("Introduction"), rows=5, required=False)
    report_within = _within()


class DraftForm(CharterForm):
    """What a draft says besides its commitments."""

    title = _title()
    introduction = long_text(_("Introduction"), rows=5, required=False)
    changes = long_text(
        _("What changed, and why"),
        _("Stands on the public page of this version."),
        required=False,
    )
    report_within = _within()

    def __init__(self, *args: Any, version: CharterVersion, **options: Any) -> None:
        names = ("title", "introduction", "changes", "report_within")
        options["initial"] = {name: getattr(version, name) for name in names}
        super().__init__(*args, **options)
        if version.number == 1:
            self.fields["changes"].widget = forms.HiddenInput()


class CommitmentForm(CharterForm):
    """One commitment of a draft."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("A few words by which it is known."),
        max_length=120,
        error_messages={"required": _("Give it a title.")},
    )
    text = long_text(_("What is promised"), _("In plain words, so that one can tell if it’s kept."))
    shown_by = long_text(_("What would show it"), required=False, rows=3)
    effective_from = DayField(
        label=_("In effect from"),
        required=True,
        error_messages={"required": _("Say from which day it holds.")},
    )
    effective_to = DayField(
        label=_("In effect until"), help_text=_("Leave empty if it holds on, as charters do.")
    )
    every = forms.TypedChoiceField(
        label=_("Reported on"), choices=Every.choices, coerce=int, widget=forms.RadioSelect
    )
    evidence_kinds = forms.MultipleChoiceField(
        label=_("Kinds of evidence"),
        required=False,
        choices=EvidenceKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    measures = forms.MultipleChoiceField(
        label=_("Measures that would show it"),
        help_text=_("Each landlord’s own figure is shown live, with its interval and base."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    criteria = forms.MultipleChoiceField(
        label=_("Criteria of the review that it serves"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, criteria: Criteria, commitment: Commitment | None = None, **options: Any
    ) -> None:
        if commitment is not None:
            options["initial"] = {name: getattr(commitment, name) for name in self.base_fields}
        else:
            options["initial"] = {"every": Every.YEAR}
        super().__init__(*args, **options)
        self.choose("measures", measure_choices())
        known = [(f"{one.framework}:{one.code}", one.name) for one in criteria.current()]
        self.choose("criteria", known)

    def clean(self) -> dict[str, Any]:
        """It can't end before it begins."""
        given = super().clean() or {}
        first, last = given.get("effective_from"), given.get("effective_to")
        if first and last and last <= first:
            self.add_error("effective_to", _now("The end must come after the start."))
        return given

    def given(self) -> dict[str, Any]:
        """The promise."""
        data = self.cleaned_data
        lists = ("evidence_kinds", "measures", "criteria")
        values: dict[str, Any] = {
            name: tuple(data[name]) if name in lists else data[name] for name in data
        }
        return {"promise": Promise(**values)}


class AskForm(CharterForm):
    """Whom to ask to sign."""

    button = _("Ask to sign")

    landlord = forms.ChoiceField(label=_("Who is asked to sign?"))

    def __init__(
        self, *args: Any, landlords: Sequence[Landlord], council: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._known = {str(one.pk): one for one in landlords}
        choices = [(str(one.pk), one.name) for one in landlords]
        if council:
            choices.append(("council", _now("The council itself")))
        self.choose("landlord", choices)

    def given(self) -> dict[str, Any]:
        """The landlord, or none for the council."""
        return {"landlord": self._known.get(self.cleaned_data["landlord"])}


class EndForm(CharterForm):
    """The end of a charter."""

    button, warns = _("End it"), True

    on = DayField(label=_("On which day did it end?"), required=True)
    reason = long_text(_("Why"), _("Everybody can read it."))


class ConfirmForm(CharterForm):
    """Something that is done by a button alone."""

    def __init__(self, *args: Any, button: str, warns: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.button = button  # type: ignore[misc] # of this one
        self.warns = warns  # type: ignore[misc] # the same


class ReturnForm(CharterForm):
    """Accept a report, or return it for more."""

    decision = forms.ChoiceField(
        label=_("What do you find?"),
        choices=[
            ("accept", _("It answers what was promised, and shows nobody who didn’t agree")),
            ("return", _("More is needed: return it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you find.")},
    )
    reason = long_text(
        _("What is still needed"),
        _("Only if you return it. The landlord reads it."),
        required=False,
    )
    due = DayField(
        label=_("Due again"), help_text=_("Only if you return it. Two weeks from now if empty.")
    )

    def clean(self) -> dict[str, Any]:
        """What is returned has a reason."""
        given = super().clean() or {}
        if given.get("decision") == "return" and not (given.get("reason") or "").strip():
            self.add_error("reason", _now("Say what is still needed. The landlord reads it."))
        return given
