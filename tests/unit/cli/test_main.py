from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from heard import cli
from heard.errors import BadInputError, Fault, HeardError


@pytest.fixture
def verb(monkeypatch):
    """A verb that does what the test wants."""
    module = SimpleNamespace(configure=lambda parser: None, run=lambda args, *, out: 0)
    monkeypatch.setitem(cli.VERBS, "try", cli.Verb("the.module", "for the test", False))
    real = cli.import_module
    monkeypatch.setattr(
        cli, "import_module", lambda name: module if name == "the.module" else real(name)
    )
    return module


def test_verb_gets_where_to_write(verb):
    verb.run = lambda args, *, out: out.write("said")
    out = io.StringIO()
    cli.main(["try"], out=out)
    assert out.getvalue() == "said"


def test_error_is_a_line_on_standard_error_and_an_exit_code(verb, capsys):
    def fail(args, *, out):
        raise HeardError("It can't be done.")

    verb.run = fail
    assert cli.main(["try"]) == 1
    assert capsys.readouterr().err == "It can't be done.\n"


def test_each_fault_is_a_line(verb, capsys):
    faults = [Fault("a.csv", f"row {row}", "Bad.", "Mend it.") for row in (1, 2)]

    def fail(args, *, out):
        raise BadInputError(faults)

    verb.run = fail
    assert cli.main(["try"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "a.csv, row 1: Bad. Mend it.",
        "a.csv, row 2: Bad. Mend it.",
    ]


@pytest.mark.parametrize("words", [[], ["nonsense"], ["measures"], ["measures", "import"]])
def test_wrong_words_exit_with_two(words, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(words)
    assert stopped.value.code == 2
    assert "usage: heard" in capsys.readouterr().err


@pytest.mark.parametrize("name", cli.VERBS)
def test_every_verb_has_help(name, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main([name, "--help"])
    assert stopped.value.code == 0
    assert f"usage: heard {name}" in capsys.readouterr().out
