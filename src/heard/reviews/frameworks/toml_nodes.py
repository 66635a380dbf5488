"""TOML as nodes with lines.

Python's reader says what a file holds but not where. Each statement is read by itself, from the
line on which it starts, and put where its table stands.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from heard.reviews.frameworks.nodes import MOST_DEEP, MarkedError, Node

MOST_LINES = 10_000
LONGEST_STATEMENT = 80  # lines
_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_END = re.compile(r"\(at end of document\)")


def toml_nodes(text: str) -> Node:
    """The document as a node.

    Raises:
        MarkedError: it isn't TOML.
    """
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        problem = _("The file has over %(most)s lines.") % {"most": MOST_LINES}
        raise MarkedError(MOST_LINES, problem, _("A framework needs far fewer."))
    _parsed(text, len(lines))
    top = here = Node(1, keys={})
    at = 0
    while at < len(lines):
        bare = lines[at].strip()
        if not bare or bare.startswith("#"):
            at += 1
            continue
        read, used = _statement(lines, at)
        line = at + 1
        if bare.startswith("["):
            here = _table(top, read, line, many=bare.startswith("[["))
        else:
            _put(here, read, line, 0)
        at += used
    return top


def _parsed(text: str, lines: int) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        told = str(error)
        found = _PLACE.search(told)
        line = int(found[1]) if found else lines
        words = _END.sub("", _PLACE.sub("", told)).strip()
        if "Cannot overwrite" in told or "Cannot declare" in told or "mutate" in told:
            problem = _("A key is given for the second time, or a table is opened again.")
            raise MarkedError(line, problem, _("Keep one of the two.")) from error
        problem = _("The file can’t be read as TOML from here on: %(told)s.") % {"told": words}
        mend = _("Look at the quotes and brackets of this line and of the one before it.")
        raise MarkedError(line, problem, mend) from error
    except (RecursionError, ValueError, ArithmeticError) as error:
        problem = _("This isn’t TOML that can be read.")
        raise MarkedError(1, problem, _("Compare it with an exported file.")) from error


def _statement(lines: list[str], at: int) -> tuple[dict[str, Any], int]:
    """What the statement that starts on a line says, and how many lines it takes.

    The whole file was read before, so the first lines that can be read by themselves are it.
    """
    for used in range(1, LONGEST_STATEMENT + 1):
        try:
            return tomllib.loads("\n".join(lines[at : at + used]), parse_float=Decimal), used
        except (tomllib.TOMLDecodeError, RecursionError, ValueError):
            continue
    problem = _("One value runs over more than %(most)s lines.") % {"most": LONGEST_STATEMENT}
    raise MarkedError(at + 1, problem, _("Shorten it."))


def _table(top: Node, read: dict[str, Any], line: int, *, many: bool) -> Node:
    """The table that a heading opens; in an array of tables the last one, or a new one."""
    here, inner = top, read
    while inner:
        name, value = next(iter(inner.items()))
        last = not (value[0] if isinstance(value, list) else value)
        keys = here.keys if here.keys is not None else {}
        if last and many:
            found = keys.setdefault(name, Node(line, items=[]))
            here.key_lines.setdefault(name, line)
            fresh = Node(line, keys={})
            if found.items is not None:
                found.items.append(fresh)
            return fresh
        found = keys.setdefault(name, Node(line, keys={}))
        here.key_lines.setdefault(name, line)
        here = found.items[-1] if found.items else found
        inner = value
    return here


def _put(here: Node, read: dict[str, Any], line: int, depth: int) -> None:
    """Put what a statement says into a table; dotted keys into the tables that they name."""
    if here.keys is None:
        return
    for name, value in read.items():
        known = here.keys.get(name)
        here.key_lines.setdefault(name, line)
        if known is not None and isinstance(value, dict):
            _put(known, value, line, depth + 1)
        else:
            here.keys[name] = _node(value, line, depth + 1)


def _node(value: Any, line: int, depth: int) -> Node:
    if depth > MOST_DEEP:
        problem = _("There is more in this file, or deeper, than a framework holds.")
        raise MarkedError(line, problem, _("Compare it with an exported file."))
    if isinstance(value, dict):
        found = Node(line, keys={})
        _put(found, value, line, depth)
        return found
    if isinstance(value, list):
        return Node(line, items=[_node(one, line, depth + 1) for one in value])
    if isinstance(value, str):
        return Node(line, text=value, said=value)
    if isinstance(value, bool):
        return Node(line, said=str(value).lower())
    if isinstance(value, int | Decimal):
        number = Decimal(value)
        return Node(line, number=number if number.is_finite() else None, said=str(value))
    return Node(line, said=str(value))
