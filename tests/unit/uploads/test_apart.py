from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.factories.files import letter, pdf_bomb, photo

from heard.uploads import apart
from heard.uploads.checking import upload_check
from heard.uploads.refusals import Refusal, RefusedError


@pytest.mark.parametrize(
    "data", [photo(), photo(form="PNG"), letter(2)], ids=["jpeg", "png", "pdf"]
)
def test_file_opened_apart_is_the_same_file(data):
    assert upload_check(data, opening=apart.check_apart) == upload_check(data)


def test_refusal_comes_back_from_the_process():
    with pytest.raises(RefusedError) as caught:
        upload_check(photo()[:300], opening=apart.check_apart)
    assert caught.value.refusal is Refusal.DAMAGED


def test_bomb_ends_within_its_own_process():
    with pytest.raises(RefusedError) as caught:
        upload_check(pdf_bomb(), opening=apart.check_apart)
    assert caught.value.refusal is Refusal.TOO_MUCH_INSIDE


def opening(monkeypatch, program):
    real = subprocess.run

    def run(command, **options):
        return real([command[0], "-I", "-c", program], **options)

    monkeypatch.setattr(apart.subprocess, "run", run)
    with pytest.raises(RefusedError) as caught:
        upload_check(photo(), opening=apart.check_apart)
    return caught.value.refusal


def test_process_that_crashes_is_only_a_refusal(monkeypatch):
    assert opening(monkeypatch, "import os; os.abort()") is Refusal.DAMAGED


def test_process_that_takes_all_memory_is_only_a_refusal(monkeypatch):
    program = "from heard.uploads import apart; apart._bounded(); x = bytes(2 * 1024 ** 3)"
    assert opening(monkeypatch, program) is Refusal.DAMAGED


def test_process_that_never_ends_is_ended(monkeypatch):
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.5)
    assert opening(monkeypatch, "while True: pass") is Refusal.TOO_LONG


def test_process_knows_no_secret(monkeypatch, tmp_path):
    monkeypatch.setenv("HEARD_SECRET_KEY", "hush")
    told = tmp_path / "told"
    opening(monkeypatch, f"import os; open({str(told)!r}, 'w').write(repr(dict(os.environ)))")
    assert "hush" not in Path(told).read_text()


def test_process_can_write_no_file(monkeypatch, tmp_path):
    program = (
        "from heard.uploads import apart; apart._bounded();"
        f"open({str(tmp_path / 'x')!r}, 'w').write('x')"
    )
    opening(monkeypatch, program)
    written = tmp_path / "x"
    assert not written.exists() or written.stat().st_size == 0
