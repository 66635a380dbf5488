"""django-allauth's forms for second factors: plain to look at, and safe whatever is sent."""

from __future__ import annotations

import struct
from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# What the libraries below raise on what isn't a passkey's answer.
NONSENSE = (KeyError, TypeError, AttributeError, ValueError, IndexError, struct.error)


def _no_answer() -> ValidationError:
    return ValidationError(_("That didn’t work. Try again, or use another way."))


class _Careful:
    def clean_credential(self) -> Any:
        """The passkey that answered.

        Raises:
            ValidationError: what was sent is no answer of one that is known.
        """
        try:
            return super().clean_credential()  # type: ignore[misc] # allauth's form has it
        except NONSENSE as error:
            raise _no_answer() from error


class LoginPasskeyForm(_Careful, webauthn.LoginWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """Signing in by a passkey alone."""


class SecondPasskeyForm(_Careful, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc] # the same
    """A passkey as the second step."""


class AgainPasskeyForm(_Careful, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc] # the same
    """Showing that it is still them."""


class AddPasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc] # the same
    """A new passkey."""

    def clean(self) -> Any:
        """The new passkey.

        Raises:
            ValidationError: what was sent is none.
        """
        try:
            return super().clean()
        except NONSENSE as error:
            raise _no_answer() from error


class _Plain:
    """A code without a word inside the box, which would go as soon as somebody types."""

    fields: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = self.fields["code"].widget.attrs
        attributes.pop("placeholder", None)
        attributes.update(autocomplete="one-time-code", spellcheck="false")


class SecondCodeForm(_Plain, base.AuthenticateForm):  # type: ignore[misc] # the same
    """A code as the second step."""


class AgainCodeForm(_Plain, base.ReauthenticateForm):  # type: ignore[misc] # the same
    """Showing by a code that it is still them."""


class SetUpAppForm(_Plain, totp.ActivateTOTPForm):  # type: ignore[misc] # the same
    """The first code of a new app."""
