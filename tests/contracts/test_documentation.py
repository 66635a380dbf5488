"""What can be used is documented: verbs, settings, flags, decisions."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from heard.cli import VERBS, build_parser
from heard.environment import VARIABLES

CHECKOUT = Path(__file__).resolve().parents[2]
DOCS = CHECKOUT / "docs"


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda variable: variable.name)
def test_setting_is_documented(variable):
    assert f"`{variable.name}`" in (DOCS / "reference" / "settings.md").read_text()


def options(parser: argparse.ArgumentParser) -> set[str]:
    """Long options of a parser and of its sub-verbs."""
    found = set()
    for action in parser._actions:
        found |= {name for name in action.option_strings if name.startswith("--")}
        if isinstance(action, argparse._SubParsersAction):
            for name, sub in action.choices.items():
                found |= {name} | options(sub)
    return found - {"--help"}


@pytest.mark.parametrize("verb", VERBS)
def test_verb_and_its_options_are_documented(verb):
    text = (DOCS / "reference" / "command-line.md").read_text()
    assert f"heard {verb}" in text
    parser = build_parser(verb)
    sub = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    missing = [name for name in options(sub.choices[verb]) if name not in text]
    assert not missing


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
