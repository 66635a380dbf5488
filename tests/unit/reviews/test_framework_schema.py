"""The published schema of framework files says what the reader takes."""

from __future__ import annotations

import copy
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from heard.errors import BadInputError
from heard.reviews.frameworks import (
    framework_read,
    framework_schema,
    framework_schema_file,
    shipped_file,
    starting_file,
)

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference"
SCHEMA = Draft202012Validator(framework_schema())


def words_of(data):
    """A file with every value as it is spelt."""
    return yaml.load(data, Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but words


BARE = words_of(starting_file())
BARE["dimensions"][0]["criteria"][0]["weight"] = 2


def test_published_schema_is_the_readers_own():
    Draft202012Validator.check_schema(framework_schema())
    assert (REFERENCE / "framework.schema.json").read_bytes() == framework_schema_file()


def test_example_in_the_documentation_is_the_file_to_start_from():
    text = (REFERENCE / "framework-files.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(format:.*?)```", text, re.DOTALL)[1].encode()
    assert example == starting_file()
    assert framework_read(example, file="example.yaml").code == "our-framework"


def test_what_ships_is_as_the_schema_says():
    assert not list(SCHEMA.iter_errors(words_of(shipped_file("health-check"))))
    assert not list(SCHEMA.iter_errors(BARE))


def criterion(framework):
    return framework["dimensions"][0]["criteria"][0]


FAULTS = {
    "unknown key": lambda it: it.update(version=2),
    "another format": lambda it: it.update(format="mine"),
    "no code": lambda it: it.pop("code"),
    "bad code": lambda it: it.update(code="Our Code"),
    "long code": lambda it: it.update(code="a" * 61),
    "number for a name": lambda it: it.update(name=2026),
    "blank name": lambda it: it.update(name="  "),
    "long name": lambda it: it.update(name="a" * 201),
    "long about": lambda it: it.update(about="a" * 4001),
    "list for about": lambda it: it.update(about=["a"]),
    "no dimensions": lambda it: it.update(dimensions=[]),
    "too many dimensions": lambda it: it.update(dimensions=it["dimensions"] * 31),
    "long name of a dimension": lambda it: it["dimensions"][0].update(name="a" * 121),
    "no criteria": lambda it: it["dimensions"][0].pop("criteria"),
    "long question": lambda it: criterion(it).update(question="a" * 301),
    "no good": lambda it: criterion(it).pop("good"),
    "no weight": lambda it: criterion(it).update(weight=0),
    "too much weight": lambda it: criterion(it).update(weight=1000),
    "words for a weight": lambda it: criterion(it).update(weight="much"),
    "unknown evidence": lambda it: criterion(it).update(evidence=["rumour"]),
    "evidence twice": lambda it: criterion(it).update(evidence=["metric", "metric"]),
    "no evidence": lambda it: criterion(it).update(evidence=[]),
    "a level missing": lambda it: criterion(it)["levels"].pop("3"),
    "a level too many": lambda it: criterion(it)["levels"].update({"5": "More."}),
    "a level without words": lambda it: criterion(it)["levels"].update({"2": ""}),
}
FINE = {
    "nothing about it": lambda it: it.update(about=None),
    "no question": lambda it: criterion(it).pop("question"),
    "longest name, with spaces": lambda it: it.update(name=f" {'a' * 200} "),
    "lines in words": lambda it: criterion(it).update(good="One.\n\nTwo.\n"),
    "least weight": lambda it: criterion(it).update(weight=0.001),
    "no weight said": lambda it: criterion(it).pop("weight"),
}


def told(change):
    """Whether the reader and the schema find a fault in the changed file."""
    changed = copy.deepcopy(BARE)
    change(changed)
    try:
        framework_read(yaml.safe_dump(changed).encode(), file="mine.yaml")
    except BadInputError:
        refused = True
    else:
        refused = False
    return refused, bool(list(SCHEMA.iter_errors(changed)))


@pytest.mark.parametrize("name", FAULTS)
def test_reader_and_schema_refuse_alike(name):
    assert told(FAULTS[name]) == (True, True)


@pytest.mark.parametrize("name", FINE)
def test_reader_and_schema_take_alike(name):
    assert told(FINE[name]) == (False, False)
