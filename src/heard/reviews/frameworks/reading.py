"""A framework from a file, with everything that is wrong with it, line by line."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from heard.errors import BadInputError, Fault
from heard.reviews.frameworks.checking import Table, listed
from heard.reviews.frameworks.document import (
    CRITERION_KEYS,
    DIMENSION_KEYS,
    FORMAT,
    FRAMEWORK_KEYS,
    LONGEST_DIMENSION_NAME,
    LONGEST_NAME,
    LONGEST_QUESTION,
    LONGEST_TEXT,
    MOST_BYTES,
    MOST_CRITERIA,
    MOST_DIMENSIONS,
    CriterionText,
    DimensionText,
    FrameworkText,
)
from heard.reviews.frameworks.nodes import Faults, MarkedError
from heard.reviews.frameworks.toml_nodes import toml_nodes
from heard.reviews.frameworks.yaml_nodes import yaml_nodes

if TYPE_CHECKING:
    from heard.reviews.frameworks.nodes import Node

_READERS = {".yaml": yaml_nodes, ".yml": yaml_nodes, ".toml": toml_nodes}


def framework_read(data: bytes, *, file: str) -> FrameworkText:
    """What the file says. Its name tells whether it is YAML or TOML.

    Raises:
        BadInputError: with the line, the problem and the mend of each fault.
    """
    tree = _tree(data, file)
    faults = Faults(file)
    found = _framework(Table(tree, faults, _("the framework")), faults)
    faults.settle()
    return found


def _tree(data: bytes, file: str) -> Node:
    reader = _READERS.get(PurePath(file).suffix.lower())
    if reader is None:
        problem = _("A framework is a YAML or a TOML file.")
        raise BadInputError([Fault(file, "", problem, _("Name it .yaml or .toml."))])
    if len(data) > MOST_BYTES:
        problem = _("The file has over %(most)s bytes.") % {"most": f"{MOST_BYTES:,}"}
        raise BadInputError([Fault(file, "", problem, _("A framework needs far fewer."))])
    faults = Faults(file)
    try:
        tree = reader(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        faults.add(line, _("A letter can’t be read."), _("Save the file as UTF-8."))
    except MarkedError as error:
        faults.add(error.line, error.problem, error.mend)
    else:
        return tree
    faults.settle()
    raise AssertionError  # a fault was added just now


def _framework(top: Table, faults: Faults) -> FrameworkText:
    if top.node.keys is None:
        faults.add(top.node.line, _("This isn’t a framework."), _("Compare it with an export."))
        return FrameworkText("", "", "", ())
    top.known(*FRAMEWORK_KEYS)
    if top.text("format", most=60) not in {FORMAT, ""}:
        line = top.line("format")
        faults.add(line, _("The format isn’t known."), _("Write format: %s.") % FORMAT)
    dimensions = tuple(
        _dimension(Table(one, faults, _("the dimension")), faults)
        for one in top.items("dimensions", most=MOST_DIMENSIONS)
    )
    found = FrameworkText(
        top.code("code"),
        top.text("name", most=LONGEST_NAME),
        top.text("about", most=LONGEST_TEXT, needed=False),
        dimensions,
    )
    if len(found.criteria) > MOST_CRITERIA:
        problem = _("There are over %(most)s criteria.") % {"most": MOST_CRITERIA}
        faults.add(top.line("dimensions"), problem, _("A landlord answers each: leave some out."))
    _said_once(top.items("dimensions", quiet=True), faults, _("dimension"))
    _said_once(_all_criteria(top), faults, _("criterion"))
    return found


def _dimension(table: Table, faults: Faults) -> DimensionText:
    table.known(*DIMENSION_KEYS)
    return DimensionText(
        table.code("code"),
        table.text("name", most=LONGEST_DIMENSION_NAME),
        table.text("about", most=LONGEST_TEXT, needed=False),
        tuple(
            _criterion(Table(one, faults, _("the criterion")))
            for one in table.items("criteria", most=MOST_CRITERIA)
        ),
    )


def _criterion(table: Table) -> CriterionText:
    table.known(*CRITERION_KEYS)
    return CriterionText(
        code=table.code("code"),
        name=table.text("name", most=LONGEST_NAME),
        good=table.text("good", most=LONGEST_TEXT),
        question=table.text("question", most=LONGEST_QUESTION, needed=False),
        weight=table.weight("weight"),
        evidence=table.kinds("evidence"),
        levels=table.levels("levels"),
    )


def _all_criteria(top: Table) -> list[Node]:
    return [
        one
        for part in top.items("dimensions", quiet=True)
        for one in listed((part.keys or {}).get("criteria"))
    ]


def _said_once(nodes: list[Node], faults: Faults, what: str) -> None:
    """Each code once in the whole file: answers and practices go by it."""
    first: dict[str, int] = {}
    for node in nodes:
        code = (node.keys or {}).get("code")
        if code is None or not code.text:
            continue
        if code.text in first:
            problem = _("The code “%(code)s” was given to the %(what)s of line %(line)s.") % {
                "code": code.text,
                "what": what,
                "line": first[code.text],
            }
            faults.add(code.line, problem, _("Give this one a code of its own."))
        else:
            first[code.text] = code.line
