from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import heard.analysis

PREFIX = "heard.analysis."
MODULES = sorted(
    module.name.removeprefix(PREFIX)
    for module in pkgutil.walk_packages(heard.analysis.__path__, PREFIX)
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_say_what_happens(name):
    found = doctest.testmod(importlib.import_module(f"heard.analysis.{name}"))

    assert found.failed == 0


def test_public_names_exist_are_few_and_sorted():
    names = heard.analysis.__all__

    assert len(names) <= 25
    assert all(hasattr(heard.analysis, name) for name in names)
    assert len(set(names)) == len(names)
