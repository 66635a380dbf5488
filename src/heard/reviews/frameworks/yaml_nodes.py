"""YAML as nodes with lines. Built from the parser's events: no object is ever made by a tag.

References:
    YAML 1.1 (yaml.org/type), whose plain scalars PyYAML resolves.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import yaml
from django.utils.translation import gettext as _

from heard.reviews.frameworks.nodes import MOST_DEEP, MOST_VALUES, MarkedError, Node, Twice

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = "tag:yaml.org,2002:"
_TEXT, _WHOLE, _BROKEN = f"{_TAG}str", f"{_TAG}int", f"{_TAG}float"


def yaml_nodes(text: str) -> Node:
    """The document as a node.

    Raises:
        MarkedError: it isn't YAML, or says things that no framework needs.
    """
    try:
        events = _one_document(yaml.parse(text, Loader=yaml.SafeLoader))
        first = next(events, None)
        return _Building(events).node(first, 1) if first else Node(1)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position or 0)) + 1
        problem = _("There is a character that can’t be shown.")
        raise MarkedError(line, problem, _("Take it out, or type the line anew.")) from error
    except yaml.MarkedYAMLError as error:
        raise _in_words(error) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        problem = _("This isn’t YAML that can be read.")
        raise MarkedError(1, problem, _("Compare it with an exported file.")) from error


def _one_document(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                problem = _("A second document starts here.")
                mend = _("Put each framework into a file of its own.")
                raise MarkedError(_line(event), problem, mend)
        if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
            yield event


class _Building:
    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self.events = events
        self.left = MOST_VALUES
        self.resolver = yaml.resolver.Resolver()

    def node(self, event: yaml.Event, depth: int) -> Node:
        line = _line(event)
        self.left -= 1
        if depth > MOST_DEEP or self.left < 0:
            problem = _("There is more in this file, or deeper, than a framework holds.")
            raise MarkedError(line, problem, _("Compare it with an exported file."))
        if isinstance(event, yaml.AliasEvent):
            problem = _("“*%(name)s” stands for something said elsewhere.") % {"name": event.anchor}
            raise MarkedError(line, problem, _("Write it out: a framework is read line by line."))
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, line)
        self.refuse_tag(event, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(line, items=[self.node(one, depth + 1) for one in self.inner()])
        return self.mapping(line, depth)

    def inner(self) -> Iterator[yaml.Event]:
        for event in self.events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield event

    def mapping(self, line: int, depth: int) -> Node:
        keys: dict[str, Node] = {}
        found = Node(line, keys=keys)
        for event in self.inner():
            at = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                problem = _("What stands before the colon isn’t a word.")
                raise MarkedError(at, problem, _("Write a key, such as name."))
            key = event.value
            value = self.node(next(self.events), depth + 1)
            if key in keys:
                found.twice.append(Twice(key, at, found.key_lines[key]))
                continue
            keys[key], found.key_lines[key] = value, at
        return found

    def scalar(self, event: yaml.ScalarEvent, line: int) -> Node:
        tag = event.tag
        if tag is None or tag == "!":
            implicit = (True, False) if event.implicit[0] and tag is None else (False, True)
            tag = self.resolver.resolve(yaml.ScalarNode, event.value, implicit)  # type: ignore[no-untyped-call] # not typed upstream
        else:
            self.refuse_tag(event, line)
        said = event.value
        if tag == _TEXT:
            return Node(line, text=said, said=said)
        if tag in {_WHOLE, _BROKEN}:
            return Node(line, number=_number(said), said=said)
        return Node(line, said=said)

    @staticmethod
    def refuse_tag(event: yaml.Event, line: int) -> None:
        tag = getattr(event, "tag", None)
        if tag not in {None, "!"}:
            problem = _("“%(tag)s” is a tag, which frameworks don’t use.") % {
                "tag": str(tag).replace(_TAG, "!!")[:60]
            }
            raise MarkedError(line, problem, _("Leave the word that starts with ! out."))


def _number(said: str) -> Decimal | None:
    """The number as everybody reads it: no octal, no base 60, no infinity."""
    try:
        number = Decimal(said)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _line(event: yaml.Event) -> int:
    return int(getattr(event.start_mark, "line", 0)) + 1


def _in_words(error: yaml.MarkedYAMLError) -> MarkedError:
    marks = [mark for mark in (error.problem_mark, error.context_mark) if mark is not None]
    line = int(getattr(marks[0], "line", 0)) + 1 if marks else 1
    told = error.problem or ""
    if "'\\t'" in told:
        problem = _("A tab stands where only spaces may.")
        return MarkedError(line, problem, _("Indent with spaces, two for each step."))
    if "mapping values are not allowed" in told:
        problem = _("A colon with a space after it makes this look like a key within a value.")
        return MarkedError(line, problem, _("Put the whole value in quotes."))
    problem = _("The file can’t be read as YAML from here on: %(told)s.") % {"told": told}
    mend = _("Look at the indent and the quotes of this line and of the one before it.")
    return MarkedError(line, problem, mend)
