"""Ending, opening again, correcting, joining and parting cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns import catalogue
from heard.concerns.forms.casework import DeedForm, LandlordChoice, words_field
from heard.concerns.models import Concern, PlaceKind, Told
from heard.concerns.references import reference_read
from heard.concerns.services.casework import (
    concern_close,
    concern_correct,
    concern_reopen,
    event_undo,
)
from heard.concerns.services.groups import concern_merge, concern_split
from heard.concerns.services.raising import Said
from heard.landlords.forms.fields import DayField
from heard.landlords.models import Estate, Tenure, Ward

if TYPE_CHECKING:
    from heard.concerns.actors import Actor


class CloseForm(DeedForm):
    """How it ended, and why."""

    heading = lazy("Close")
    hint = lazy("Closing says how it ended for the resident. They can always say: not fixed.")
    button = lazy("Close the case")
    done = lazy("Closed. The resident is told how and why.")
    outcome = forms.ChoiceField(label=lazy("How it ended"), widget=forms.RadioSelect)
    words = words_field(lazy("Why it ends here, as the resident is told it"))

    def settle(self) -> None:
        """The outcomes of today."""
        self.fields["outcome"].choices = [  # type: ignore[attr-defined] # a choice field
            (each.code, _(each.name)) for each in catalogue.outcomes(timezone.localdate())
        ]

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Close it."""
        given = self.cleaned_data
        return concern_close(
            concern=concern, outcome=given["outcome"], words=given["words"], actor=actor
        )


class ReopenForm(DeedForm):
    """A closed case that goes on."""

    heading = lazy("Open again")
    button = lazy("Open again")
    done = lazy("Open again, and with the team.")
    words = words_field(lazy("Why, as the resident is told it"), rows=3)

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Open it."""
        return concern_reopen(concern=concern, words=self.cleaned_data["words"], actor=actor)


class CorrectForm(DeedForm):
    """What it is about, and where. The resident's own words stay."""

    heading = lazy("Correct the details")
    hint = lazy("The resident’s own words stay as they were said. What changed is kept.")
    done = lazy("Corrected.")
    category = forms.ChoiceField(label=lazy("What it is about"))
    landlord = LandlordChoice(label=lazy("Landlord"), required=False)
    tenure = forms.ChoiceField(
        label=lazy("How the home is held"), required=False, choices=[("", ""), *Tenure.choices]
    )
    place_kind = forms.ChoiceField(
        label=lazy("Sort of place"), choices=PlaceKind.choices, widget=forms.RadioSelect
    )
    estate = forms.ModelChoiceField(
        Estate.objects.select_related("landlord").order_by("name"),
        label=lazy("Estate"),
        required=False,
    )
    ward = forms.ModelChoiceField(
        Ward.objects.filter(valid_to=None).order_by("name"), label=lazy("Ward"), required=False
    )
    place = forms.CharField(
        label=lazy("Block, lift or other place"), required=False, max_length=200
    )
    postcode = forms.CharField(
        label=lazy("Postcode"),
        required=False,
        max_length=8,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    since = DayField(label=lazy("Since which day"))
    told_landlord = forms.ChoiceField(
        label=lazy("Was the landlord told?"), choices=Told.choices, widget=forms.RadioSelect
    )
    landlord_reference = forms.CharField(
        label=lazy("The landlord’s reference"), required=False, max_length=60
    )
    reason = words_field(lazy("Why it is corrected"), rows=2)

    def settle(self) -> None:
        """Start from what is kept now."""
        chosen = [
            (_(group.name), [(each.code, _(each.name)) for each in inside])
            for group, inside in catalogue.groups(timezone.localdate())
        ]
        codes = {code for _group, inside in chosen for code, _name in inside}
        if self.concern is not None:
            now = self.concern.category
            if now not in codes:
                chosen.append((_("No longer chosen"), [(now, catalogue.category_get(now).name)]))
            for name in set(self.fields) - {"reason"}:
                self.fields[name].initial = getattr(self.concern, name)
        self.fields["category"].choices = chosen  # type: ignore[attr-defined] # a choice field

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Correct it."""
        changes = {name: value for name, value in self.cleaned_data.items() if name in self.fields}
        reason = changes.pop("reason")
        return concern_correct(concern=concern, changes=changes, reason=reason, actor=actor)


class UndoForm(DeedForm):
    """Something that was done by mistake."""

    heading = lazy("Undo")
    hint = lazy("It stays in the timeline, struck through, with your reason. Nothing is removed.")
    button = lazy("Undo it")
    done = lazy("Undone. The case stands as if it hadn’t happened.")
    warns = True
    reason = words_field(lazy("Why it is undone"), rows=3)

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Undo it."""
        return event_undo(
            concern=concern,
            number=self.number or 0,
            reason=self.cleaned_data["reason"],
            actor=actor,
        )


class MergeForm(DeedForm):
    """The same thing raised twice, or one household of a concern of many."""

    heading = lazy("Join to another concern")
    hint = lazy(
        "This one ends here; the other carries both. Where the other is about many households, "
        "this resident becomes one of them and is told all that happens."
    )
    button = lazy("Join them")
    done = lazy("Joined. The resident is told which concern goes on.")
    warns = True
    target = forms.CharField(
        label=lazy("Reference of the concern that goes on"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    words = words_field(lazy("What to tell the resident"), required=False, rows=3)

    def clean_target(self) -> Concern:
        """The other concern, in whatever spelling of its reference."""
        reference = reference_read(self.cleaned_data["target"])
        found = Concern.objects.filter(reference=reference).first() if reference else None
        if found is None:
            raise forms.ValidationError(_("There is no concern with this reference."))
        return found

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Join it."""
        given = self.cleaned_data
        return concern_merge(
            source=concern, target=given["target"], words=given["words"], actor=actor
        )


class SplitForm(DeedForm):
    """One of two matters that came together."""

    heading = lazy("Make part of it a concern of its own")
    hint = lazy("For the same resident, from the same day. They get a reference for it too.")
    button = lazy("Make it a concern")
    done = lazy("The part is a concern of its own.")
    category = forms.ChoiceField(label=lazy("What the part is about"))
    description = words_field(lazy("The part, in the resident’s words"))
    words = words_field(lazy("Why it is parted, for the team"), required=False, rows=2)

    def settle(self) -> None:
        """Categories of today."""
        self.fields["category"].choices = [  # type: ignore[attr-defined] # a choice field
            (_(group.name), [(each.code, _(each.name)) for each in inside])
            for group, inside in catalogue.groups(timezone.localdate())
        ]

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Part it."""
        given = self.cleaned_data
        kept = ("place_kind", "landlord", "landlord_said", "tenure", "estate", "ward")
        same = {
            name: getattr(concern, name)
            for name in (*kept, "place", "postcode", "since", "told_landlord", "told_on")
        }
        said = Said(category=given["category"], description=given["description"], **same)
        return concern_split(
            concern=concern,
            said=said,
            words=given["words"],
            actor=actor,
            channel=concern.channel,
        )


class GroupForm(DeedForm):
    """A concern about many households."""

    heading = lazy("Make it a concern of many households")
    hint = lazy(
        "Then other households can join it. Each is told what happens and learns nothing of the "
        "others."
    )
    button = lazy("Make it a concern of many")
    done = lazy("It is about many households now. You can add them.")
    reason = words_field(lazy("Why"), rows=2)

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Mark it so."""
        reason = self.cleaned_data["reason"]
        return concern_correct(
            concern=concern, changes={"is_group": True}, reason=reason, actor=actor
        )
