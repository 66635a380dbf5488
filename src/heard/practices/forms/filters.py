"""What of the practices somebody wants to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from heard.landlords.models import Kind
from heard.practices.catalogue import practice_types
from heard.practices.models import Cost, Effort, Rung
from heard.practices.selectors.listing import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.landlords.models import Landlord
    from heard.practices.selectors.criteria import Criteria, Named

RUNGS = [("", _("Any")), *((rung.value, rung.label) for rung in Rung)]
SIZES = [
    ("", _("Any size")),
    ("small", _("Fewer than 100 homes here")),
    ("middling", _("100 to 999 homes here")),
    ("large", _("1,000 homes or more here")),
]
PARTS = 3


class FilterForm(forms.Form):
    """Words and filters. What makes no sense is left out."""

    q = forms.CharField(
        label=_("Words"),
        help_text=_("For example, damp, leaseholders, or a landlord’s name."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    serves = forms.ChoiceField(label=_("What it is good for"), required=False)
    kind = forms.ChoiceField(label=_("Type of practice"), required=False)
    rung = forms.ChoiceField(label=_("Evidence at least"), required=False, choices=RUNGS)
    cost = forms.ChoiceField(
        label=_("Cost"), required=False, choices=[("", _("Any")), *Cost.choices]
    )
    effort = forms.ChoiceField(
        label=_("Staff’s time"), required=False, choices=[("", _("Any")), *Effort.choices]
    )
    landlord = forms.ChoiceField(label=_("Landlord that did it"), required=False)
    landlord_kind = forms.ChoiceField(
        label=_("Kind of landlord"), required=False, choices=[("", _("Any kind")), *Kind.choices]
    )
    size = forms.ChoiceField(label=_("Size of landlord"), required=False, choices=SIZES)

    def __init__(
        self, *args: Any, criteria: Criteria, landlords: Iterable[Landlord], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        types = [(one.code, _now(one.name)) for one in practice_types()]
        names = [(one.slug, one.name) for one in landlords]
        self._choose("serves", [("", _now("Anything")), *_criteria_choices(criteria)])
        self._choose("kind", [("", _now("Any type")), *types])
        self._choose("landlord", [("", _now("Any")), *names])

    def wanted(self) -> Wanted:
        """What the list takes."""
        self.is_valid()
        given = self.cleaned_data
        which, framework, code = (given.get("serves", "").split(":") + [""] * PARTS)[:PARTS]
        return Wanted(
            q=given.get("q", ""),
            framework=framework,
            dimension=code if which == "dimension" else "",
            criterion=code if which == "criterion" else "",
            kind=given.get("kind", ""),
            cost=given.get("cost", ""),
            effort=given.get("effort", ""),
            rung=int(given.get("rung") or 0),
            landlord=given.get("landlord", ""),
            landlord_kind=given.get("landlord_kind", ""),
            size=given.get("size", ""),
        )

    def is_narrowed(self) -> bool:
        """Whether any filter but the words is used."""
        return any(value for name, value in self.cleaned_data.items() if name != "q")

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def _criteria_choices(criteria: Criteria) -> list[Any]:
    """Criteria grouped by dimension, each group headed by the whole dimension."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in criteria.current():
        if not one.dimension:
            groups.setdefault(_now("Criteria"), []).append(_criterion_choice(one))
            continue
        whole = (
            f"dimension:{one.framework}:{one.dimension}",
            _now("Anything on: %(name)s") % {"name": one.dimension_name},
        )
        group = groups.setdefault(one.dimension_name, [whole])
        group.append(_criterion_choice(one))
    return list(groups.items())


def _criterion_choice(one: Named) -> tuple[str, str]:
    return f"criterion:{one.framework}:{one.code}", one.name
