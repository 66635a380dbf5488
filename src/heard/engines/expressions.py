"""What is asked of an engine, once for all of them: Ibis expressions over rows by role.

Rows have the columns `file`, `row`, `shape`, `elsewhere` and one for each role. What a text says is
decided by `heard.engines.texts`, once for each text that differs, and comes back as a lookup with
the columns `key`, `code`, `at` and `period`. So the engine joins and adds, and all of them agree.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import ibis
from ibis import _

from heard.engines.faults import BROKEN, LONGEST_NAME, MOST
from heard.engines.texts import CLIP, DATE_LENGTH, SPACES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import ibis.expr.types as ir

    from heard.engines.contract import Pass, Question

    Trim = Callable[[ir.Value, str], ir.StringValue]

NO_DAY = date(1, 1, 1)  # stands for a blank in columns of dates
FINE = 100  # state of rows that count; the kind of fault of those that don't
LATER = 110  # of rows that weren't known yet; to both is added what is wrong elsewhere
_DAYS = {"date", "entered"}
_SURE = 1e15  # up to here a float's whole numbers are exact


def keyed(rows: ir.Table, roles: Sequence[str], trim: Trim) -> ir.Table:
    """The rows with a `key_` for each role: what decides what its cell says."""
    keys = {f"key_{role}": _key(rows[role], role, trim) for role in roles}
    return rows.mutate(**keys)


def keys_of(rows: ir.Table, roles: Sequence[str]) -> ir.Table:
    """The keys that differ, with the role of each."""
    keys = [rows.select(role=ibis.literal(role), key=rows[f"key_{role}"]) for role in roles]
    return ibis.union(*(one.distinct() for one in keys)) if len(keys) > 1 else keys[0].distinct()


def judged(rows: ir.Table, lookups: Mapping[str, ir.Table], question: Question) -> ir.Table:
    """The rows with `state`, and what they say: `day`, `period`, `known` and positions of names."""
    for role, lookup in lookups.items():
        named = lookup.rename(
            {f"{name}_{role}": name for name in ("code", "at", "period")} | {f"look_{role}": "key"}
        )
        rows = rows.join(named, rows[f"key_{role}"] == named[f"look_{role}"])
    code = ibis.least(*(rows[f"code_{role}"] for role in lookups))
    rows = rows.mutate(code=rows.shape.ifelse(1, code), known=_.at_date, entry=_.period_date)
    if "entered" in lookups:
        late = _.at_entered.fill_null(0) > _.at_date
        rows = rows.mutate(
            known=late.ifelse(_.at_entered, _.at_date),
            entry=late.ifelse(_.period_entered, _.period_date),
        )
    fine = FINE + _.elsewhere
    if question.as_of is not None:
        later = _.known > question.as_of.toordinal()
        fine = later.ifelse(LATER, FINE) + _.elsewhere
    return rows.mutate(state=(_.code < FINE).ifelse(_.code, fine))


def groups_of(rows: ir.Table, roles: Sequence[str]) -> ir.Table:
    """Counts by state, names, period and period of entry.

    Rows that don't count are told apart by their state alone.
    """
    counts = (rows.state >= FINE) & (rows.state < LATER)
    parts = {role: rows[f"at_{role}"] for role in roles if role not in {"date", "count", "entered"}}
    parts |= {"period": rows.period_date}
    if "entered" in roles:
        parts |= {"known": rows.entry}
    number = rows.at_count if "count" in roles else ibis.literal(1, "int64")
    chosen = rows.select(
        state=rows.state.cast("int16"),
        number=counts.ifelse(number, 0),
        day=counts.ifelse(rows.known, 0),
        **{name: counts.ifelse(part, 0).cast("int32") for name, part in parts.items()},
    )
    return chosen.group_by("state", *parts).aggregate(
        count=_.number.sum().cast("int64"), rows=_.count(), last=_.day.max()
    )


def at_fault(rows: ir.Table, roles: Sequence[str], trim: Trim) -> ir.Table:
    """The first rows that something is to be told of, with what stands in them."""
    rows = rows.filter(~rows.state.isin([FINE, LATER]))
    texts = {f"text_{role}": _text(rows, role, trim) for role in roles}
    chosen = rows.select("file", "row", "shape", "elsewhere", **texts)
    return chosen.order_by("file", "row").limit(MOST)


def sums_of(facts: ir.Table, weights: ir.Table, asked: Pass) -> ir.Table:
    """For each group the sums of its facts' counts times their rows of the weights."""
    chosen = facts.select(
        group=facts[asked.group], across=facts[asked.across], count=facts[asked.count]
    )
    both = chosen.join(weights, chosen.across == weights.at)
    parts = [name for name in weights.columns if name != "at"]
    return both.group_by("group").aggregate(
        **{name: (both["count"] * both[name]).sum() for name in parts}
    )


def _key(value: ir.Value, role: str, trim: Trim) -> ir.Value:
    kind = value.type()
    if kind.is_string():
        return _text_key(value.fill_null(""), role, trim)
    if role in _DAYS and (kind.is_date() or kind.is_timestamp()):
        return _day_key(value)
    return _written(value)


def _text_key(text: ir.StringValue, role: str, trim: Trim) -> ir.Value:
    short = (text.length() > LONGEST_NAME, trim(text, SPACES).left(LONGEST_NAME + 1))
    cases = [(text.contains(BROKEN), BROKEN), short]
    if role in _DAYS:  # a time of day would make every text another
        starts = text.left(1)
        digit = (starts >= "0") & (starts <= "9")
        cases.append(((text.length() > DATE_LENGTH) & digit, text.left(DATE_LENGTH)))
    return ibis.cases(*cases, else_=text)


def _day_key(value: ir.Value) -> ir.Value:
    first, last = ibis.literal(NO_DAY), ibis.literal(date.max)
    return ibis.least(ibis.greatest(value.cast("date").fill_null(NO_DAY), first), last)


def _written(value: ir.Value) -> ir.Value:
    """A number or whatever else as one would write it."""
    kind = value.type()
    text = value.cast("string")
    if kind.is_floating() or kind.is_decimal():
        whole = (value == value.floor()) & (value.abs() < _SURE)
        text = whole.ifelse(value.cast("int64").cast("string"), text)
    return text.fill_null("")


def _text(rows: ir.Table, role: str, trim: Trim) -> ir.Value:
    """What is shown of a cell: enough to say the same of it as of its key."""
    value = rows[role]
    if not value.type().is_string():
        key = rows[f"key_{role}"]
        return (
            (key == ibis.literal(NO_DAY)).ifelse("", key.cast("string"))
            if key.type().is_date()
            else key
        )
    text = value.fill_null("")
    long = text.length() > CLIP
    return ibis.cases(
        (long & text.contains(BROKEN), BROKEN),
        (long, trim(text, SPACES).left(LONGEST_NAME + 1)),
        else_=text,
    )
