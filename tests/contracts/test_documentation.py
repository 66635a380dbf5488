"""What can be used is documented: verbs, settings, flags, decisions."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from heard.analysis.readings import _NAMES, TELEPHONE
from heard.cli import VERBS, build_parser
from heard.environment import VARIABLES
from heard.ingest.marks import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).resolve().parents[2]
DOCS = CHECKOUT / "docs"


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda variable: variable.name)
def test_setting_is_documented(variable):
    assert f"`{variable.name}`" in (DOCS / "reference" / "settings.md").read_text()


def verb_section(verb: str) -> str:
    """What the reference says of a verb."""
    text = (DOCS / "reference" / "command-line.md").read_text()
    return text.split(f"\n## heard {verb}\n")[1].split("\n## ")[0]


def verb_parser(verb: str) -> argparse.ArgumentParser:
    """The parser of a verb's own words."""
    parser = build_parser(verb)
    subs = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return subs.choices[verb]


def options(parser: argparse.ArgumentParser) -> set[str]:
    """Long options of a parser and of its sub-verbs, with what may be chosen for each."""
    found = set()
    for action in parser._actions:
        found |= {name for name in action.option_strings if name.startswith("--")}
        found |= set(action.choices or ())
        if isinstance(action, argparse._SubParsersAction):
            for sub in action.choices.values():
                found |= options(sub)
    return found - {"--help"}


@pytest.mark.parametrize("verb", VERBS)
def test_verb_and_its_options_are_documented(verb):
    section = verb_section(verb)
    words = set(re.findall(r"[\w-]+", section))
    assert not options(verb_parser(verb)) - words


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "manage"])
def test_no_option_is_documented_that_is_not_there(verb):
    assert not set(re.findall(r"--[a-z][\w-]*", verb_section(verb))) - options(verb_parser(verb))


def commands() -> list[tuple[str, str]]:
    """Every whole command in a block of code of a document, with the document."""
    pages = [*sorted(DOCS.rglob("*.md")), CHECKOUT / "README.md"]
    return [
        (str(page.relative_to(CHECKOUT)), line.strip())
        for page in pages
        for line in re.findall(r"^(?: {3,}|\$ )?(heard .+)$", page.read_text(), re.MULTILINE)
        if not re.search(r"[\[|…]", line)
    ]


@pytest.mark.parametrize(("page", "line"), commands())
def test_commands_in_documents_make_sense(page, line):
    words = shlex.split(line.replace("...", ""), comments=True)[1:]
    build_parser(words[0]).parse_args(words)


def flag_words() -> set[str]:
    """Every word that the code puts among flags or a comparison's notes, by reading the code."""
    found = set()
    for folder in ("analysis", "measures"):
        for path in (CHECKOUT / "src" / "heard" / folder).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                for value in flag_values(node):
                    found |= set(said(value))
    starts = {"mark:": MARKS, "mostly-": ways_but_telephone()}
    whole = {start + end for start, ends in starts.items() if start in found for end in ends}
    plain = {word for word in found if re.fullmatch(r"[a-z][a-z-]+[a-z]", word)}
    return whole | plain


def said(value: ast.AST) -> Iterator[str]:
    """The words in an expression, but for those that it only compares with."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    if not isinstance(value, ast.Compare):
        for part in ast.iter_child_nodes(value):
            yield from said(part)


def flag_values(node: ast.AST) -> list[ast.expr]:
    """What this piece of code assigns to, hands over as, or gives back as flags or notes."""
    names = {"flags", "notes"}
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in names:
            return [value]
        case ast.AugAssign(target=ast.Name(id=name), value=value) if name in names:
            return [value]
        case ast.keyword(arg=name, value=value) if name in names:
            return [value]
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append")) if name in names:
            return node.args
        case ast.FunctionDef(name=name) if "flags" in name:
            return [
                one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value
            ]
    return []


def ways_but_telephone() -> set[str]:
    """Ways of being asked, as flags spell them."""
    return {way.replace(" ", "-") for way in {*_NAMES.values(), "other"} - {TELEPHONE}}


def test_flags_are_documented_and_nothing_else_is():
    text = (DOCS / "reference" / "flags.md").read_text()
    documented = set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE))
    assert documented == flag_words()


def test_environment_is_read_in_one_module():
    readers = [
        path
        for path in (CHECKOUT / "src").rglob("*.py")
        if re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text())
    ]
    assert {path.name for path in readers} <= {"environment.py", "doctor.py"}


def test_links_between_documents_lead_somewhere():
    pages = [*DOCS.rglob("*.md"), CHECKOUT / "README.md"]
    broken = [
        f"{page.relative_to(CHECKOUT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text())
        if "://" not in target and not target.startswith("mailto:")
        if not (page.parent / target).exists()
    ]
    assert not broken


def test_decisions_are_numbered_once():
    numbers = [path.name[:4] for path in sorted((DOCS / "adr").glob("[0-9]*.md"))]
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]
