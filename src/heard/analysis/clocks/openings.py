"""Which facts start a clock and which end it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.analysis.clocks.words import london_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heard.analysis.clocks.happenings import Happening
    from heard.analysis.clocks.rules import Rule, RulePack


@dataclass(slots=True)
class Opening:
    """One time that a rule's clock ran, from what opened it to what ended it.

    `start` is missing while the clock waits for the step before. `root` decides which version of
    the rules governs. `later` is what was recorded about the clock meanwhile: pauses, extensions.
    """

    number: int
    opened: Happening
    root: Happening
    start: Happening | None
    stop: Happening | None = None
    lapse: Happening | None = None
    later: tuple[Happening, ...] = ()

    @property
    def has_ended(self) -> bool:
        """Whether nothing more is expected of it."""
        return self.stop is not None or self.lapse is not None


def openings(rule: Rule, pack: RulePack, facts: Sequence[Happening]) -> list[Opening]:
    """Each time that the rule's clock ran in a case, oldest first.

    The first start counts; while a clock runs, further starts change nothing. An end before any
    start is nobody's end.
    """
    before = pack.rule(rule.after) if rule.after else None
    kinds = rule.kinds | before.kinds if before else rule.kinds
    about = [
        fact
        for fact in facts
        if fact.kind in kinds and (not fact.clock or rule.is_named_by(fact.clock))
    ]
    begins = {id(fact) for fact in _starts(rule, about)}
    opens = ({id(fact) for fact in _starts(before, about)} if before else None) or begins
    tells = {id(fact) for fact in _first_present(rule.dated_by, about)}
    found: list[Opening] = []
    root: Happening | None = None
    for fact in about:
        last = found[-1] if found else None
        if id(fact) in tells and _is_new_root(rule, pack, root, last, facts):
            root = fact
        if id(fact) in opens and (last is None or _may_open(rule, pack, last, facts)):
            start = fact if id(fact) in begins else None
            found.append(Opening(len(found) + 1, fact, root or fact, start))
        elif last is None:
            continue
        elif id(fact) in begins:
            last.start = last.start or (None if last.has_ended else fact)
        else:
            _end(rule, last, fact)
    _give_later(found, about)
    return found


def _starts(rule: Rule, facts: Iterable[Happening]) -> list[Happening]:
    """Facts that start a rule: those that name it before those that don't, first choices first."""
    for kinds in (rule.starts, rule.or_else):
        found = [fact for fact in facts if fact.kind in kinds and rule.is_named_by(fact.clock)]
        if found:
            return [fact for fact in found if fact.clock] or found
    return []


def _end(rule: Rule, opening: Opening, fact: Happening) -> None:
    """Take a fact as the end of a clock, if it is one. The first end counts."""
    if fact.kind in rule.stops:
        opening.stop = opening.stop or fact
    elif fact.kind in rule.lapses or fact.kind == "lapsed":
        opening.lapse = opening.lapse or fact


def _first_present(kinds: Iterable[str], facts: Sequence[Happening]) -> list[Happening]:
    """Facts of the first of some kinds that the case has at all."""
    for kind in kinds:
        found = [fact for fact in facts if fact.kind == kind]
        if found:
            return found
    return []


def _may_open(rule: Rule, pack: RulePack, last: Opening, facts: Iterable[Happening]) -> bool:
    """Whether a further clock can start now.

    The last one must have ended, or have started before this version of the rules and so never
    have run. Where the rule needs a fact, such as a hazard, it must be a new one: reminding a
    landlord of what it knows doesn't start its time again.
    """
    ended = last.stop or last.lapse
    if not rule.again or not (ended or _is_before(pack, last.root)):
        return False
    return _needs_met_since(rule, ended or last.root, facts)


def _is_new_root(
    rule: Rule,
    pack: RulePack,
    root: Happening | None,
    last: Opening | None,
    facts: Iterable[Happening],
) -> bool:
    """Whether a fact decides anew which version governs, by the measure of `_may_open`."""
    if root is None:
        return True
    ended = (last.stop or last.lapse) if last else None
    if ended and ended.at > root.at:
        return _needs_met_since(rule, ended, facts)
    return _is_before(pack, root) and _needs_met_since(rule, root, facts)


def _is_before(pack: RulePack, fact: Happening) -> bool:
    """Whether a fact is older than this version of the rules."""
    return london_day(fact.at) < pack.since


def _needs_met_since(rule: Rule, since: Happening, facts: Iterable[Happening]) -> bool:
    """Whether what the rule needs came anew after a fact, if it needs anything."""
    return not rule.needs or any(fact.kind in rule.needs and fact.at > since.at for fact in facts)


def _give_later(found: Sequence[Opening], facts: Iterable[Happening]) -> None:
    """Give pauses and extensions to the clock that ran when they were made."""
    kinds = {"extended", "paused", "resumed"}
    meant = [fact for fact in facts if fact.kind in kinds]
    if not meant:
        return
    for place, opening in enumerate(found):
        after = found[place + 1].opened.at if place + 1 < len(found) else None
        opening.later = tuple(
            fact
            for fact in meant
            if fact.kind != "extended"
            or (opening.opened.at <= fact.at and (after is None or fact.at < after))
        )
