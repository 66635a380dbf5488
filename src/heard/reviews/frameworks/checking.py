"""Checks of one table of a framework's file: each gives the value of a key, or tells a fault."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from heard.reviews.frameworks.document import (
    CODE,
    LEAST_WEIGHT,
    LONGEST_CODE,
    LONGEST_TEXT,
    MOST_WEIGHT,
    ONE,
    WEIGHT_PLACES,
    weight_plain,
)
from heard.reviews.models import EvidenceKind
from heard.reviews.models.frameworks import LEVELS

if TYPE_CHECKING:
    from decimal import Decimal

    from heard.reviews.frameworks.nodes import Faults, Node


def listed(node: Node | None) -> list[Node]:
    """What stands in a list; nothing where there is none."""
    return (node.items or []) if node is not None else []


class Table:
    """A table of keys and values, whose faults are kept with their lines."""

    def __init__(self, node: Node, faults: Faults, what: str) -> None:
        self.node, self.faults, self.what = node, faults, what
        if node.keys is None:
            problem = _("Here stands %(kind)s, not %(what)s.") % {"kind": node.kind, "what": what}
            faults.add(node.line, problem, _("Write keys and values, such as code and name."))

    def line(self, key: str) -> int:
        """Where a key stands; where it is lacking, its table."""
        return self.node.key_lines.get(key, self.node.line)

    def known(self, *names: str) -> None:
        """Nothing but these keys, each once."""
        for key in self.node.keys or {}:
            if key not in names:
                near = difflib.get_close_matches(key, names, n=1)
                mend = (
                    _("Did you mean “%(near)s”?") % {"near": near[0]}
                    if near
                    else _("Take it out. Known are %(names)s.") % {"names": ", ".join(names)}
                )
                problem = _("“%(key)s” isn’t known here.") % {"key": key[:60]}
                self.faults.add(self.line(key), problem, mend)
        for one in self.node.twice:
            problem = _("“%(key)s” stands at line %(line)s already.") % {
                "key": one.key[:60],
                "line": one.first,
            }
            self.faults.add(one.line, problem, _("Keep one of the two."))

    def text(self, key: str, *, most: int, needed: bool = True) -> str:
        """Words, without the spaces around them."""
        node = self._value(key, needed=needed)
        if node is None:
            return ""
        if node.text is None and not needed and node.is_nothing:
            return ""
        if node.text is None:
            problem = _("“%(key)s” is %(kind)s, not text.") % {"key": key, "kind": node.kind}
            self.faults.add(node.line, problem, _("Put it in quotes."))
            return ""
        words = node.text.strip()
        if needed and not words:
            self._lacking(key)
        if "\x00" in words:
            problem = _("There is a character that can’t be shown.")
            self.faults.add(node.line, problem, _("Take it out, or type the line anew."))
        if len(words) > most:
            problem = _("“%(key)s” has %(count)s characters; there is room for %(most)s.") % {
                "key": key,
                "count": len(words),
                "most": most,
            }
            self.faults.add(node.line, problem, _("Shorten it."))
        return words

    def code(self, key: str) -> str:
        """A code by which others call this: it never changes."""
        words = self.text(key, most=LONGEST_CODE)
        if words and not re.match(CODE, words):
            problem = _("“%(code)s” can’t be a code.") % {"code": words[:60]}
            mend = _("Use small letters a to z, digits, and single hyphens between them.")
            self.faults.add(self.line(key), problem, mend)
        return words

    def items(self, key: str, *, most: int = 0, quiet: bool = False) -> list[Node]:
        """A list with at least one thing in it."""
        node = (self.node.keys or {}).get(key)
        if quiet:
            return listed(node)
        if node is None or node.items == []:
            self._lacking(key)
            return []
        if node.items is None:
            problem = _("“%(key)s” is %(kind)s, not a list.") % {"key": key, "kind": node.kind}
            self.faults.add(node.line, problem, _("Start each of them with a hyphen."))
            return []
        if len(node.items) > most:
            problem = _("“%(key)s” has over %(most)s entries.") % {"key": key, "most": most}
            self.faults.add(node.line, problem, _("Leave some out."))
        return node.items[:most]

    def weight(self, key: str) -> Decimal:
        """How much a criterion counts; 1 unless it says so."""
        node = (self.node.keys or {}).get(key)
        if node is None:
            return ONE
        if node.number is None:
            problem = _("“weight” is %(kind)s, not a number.") % {"kind": node.kind}
            self.faults.add(node.line, problem, _("Write a number, such as 1 or 0.5."))
            return ONE
        if not LEAST_WEIGHT <= node.number <= MOST_WEIGHT:
            problem = _("A weight of %(said)s can’t be.") % {"said": node.said[:40]}
            mend = _("Write a number from %(least)s to %(most)s.") % {
                "least": LEAST_WEIGHT,
                "most": MOST_WEIGHT,
            }
            self.faults.add(node.line, problem, mend)
            return ONE
        plain = weight_plain(node.number)
        if -int(plain.as_tuple().exponent) > WEIGHT_PLACES:
            problem = _("The weight %(said)s has too many decimals.") % {"said": node.said[:40]}
            self.faults.add(node.line, problem, _("Three are enough."))
            return ONE
        return plain

    def kinds(self, key: str) -> tuple[str, ...]:
        """The kinds of evidence that show a criterion."""
        found: list[str] = []
        for node in self.items(key, most=len(EvidenceKind.values)):
            words = node.text or ""
            if words in found:
                problem = _("“%(word)s” stands twice.") % {"word": words}
                self.faults.add(node.line, problem, _("Keep one of the two."))
            elif words not in EvidenceKind.values:
                near = difflib.get_close_matches(words, EvidenceKind.values, n=1)
                problem = _("“%(word)s” isn’t a kind of evidence.") % {"word": node.said[:60]}
                known = ", ".join(near or EvidenceKind.values)
                self.faults.add(node.line, problem, _("Known are: %(known)s.") % {"known": known})
            else:
                found.append(words)
        return tuple(found)

    def levels(self, key: str) -> tuple[str, ...]:
        """What each level looks like in words, from 0 up."""
        node = self._value(key, needed=True)
        if node is None:
            return ()
        if node.keys is None:
            problem = _("“levels” is %(kind)s, not a table.") % {"kind": node.kind}
            self.faults.add(node.line, problem, _("Write 0 to 4, each with its words."))
            return ()
        inner = Table(node, self.faults, _("the levels"))
        inner.known(*(str(level) for level in LEVELS))
        for level in LEVELS:
            if str(level) not in node.keys:
                problem = _("Level %(level)s is missing.") % {"level": level}
                mend = _("Say what it looks like: a level without words can’t be given fairly.")
                self.faults.add(self.line(key), problem, mend)
        given = [str(level) for level in LEVELS if str(level) in node.keys]
        return tuple(inner.text(level, most=LONGEST_TEXT) for level in given)

    def _value(self, key: str, *, needed: bool) -> Node | None:
        node = (self.node.keys or {}).get(key)
        if node is None and needed and self.node.keys is not None:
            self._lacking(key)
        return node

    def _lacking(self, key: str) -> None:
        problem = _("There is no “%(key)s” for %(what)s.") % {"key": key, "what": self.what}
        self.faults.add(self.line(key), problem, _("Add it."))
