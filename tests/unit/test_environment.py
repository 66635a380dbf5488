from __future__ import annotations

import stat

import pytest

from heard import environment
from heard.errors import SettingsError


@pytest.mark.parametrize(("text", "means"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_flag_reads_plain_words(text, means):
    assert environment.read_flag("HEARD_HTTPS", {"HEARD_HTTPS": text}) is means


def test_flag_that_makes_no_sense_names_itself_and_the_page():
    with pytest.raises(SettingsError, match=r"HEARD_HTTPS is 'maybe'.*settings\.md"):
        environment.read_flag("HEARD_HTTPS", {"HEARD_HTTPS": "maybe"})


def test_unknown_variable_cannot_be_read():
    with pytest.raises(StopIteration):
        environment.read("HEARD_NOBODY_KNOWS", {})


def test_home_is_what_was_given(tmp_path):
    assert environment.home({"HEARD_HOME": str(tmp_path / "here")}) == tmp_path / "here"


def test_home_of_a_checkout_is_var():
    assert environment.home({}) == environment.CHECKOUT / "var"


def test_secret_key_is_made_once_and_kept_from_others(tmp_path):
    folder = tmp_path / "new"
    first = environment.secret_key(folder, {})
    assert environment.secret_key(folder, {}) == first
    assert len(first) > 50
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600


def test_secret_key_of_two_installations_differ(tmp_path):
    assert environment.secret_key(tmp_path / "a", {}) != environment.secret_key(tmp_path / "b", {})


def test_secret_key_can_be_given(tmp_path):
    assert environment.secret_key(tmp_path, {"HEARD_SECRET_KEY": "mine"}) == "mine"
    assert not (tmp_path / "secret-key").exists()
