"""Radio buttons and checkboxes with hints, and with fields that belong to one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.forms import BoundField
    from django.forms.boundfield import BoundWidget

register = template.Library()


@dataclass(frozen=True, slots=True)
class Row:
    """One choice, its hint, and the fields that it opens."""

    option: BoundWidget
    kind: str
    hint: Any
    hint_id: str
    reveals: list[BoundField]

    @property
    def drawn(self) -> str:
        """The button or box itself."""
        attrs = self.option.data["attrs"]
        attrs["class"] = f"govuk-{self.kind}__input"
        if self.hint:
            attrs["aria-describedby"] = self.hint_id
        return self.option.tag()


@register.filter
def choice_rows(field: BoundField, kind: str) -> Iterator[Row]:
    """The choices of a field, in order."""
    widget = field.field.widget
    hints, reveals = getattr(widget, "hints", {}), getattr(widget, "reveals", {})
    for option in field:
        value = str(option.data["value"])
        opened = [field.form[name] for name in reveals.get(value, ())]
        ids = option.id_for_label
        yield Row(option, kind, hints.get(value, ""), f"{ids}-hint", opened)
