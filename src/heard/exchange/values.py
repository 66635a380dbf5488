"""One value of a column, as JSON holds it and as the store does."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class ValueProblemError(ValueError):
    """A value can't stand in its column: what is wrong, and the mend."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.problem, self.mend = problem, mend


def value_told(value: object) -> object:
    """A value of the store, as JSON holds it. Times are in UTC, to the microsecond if need be."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date() | time():
            return value.isoformat()
        case UUID():
            return str(value)
    return value


def reader_of(field: models.Field[Any, Any]) -> Callable[[object], object]:
    """What makes of a value of JSON the one that the store holds, for one field.

    What it gives raises ValueProblemError for a value that can't stand there.
    """
    parse = next(reader for kind, reader in _READERS if isinstance(field, kind))
    known = {key for key, _words in field.flatchoices} if field.choices else None
    if known and field.blank:
        known.add("")
    rules = field.validators
    null, empty = field.null, field.empty_values

    def read(value: object) -> object:
        if value is None:
            if null:
                return None
            raise ValueProblemError("It can’t be null.", "Write a value.")
        found = parse(value)
        if known is not None and found not in known:
            listed = ", ".join(str(key) for key, _words in field.flatchoices)
            raise ValueProblemError(f"“{value}” isn’t known.", f"Write one of: {listed}.")
        if known is None and rules and found not in empty:
            _check_rules(field, found)
        return found

    return read


def _check_rules(field: models.Field[Any, Any], value: object) -> None:
    try:
        field.run_validators(value)
    except ValidationError as error:
        raise ValueProblemError(" ".join(error.messages), "Mend it, or export again.") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueProblemError("It isn’t text.", "Put it in quotes.")
    try:
        value.encode()
    except UnicodeEncodeError:
        whole = False
    else:
        whole = "\x00" not in value
    if not whole:
        raise ValueProblemError("It holds signs that aren’t text.", "Take them out.")
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueProblemError("It isn’t a whole number.", "Write a number without quotes.")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueProblemError("It is neither true nor false.", "Write true or false.")
    return value


def _words(value: object) -> list[str]:
    if not isinstance(value, list):
        raise ValueProblemError("It isn’t a list.", 'Write a list of words, such as ["TP01"].')
    return [_text(one) for one in value]


def _moment(value: object) -> datetime:
    moment = _parsed(datetime.fromisoformat, value, "2026-04-30T09:15:00Z")
    if moment.tzinfo is None:
        raise ValueProblemError("Its time zone is missing.", "Put a Z behind it.")
    return moment


def _day(value: object) -> date:
    return _parsed(date.fromisoformat, value, "2026-04-30")


def _hour(value: object) -> time:
    return _parsed(time.fromisoformat, value, "14:00:00")


def _key(value: object) -> UUID:
    return _parsed(UUID, value, "8c1f0d3a-2b7e-4e55-9a43-0f6d1c2b3a49")


def _parsed(parse: Callable[[str], T], value: object, example: str) -> T:
    """The value that the text stands for, where it is written in the one way that Heard writes."""
    try:
        found = parse(_text(value))
        if value_told(found) == value or isinstance(found, datetime):
            return found
    except (ValueError, OverflowError):
        pass
    raise ValueProblemError(f"“{value}” can’t be read.", f"Write it as {example}.")


# The first kind that fits counts: a moment is a day as well.
_READERS: tuple[tuple[type[models.Field[Any, Any]], Callable[[object], object]], ...] = (
    (models.DateTimeField, _moment),
    (models.DateField, _day),
    (models.TimeField, _hour),
    (models.UUIDField, _key),
    (models.BooleanField, _flag),
    (models.IntegerField, _whole),
    (models.JSONField, _words),
    (models.CharField, _text),
    (models.TextField, _text),
)
