"""What belongs to a landlord, each with its form: the staff pages are made from this list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.landlords.forms.fields import DayField, LandlordField, LandlordPartForm
from heard.landlords.models import (
    CODE_IN_WORDS,
    Borough,
    Estate,
    HomesCount,
    LandlordCode,
    LandlordName,
    Presence,
    Succession,
    SuccessionKind,
    Tenure,
    Ward,
)
from heard.landlords.services import (
    estate_create,
    estate_delete,
    estate_update,
    homes_remove,
    homes_set,
    landlord_add_code,
    landlord_add_name,
    landlord_remove_code,
    landlord_remove_name,
    landlord_update_name,
    presence_remove,
    presence_set,
    succession_record,
    succession_remove,
    succession_update,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model
    from django.utils.functional import _StrPromise

    from heard.accounts.models import User


if TYPE_CHECKING:
    _WardChoice = forms.ModelChoiceField[Ward]
else:
    _WardChoice = forms.ModelChoiceField


class SourceField(forms.CharField):
    """Where a fact is known from."""

    def __init__(self) -> None:
        hint = _("Such as the address of a page.")
        super().__init__(
            label=_("Where this is known from"), help_text=hint, required=False, max_length=300
        )


class WardField(_WardChoice):
    """A ward of any borough; the latest ones first told apart by their dates."""

    def __init__(self) -> None:
        wards = Ward.objects.select_related("borough").order_by("borough", "name", "valid_from")
        super().__init__(wards, label=_("Ward"), empty_label=_("Choose a ward"))

    def label_from_instance(self, obj: Ward) -> str:
        """The ward with its borough, and its end if it has one."""
        label = f"{obj.name}, {obj.borough.name}"
        return f"{label} ({obj.valid_from.year}–{obj.valid_to.year})" if obj.valid_to else label


class CodeForm(LandlordPartForm):
    """A code of the regulator."""

    code = forms.CharField(label=_("Code"), help_text=CODE_IN_WORDS, max_length=6)

    def store(self, *, by: User) -> Any:
        """Add the code."""
        return self.kept(landlord_add_code, landlord=self.landlord, by=by, **self.cleaned_data)


class NameForm(LandlordPartForm):
    """Another name."""

    name = forms.CharField(label=_("Name"), max_length=200)
    used_until = DayField(
        label=_("Used until"),
        help_text=_("Leave empty if it is still used. For example, 27/3/2018."),
    )
    source = SourceField()

    def store(self, *, by: User) -> Any:
        """Add or correct the name."""
        if self.row is not None:
            return self.kept(landlord_update_name, row=self.row, by=by, **self.cleaned_data)
        return self.kept(landlord_add_name, landlord=self.landlord, by=by, **self.cleaned_data)


class SuccessionForm(LandlordPartForm):
    """Who came before this landlord, or after it."""

    way = forms.ChoiceField(
        label=_("The other landlord"),
        choices=[("before", _("came before this one")), ("after", _("came after this one"))],
        widget=forms.RadioSelect,
        initial="before",
    )
    other = LandlordField(
        label=_("Its name or code"), help_text=_("It has to be in the register."), max_length=200
    )
    kind = forms.ChoiceField(label=_("How"), choices=SuccessionKind.choices)
    on = DayField(label=_("When"), required=True)
    whole = forms.BooleanField(label=_("All of its homes passed"), required=False, initial=True)
    source = SourceField()

    def settle(self) -> None:
        """Who came after whom stays; a wrong pair is removed and entered anew."""
        del self.fields["way"], self.fields["other"]

    def store(self, *, by: User) -> Any:
        """Record or correct the succession."""
        values = dict(self.cleaned_data)
        if self.row is not None:
            return self.kept(succession_update, row=self.row, by=by, **values)
        other, mine = values.pop("other"), self.landlord
        pair = (other, mine) if values.pop("way") == "before" else (mine, other)
        return self.kept(succession_record, predecessor=pair[0], successor=pair[1], by=by, **values)


class PresenceForm(LandlordPartForm):
    """A borough in which the landlord has homes."""

    borough = forms.ModelChoiceField(
        Borough.objects.all(), label=_("Borough"), empty_label=_("Choose a borough")
    )
    since = DayField(label=_("Since"))
    until = DayField(label=_("Until"), help_text=_("Only if it has no homes there any more."))

    def settle(self) -> None:
        """The borough stays."""
        del self.fields["borough"]

    def store(self, *, by: User) -> Any:
        """Set the presence."""
        values = dict(self.cleaned_data)
        values.setdefault("borough", self.row.borough if self.row else None)
        return self.kept(presence_set, landlord=self.landlord, by=by, **values)


class EstateForm(LandlordPartForm):
    """A named place where the landlord has homes together."""

    name = forms.CharField(label=_("Name"), max_length=150)
    ward = WardField()
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=8)

    def store(self, *, by: User) -> Any:
        """Add or correct the estate."""
        if self.row is not None:
            return self.kept(estate_update, estate=self.row, by=by, **self.cleaned_data)
        return self.kept(estate_create, landlord=self.landlord, by=by, **self.cleaned_data)


class HomesForm(LandlordPartForm):
    """How many homes there were on a day."""

    ward = WardField()
    tenure = forms.ChoiceField(label=_("Tenure"), choices=Tenure.choices)
    on = DayField(label=_("Counted on"), required=True)
    homes = forms.IntegerField(
        label=_("Homes"), help_text=_("Write 0 for none."), min_value=0, max_value=1_000_000
    )

    def settle(self) -> None:
        """Only the number can be corrected; another day is another count."""
        del self.fields["ward"], self.fields["tenure"], self.fields["on"]

    def store(self, *, by: User) -> Any:
        """Record the count."""
        values = dict(self.cleaned_data)
        if self.row is not None:
            values |= {"ward": self.row.ward, "tenure": self.row.tenure, "on": self.row.on}
        return self.kept(homes_set, landlord=self.landlord, by=by, **values)


@dataclass(frozen=True, slots=True)
class Part:
    """Something that belongs to a landlord: its model, form, titles, and how it is removed."""

    model: type[Model]
    form: type[LandlordPartForm]
    add: _StrPromise
    change: _StrPromise | None
    remove: _StrPromise
    remover: Callable[..., None]
    removed: str  # what the remover calls the row


PARTS = {
    "codes": Part(
        LandlordCode,
        CodeForm,
        _("Add a code"),
        None,
        _("Remove this code?"),
        landlord_remove_code,
        "code",
    ),
    "names": Part(
        LandlordName,
        NameForm,
        _("Add another name"),
        _("Change another name"),
        _("Remove this name?"),
        landlord_remove_name,
        "row",
    ),
    "successions": Part(
        Succession,
        SuccessionForm,
        _("Add who came before or after"),
        _("Change when and how one came after another"),
        _("Remove this succession?"),
        succession_remove,
        "row",
    ),
    "boroughs": Part(
        Presence,
        PresenceForm,
        _("Add a borough"),
        _("Change when it had homes in the borough"),
        _("Remove this borough from the landlord?"),
        presence_remove,
        "row",
    ),
    "estates": Part(
        Estate,
        EstateForm,
        _("Add an estate"),
        _("Change an estate"),
        _("Remove this estate?"),
        estate_delete,
        "estate",
    ),
    "homes": Part(
        HomesCount,
        HomesForm,
        _("Add a count of homes"),
        _("Correct a count of homes"),
        _("Remove this count of homes?"),
        homes_remove,
        "row",
    ),
}
