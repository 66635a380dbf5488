"""Counting what is done, so that nobody does it too often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from heard.safety.counting import pause
from heard.safety.models import ThrottleCount
from heard.safety.rules import EVERYONE, RULES, Over

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from heard.safety.rules import Rule

_SALT = "heard.safety.throttle"
_UPSERT = (
    "INSERT INTO {table} (digest, count, expires) VALUES {rows} "
    "ON CONFLICT (digest) DO UPDATE SET count = {table}.count + 1 RETURNING digest, count"
)


@dataclass(frozen=True, slots=True)
class Allowed:
    """It may be done. `moderate` names why a person should look at it first, if so."""

    moderate: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """It may not be done yet: try again after so many seconds."""

    seconds: int


@dataclass(frozen=True, slots=True)
class _Slot:
    """One rule's two rows: this stretch of time and the one before."""

    rule: Rule
    now: str
    before: str
    elapsed: float
    expires: int


def throttle_hit(
    *, scope: str, keys: Mapping[str, str], now: datetime | None = None
) -> Allowed | Wait:
    """Count that something is done once more, unless that is too often.

    `scope` names rules in RULES; `keys` says who does it ("person", "email", "address"). A rule
    whose key is missing or empty is left out. What has to wait isn't counted. Call it outside a
    transaction: within one, everybody else would wait for its end.
    """
    moment = now or timezone.now()
    slots = _slots(scope, keys, moment.timestamp())
    counts = _counts(slots)
    if waiting := _longest(slots, counts, Over.WAIT):
        return Wait(waiting)
    counts |= _counted(slots)
    if any(counts[slot.now] == 1 for slot in slots if slot.rule.key == EVERYONE):
        throttle_sweep(now=moment)  # once in each stretch of time
    raced = [slot for slot in slots if slot.rule.over is Over.WAIT]
    # Two at once can both have found room for one. Each got a number of its own: the later waits.
    if any(counts[slot.now] > slot.rule.most for slot in raced):
        return Wait(max(1, _longest(slots, counts, Over.WAIT)))
    over = {slot.rule.key for slot in slots if _is_over(slot, counts)}
    return Allowed(tuple(f"many-by-{key}" for key in sorted(over)))


def throttle_sweep(*, now: datetime | None = None) -> int:
    """Delete counts that no rule looks at any more; how many."""
    moment = int((now or timezone.now()).timestamp())
    return ThrottleCount.objects.filter(expires__lt=moment).delete()[0]


def _slots(scope: str, keys: Mapping[str, str], moment: float) -> list[_Slot]:
    given = {**keys, EVERYONE: EVERYONE}
    return [
        _slot(scope, rule, given[rule.key], moment) for rule in RULES[scope] if given.get(rule.key)
    ]


def _slot(scope: str, rule: Rule, value: str, moment: float) -> _Slot:
    stretch, elapsed = divmod(moment, rule.seconds)

    def digest(number: float) -> str:
        told = "\0".join((scope, rule.key, str(rule.seconds), str(int(number)), value))
        return salted_hmac(_SALT, told, algorithm="sha256").hexdigest()

    expires = int(moment - elapsed) + 2 * rule.seconds
    return _Slot(rule, digest(stretch), digest(stretch - 1), elapsed, expires)


def _counts(slots: Sequence[_Slot]) -> dict[str, int]:
    digests = {digest for slot in slots for digest in (slot.now, slot.before)}
    rows = ThrottleCount.objects.filter(digest__in=digests).values_list("digest", "count")
    return dict.fromkeys(digests, 0) | dict(rows)


def _counted(slots: Sequence[_Slot]) -> dict[str, int]:
    """Count once more in every row, all in one statement that no other can come between."""
    # In one order, so that two at once never wait for each other.
    rows = sorted({slot.now: slot.expires for slot in slots}.items())
    table = connection.ops.quote_name(ThrottleCount._meta.db_table)  # noqa: SLF001 - Django's documented name
    sql = _UPSERT.format(table=table, rows=", ".join(["(%s, 1, %s)"] * len(rows)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for row in rows for value in row])
        return dict(cursor.fetchall())


def _longest(slots: Iterable[_Slot], counts: Mapping[str, int], over: Over) -> int:
    return max((_pause(slot, counts) for slot in slots if slot.rule.over is over), default=0)


def _pause(slot: _Slot, counts: Mapping[str, int]) -> int:
    return pause(
        before=counts[slot.before],
        now=counts[slot.now],
        elapsed=slot.elapsed,
        most=slot.rule.most,
        seconds=slot.rule.seconds,
    )


def _is_over(slot: _Slot, counts: Mapping[str, int]) -> bool:
    """Whether this time, which is counted already, was one too many for a rule that moderates."""
    if slot.rule.over is not Over.MODERATE:
        return False
    left = counts[slot.before] * (1 - slot.elapsed / slot.rule.seconds)
    return counts[slot.now] + left > slot.rule.most
