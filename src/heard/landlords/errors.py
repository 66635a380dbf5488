"""What the register refuses, each naming the field that a person can mend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.core.exceptions import NON_FIELD_ERRORS

from heard.errors import HeardError

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError


class RegisterError(HeardError):
    """The register can't hold this. `field` is the field to mend, if it is one."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class InvalidEntryError(RegisterError):
    """A value breaks a rule of its own field."""

    @classmethod
    def from_validation(cls, error: ValidationError) -> Self:
        """The first of what the model found wrong; the others come when it is mended."""
        if not hasattr(error, "error_dict"):
            return cls(" ".join(error.messages))
        field, messages = next(iter(error.message_dict.items()))
        return cls(" ".join(messages), field="" if field == NON_FIELD_ERRORS else field)


class CodeTakenError(RegisterError):
    """Another landlord holds this code."""


class SuccessionError(RegisterError):
    """A succession that can't have happened as it is told."""


class PreviewOutdatedError(RegisterError):
    """An import would do something else by now than what was looked at."""


class InUseError(RegisterError):
    """Other facts stand on this one, so it can't be removed."""
