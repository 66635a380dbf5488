"""Tags and filters that every template has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.forms import widgets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.paginator import Paginator
    from django.forms import BoundField
    from django.forms.boundfield import BoundWidget
    from django.utils.safestring import SafeString

register = template.Library()

_CLASSES = {
    "checkbox": "govuk-checkboxes__input",
    "file": "govuk-file-upload",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "text": "govuk-input",
}


@register.filter
def input_kind(field: BoundField) -> str:
    """Which GOV.UK component draws this field."""
    match field.field.widget:
        case widgets.CheckboxSelectMultiple():
            return "checkboxes"
        case widgets.RadioSelect():
            return "radios"
        case widgets.CheckboxInput():
            return "checkbox"
        case widgets.Select():
            return "select"
        case widgets.Textarea():
            return "textarea"
        case widgets.FileInput():
            return "file"
    return "text"


@register.filter
def govuk(field: BoundField) -> SafeString:
    """Draw the field's input with the classes and descriptions of its GOV.UK component."""
    kind = input_kind(field)
    classes = [_CLASSES.get(kind, ""), field.field.widget.attrs.get("class", "")]
    if field.errors and kind in {"text", "textarea", "select", "file"}:
        classes.append(f"{_CLASSES[kind]}--error")
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, classes))}
    described = [
        f"{field.auto_id}_helptext" if field.help_text else "",
        f"{field.auto_id}_error" if field.errors else "",
    ]
    if any(described):
        attrs["aria-describedby"] = " ".join(filter(None, described))
    return field.as_widget(attrs=attrs)


@register.filter
def govuk_option(option: BoundWidget, kind: str) -> SafeString:
    """Draw one radio button or checkbox of a group."""
    option.data["attrs"]["class"] = f"govuk-{kind}__input"
    return option.tag()


@register.filter
def elided(paginator: Paginator[object], number: int) -> Iterator[str | int]:
    """Page numbers around the current one, with gaps."""
    return paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)


@register.filter
def percent(share: float | None, digits: int = 0) -> str:
    """Show a share from 0 to 1 as a percentage; nothing where it isn't known."""
    return "" if share is None else f"{share * 100:.{digits}f}%"


@register.filter
def points(difference: float | None, digits: int = 0) -> str:
    """Show a difference of shares in percentage points, with its sign."""
    if difference is None:
        return ""
    text = f"{difference * 100:+.{digits}f}"
    return text.replace("-", "−").replace("+0", "0") if float(text) == 0 else text.replace("-", "−")
