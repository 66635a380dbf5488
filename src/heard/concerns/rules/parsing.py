"""From a TOML text to packs, or to everything that is wrong with it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast, get_args

from heard.analysis.clocks import Extension, Hazard, Limit, Rule, RulePack, Source
from heard.analysis.clocks.rules import TENURES, Basis, Unit, Who
from heard.concerns.rules.fields import Fields
from heard.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_UNITS = {
    unit.replace("-", " ").removesuffix("s") + plural: cast("Unit", unit)
    for unit in get_args(Unit)
    for plural in ("", "s")
}
_MOST = 400  # more of any unit is a slip of the finger
_PACK = {"code", "name", "basis", "versions", "bank_holidays"}
_VERSION = {"version", "from", "until", "transition", "confirmed", "source", "hazards", "rules"}
_RULE = {
    "code", "name", "duty", "who", "within", "starts", "or_else", "stops", "lapses", "needs",
    "dated_by", "after", "again", "may_pause", "extension", "tenures", "listed_hazards",
    "not_hazards", "clause",
}  # fmt: skip
_EXTENSION = {"most", "needs_reason", "times", "clause"}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text holds. With faults, nothing of it may be used."""

    packs: tuple[RulePack, ...]
    bank_holidays: Mapping[date, str]
    faults: tuple[Fault, ...]


def parse(text: str, *, file: str, code: str = "") -> Parsed:
    """Read a text of rules; `code` is the one that it must have, if any."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Parsed((), {}, (Fault(file, "", f"{error}.", "Mend the line as TOML writes it."),))
    fields = Fields.of(text, file, data)
    fields.only(_PACK)
    found = fields.word("code")
    if code and found and found != code:
        fields.fault("code", f"The code is {found!r}.", f'Write code = "{code}".')
    fields.word("name")
    fields.choice("basis", get_args(Basis))
    bank_holidays = _bank_holidays(fields)
    packs = [_version(fields, version, found) for version in fields.tables("versions", least=1)]
    packs = _in_turn(fields, packs)
    return Parsed(tuple(packs), bank_holidays, tuple(fields.faults))


def _bank_holidays(fields: Fields) -> dict[date, str]:
    """Days off that the pack adds."""
    found: dict[date, str] = {}
    for entry in fields.tables("bank_holidays"):
        entry.only({"on", "name"})
        day, name = entry.day("on"), entry.word("name")
        if day:
            found[day] = name
    return found


def _version(pack: Fields, version: Fields, code: str) -> RulePack:
    """One version of a pack."""
    version.only(_VERSION)
    since, until = version.day("from"), version.day("until", needed=False)
    if since and until and until <= since:
        version.fault(
            "until", "It ends before it begins.", "Write the first day that doesn't count."
        )
    source = _source(version)
    rules = [_rule(fields, code, source) for fields in version.tables("rules", least=1)]
    _check_rules(version, rules)
    return RulePack(
        code=code,
        name=pack.read("name"),
        version=version.word("version"),
        basis=cast("Basis", pack.read("basis")),
        since=since or version.nowhere,
        until=until,
        source=source,
        rules=tuple(rules),
        hazards=tuple(_hazard(fields) for fields in version.tables("hazards")),
        confirmed=version.flag("confirmed", default=True),
        transition=version.word("transition", needed=False),
    )


def _source(version: Fields) -> Source:
    """Where the rules of a version stand."""
    source = version.table("source")
    source.only({"title", "url"})
    return Source(source.word("title"), source.word("url", needed=False))


def _hazard(fields: Fields) -> Hazard:
    """One hazard of the list."""
    fields.only({"code", "name", "from", "confirmed"})
    since = fields.day("from") or fields.nowhere
    confirmed = fields.flag("confirmed", default=True)
    return Hazard(fields.word("code"), fields.word("name"), since, confirmed)


def _rule(fields: Fields, pack: str, source: Source) -> Rule:
    """One rule; its code and the one it comes after get the pack's code in front."""
    fields.only(_RULE)
    within = _limit(fields, "within")
    after = fields.word("after", needed=False)
    clause = fields.word("clause", needed=False)
    return Rule(
        code=f"{pack}.{fields.code('code')}",
        name=fields.word("name"),
        duty=fields.word("duty"),
        who=cast("Who", fields.choice("who", get_args(Who))),
        within=within or Limit(1, "days"),
        starts=fields.kinds("starts", least=1),
        stops=fields.kinds("stops", least=1),
        source=replace(source, clause=clause),
        or_else=fields.kinds("or_else"),
        lapses=fields.kinds("lapses"),
        needs=fields.kinds("needs"),
        dated_by=fields.kinds("dated_by"),
        after=f"{pack}.{after}" if after else "",
        again=fields.flag("again", default=True),
        may_pause=fields.flag("may_pause", default=False),
        extension=_extension(fields, within, source),
        tenures=fields.choices("tenures", TENURES),
        listed_hazards=fields.flag("listed_hazards", default=False),
        not_hazards=fields.words("not_hazards"),
    )


def _extension(rule: Fields, within: Limit | None, source: Source) -> Extension | None:
    """How far a rule lets its deadline be put off."""
    if not rule.has("extension"):
        return None
    fields = rule.table("extension")
    fields.only(_EXTENSION)
    most = _limit(fields, "most")
    if most and within and most.unit != within.unit:
        fields.fault(
            "most", "It counts in another unit than within.", f"Write it in {within.unit}."
        )
    clause = fields.word("clause", needed=False)
    return Extension(
        most=most.number if most else 0,
        source=replace(source, clause=clause),
        needs_reason=fields.flag("needs_reason", default=True),
        times=fields.number("times") if fields.has("times") else None,
    )


def _limit(fields: Fields, name: str) -> Limit | None:
    """A length such as "10 working days"."""
    words = fields.word(name)
    number, _, unit = words.partition(" ")
    if number.isascii() and number.isdigit() and unit in _UNITS and 0 < int(number) <= _MOST:
        return Limit(int(number), _UNITS[unit])
    if words:
        problem = f"{words!r} is no length of time."
        fields.fault(
            name, problem, 'Write it as "10 working days", "5 days", "12 weeks" or "24 hours".'
        )
    return None


def _check_rules(version: Fields, rules: list[Rule]) -> None:
    """Rules of a version must differ in code, and name each other rightly."""
    codes = [rule.code for rule in rules]
    for place, rule in enumerate(rules):
        at: tuple[Any, ...] = ("rules", place)
        if rule.code in codes[:place]:
            version.fault_at((*at, "code"), "The code is there twice.", "Give each rule its own.")
        if rule.after and (rule.after not in codes or rule.after == rule.code):
            version.fault_at((*at, "after"), "It names no other rule.", "Write a rule's code.")
        both = set(rule.starts) & (set(rule.stops) | set(rule.lapses))
        if both:
            problem = f"{min(both)!r} both starts and ends it."
            version.fault_at((*at, "stops"), problem, "Keep it in one of them.")


def _in_turn(fields: Fields, packs: list[RulePack]) -> list[RulePack]:
    """Versions oldest first, each ending where the next begins unless it ends before."""
    packs = sorted(packs, key=lambda pack: pack.since)
    for earlier, later in pairwise(packs):
        if earlier.since == later.since or (earlier.until and earlier.until > later.since):
            problem = f"Versions {earlier.version!r} and {later.version!r} overlap."
            fields.fault("versions", problem, "Let one end where the next begins.")
    ends = [pack.since for pack in packs[1:]]
    return [
        replace(pack, until=pack.until or (ends[place] if place < len(ends) else None))
        for place, pack in enumerate(packs)
    ]
