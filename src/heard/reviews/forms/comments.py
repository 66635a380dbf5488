"""What a landlord says to its results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.reviews.forms.fields import ReviewForm, long_text

if TYPE_CHECKING:
    from heard.reviews.models import Comment


class CommentForm(ReviewForm):
    """A comment, in place of an earlier one if there is one."""

    text = long_text(
        _("Your comment"),
        required=False,
        rows=8,
        hint=_("It is published exactly as you write it. Name no resident."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, current: Comment | None, **options: Any) -> None:
        options["initial"] = {
            "text": current.text if current else "",
            "seen": str(current.key) if current else "",
        }
        super().__init__(*args, **options)
