"""Frameworks as files: every fault with its line, and the same framework out as in."""

from __future__ import annotations

import io

import pytest

from heard.cli import main
from heard.errors import BadInputError
from heard.reviews.frameworks import framework_read, framework_write, shipped_file
from heard.reviews.models import Framework

SHIPPED = shipped_file("health-check").decode()


def faults_of(text, name="mine.yaml"):
    with pytest.raises(BadInputError) as caught:
        framework_read(text.encode(), file=name)
    return [(one.place, one.problem) for one in caught.value.faults]


@pytest.mark.parametrize("form", ["yaml", "toml"])
def test_framework_written_is_read_as_the_same_and_written_alike(form):
    text = framework_read(SHIPPED.encode(), file="health-check.yaml")
    written = framework_write(text, form)
    again = framework_read(written, file=f"again.{form}")
    assert again == text
    assert framework_write(again, form) == written
    assert len(text.criteria) == 28
    assert len(text.dimensions) == 7


def line_of(start):
    return next(n for n, line in enumerate(SHIPPED.split("\n"), start=1) if line.startswith(start))


def test_missing_level_is_told_at_its_line():
    at = line_of("    levels:")
    lines = SHIPPED.split("\n")
    del lines[at]
    assert faults_of("\n".join(lines)) == [(f"line {at}", "Level 0 is missing.")]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("    evidence: [document, testimony]", "    evidence: [documents]", "“documents” isn’t"),
        ("  - code: board-hears-residents", "  - code: strategy-by-residents", "was given to"),
        ("  - code: board-hears-residents", "  - code: Board hears", "can’t be a code"),
        ("    good: Residents sit", "    god: Residents sit", "“god” isn’t known here"),
        ("format: heard-framework-1", "format: mine", "The format isn’t known"),
        ("    evidence: [document]", "    weight: much\n    evidence: [document]", "not a number"),
        ("    evidence: [document]", "    weight: -1\n    evidence: [document]", "can’t be"),
        ("code: health-check", "code: health-check\n\tname: x", "tab"),
        ("code: health-check", "code: &a health-check\nabout: *a", "stands for something"),
        ("code: health-check", "code: !!python/name:os.system x", "is a tag"),
    ],
)
def test_fault_is_told_at_its_line(old, new, problem):
    at = next(n for n, line in enumerate(SHIPPED.split("\n"), 1) if line.startswith(old))
    found = faults_of(SHIPPED.replace(old, new, 1))
    assert any(
        problem in said and place in {f"line {at}", f"line {at + 1}"} for place, said in found
    ), found


def test_other_files_are_refused_in_words():
    assert faults_of("x", "mine.docx") == [("", "A framework is a YAML or a TOML file.")]
    assert "This isn’t a framework." in faults_of("- 1")[-1][1]
    with pytest.raises(BadInputError, match="line 2: A letter can’t be read"):
        framework_read(b"a: b\nc: \xff", file="mine.yaml")


def test_changed_framework_is_a_new_version_and_the_old_one_stays(db, tmp_path, capsys):
    out = io.StringIO()
    assert main(["reviews", "framework", "import", "health-check"], out=out) == 0
    assert main(["reviews", "framework", "import", "health-check"], out=out) == 0
    assert Framework.objects.count() == 1
    mine = tmp_path / "mine.yaml"
    mine.write_text(SHIPPED.replace("name: Engagement health check", "name: Our own", 1))
    assert main(["reviews", "framework", "check", str(mine)], out=out) == 0
    assert main(["reviews", "framework", "import", str(mine)], out=out) == 0
    kept = Framework.objects.values_list("version", "name").order_by("version")
    assert list(kept) == [(1, "Engagement health check"), (2, "Our own")]
    exported = io.StringIO()
    assert main(["reviews", "framework", "export", "health-check@1"], out=exported) == 0
    assert "name: Engagement health check" in exported.getvalue()
    mine.write_text("code: 1")
    assert main(["reviews", "framework", "check", str(mine)], out=out) == 1
    assert f"{mine}, line 1: " in capsys.readouterr().err
    assert main(["reviews", "framework", "export", "none"], out=out) == 1
