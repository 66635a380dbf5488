"""The shape of the code: sizes, purity, what help costs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "heard"
MODULES = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
LONGEST = 500
FORBIDDEN = {"utils", "helpers", "common", "manager"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_module_stays_readable(path):
    assert len(path.read_text().splitlines()) <= LONGEST
    assert path.stem not in FORBIDDEN


@pytest.mark.parametrize("package", ["analysis", "ingest"])
def test_pure_core_imports_without_django(package):
    code = (
        f"import sys, pkgutil, importlib, heard.{package} as p\n"
        "for m in pkgutil.walk_packages(p.__path__, p.__name__ + '.'):\n"
        "    importlib.import_module(m.name)\n"
        "bad = [n for n in sys.modules if n.split('.')[0] == 'django']\n"
        "assert not bad, bad[:3]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_analysis_does_no_input_or_output():
    banned = {"open", "print", "input"}
    for path in (SOURCE / "analysis").rglob("*.py"):
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not calls & banned, path


def test_help_imports_neither_django_nor_numbers():
    code = (
        "import sys\n"
        "from heard.cli import build_parser\n"
        "build_parser(None).format_help()\n"
        "heavy = {'django', 'numpy', 'scipy', 'polars', 'pandas'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_analysis_offers_few_names():
    import heard.analysis

    assert len(heard.analysis.__all__) <= 25
