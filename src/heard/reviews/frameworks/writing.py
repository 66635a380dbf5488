"""A framework as a file: the same bytes for the same framework."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from heard.reviews.frameworks.document import FORMAT, ONE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from heard.reviews.frameworks.document import CriterionText, FrameworkText

FORMATS = ("yaml", "toml")
_WIDTH = 100


class _Inline(list[str]):
    """A list that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes short lists on one line."""


_Dumper.add_representer(
    _Inline,
    lambda dumper, items: dumper.represent_sequence(
        "tag:yaml.org,2002:seq", items, flow_style=True
    ),
)


def framework_write(framework: FrameworkText, form: str) -> bytes:
    """The framework as YAML or TOML, to be read again as the same."""
    text = _yaml(framework) if form == "yaml" else _toml(framework)
    return text.encode()


def _number(weight: Decimal) -> float | int:
    return int(weight) if weight == weight.to_integral_value() else float(weight)


def _yaml(framework: FrameworkText) -> str:
    told: dict[str, Any] = {
        "format": FORMAT,
        "code": framework.code,
        "name": framework.name,
        "about": framework.about,
        "dimensions": [
            {
                "code": part.code,
                "name": part.name,
                "about": part.about,
                "criteria": [_criterion(one) for one in part.criteria],
            }
            for part in framework.dimensions
        ],
    }
    return yaml.dump(told, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


def _criterion(one: CriterionText) -> dict[str, Any]:
    told: dict[str, Any] = {"code": one.code, "name": one.name, "good": one.good}
    if one.question:
        told["question"] = one.question
    if one.weight != ONE:
        told["weight"] = _number(one.weight)
    return told | {
        "evidence": _Inline(one.evidence),
        "levels": dict(enumerate(one.levels)),
    }


def _toml(framework: FrameworkText) -> str:
    return "\n".join(_toml_lines(framework)) + "\n"


def _toml_lines(framework: FrameworkText) -> Iterator[str]:
    yield f"format = {_quoted(FORMAT)}"
    for key in ("code", "name", "about"):
        yield f"{key} = {_quoted(getattr(framework, key))}"
    for part in framework.dimensions:
        yield from ("", "[[dimensions]]")
        for key in ("code", "name", "about"):
            yield f"{key} = {_quoted(getattr(part, key))}"
        for one in part.criteria:
            yield from ("", "[[dimensions.criteria]]")
            for key in ("code", "name", "good", "question"):
                if words := getattr(one, key):
                    yield f"{key} = {_quoted(words)}"
            if one.weight != ONE:
                yield f"weight = {one.weight}"
            yield f"evidence = [{', '.join(_quoted(kind) for kind in one.evidence)}]"
            yield "[dimensions.criteria.levels]"
            for level, words in enumerate(one.levels):
                yield f"{level} = {_quoted(words)}"


def _quoted(words: str) -> str:
    """A basic string of TOML."""
    plain = words.replace("\\", "\\\\").replace('"', '\\"')
    plain = plain.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return (
        '"'
        + "".join(one if one >= " " and one != "\x7f" else f"\\u{ord(one):04x}" for one in plain)
        + '"'
    )
