"""Two fields that tell people from machines without asking people anything."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.safety.suspicion import HONEYPOT, suspicion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.safety.suspicion import Suspicion

SHOWN_AT = "shown"
_SALT = "heard.safety.shown"


class LeaveEmptyInput(forms.TextInput):
    """A box that people neither see nor reach nor hear, and machines fill in."""

    input_type = "text"
    template_name = "safety/leave_empty.html"

    @property
    def is_hidden(self) -> bool:
        """Drawn among the hidden fields, without the label of a visible one."""
        return True


def shown_stamp() -> str:
    """A signed note of the present moment."""
    return signing.TimestampSigner(salt=_SALT).sign("shown")


def shown_moment(stamp: str) -> datetime | None:
    """The moment that a stamp notes; none if it isn't one of ours."""
    signer = signing.TimestampSigner(salt=_SALT)
    try:
        signer.unsign(stamp)
    except signing.BadSignature:
        return None
    seconds = signing.b62_decode(stamp.rsplit(signer.sep, 2)[1])
    return datetime.fromtimestamp(seconds, tz=UTC)


class SafetyFields(forms.Form):
    """Mix into a form that anybody may send. It never refuses: see `suspicions`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[HONEYPOT] = forms.CharField(
            label=_("Leave this box empty"), required=False, widget=LeaveEmptyInput
        )
        self.fields[SHOWN_AT] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=shown_stamp
        )

    def suspicions(self) -> tuple[Suspicion, ...]:
        """Signs that a machine sent this form, for the moderation queue; mostly none.

        Whoever sent it is not told: a machine would learn from it, and a person who filled in the
        hidden box with a screen reader loses nothing.
        """
        sent: Mapping[str, str] = {HONEYPOT: str(self.data.get(self.add_prefix(HONEYPOT), ""))}
        stamp = str(self.data.get(self.add_prefix(SHOWN_AT), ""))
        return suspicion(sent, shown_moment(stamp), timezone.now())
