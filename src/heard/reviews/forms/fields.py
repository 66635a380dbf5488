"""Fields and the form that the forms of reviews stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.reviews.errors import ReviewError, StaleError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrPromise as Lazy


def long_text(label: Any, *, hint: Any = "", required: bool = True, rows: int = 5) -> Any:
    """A box for a few sentences."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("Write something here.")},
    )


class ReviewForm(forms.Form):
    """A form that a service does; what it refuses stands beside the field that it is about."""

    button: ClassVar[Lazy | str] = _("Save")
    warns: ClassVar[bool] = False  # it can't simply be taken back

    def did(self, doing: Callable[..., Any], **values: Any) -> Any:
        """What the service returns, or None when something is wrong; the form says what."""
        if not self.is_valid():
            return None
        try:
            return doing(**values, **self.given()) or True
        except StaleError as error:
            self.add_error(None, str(error))
            if error.current is not None:
                self.renew(str(error.current.key))
        except ReviewError as error:
            self.add_error(error.field if error.field in self.fields else None, str(error))
        return None

    def given(self) -> dict[str, Any]:
        """What the service is given; the cleaned fields unless a form says otherwise."""
        return self.cleaned_data

    def renew(self, seen: str) -> None:
        """Let what was typed be sent again, over what somebody else saved meanwhile."""
        self.data = {**self.data.dict(), self.add_prefix("seen"): seen}  # type: ignore[attr-defined] # a QueryDict


class ReasonForm(ReviewForm):
    """A deed that needs nothing but its reason."""

    reason = long_text(_("Why"))
