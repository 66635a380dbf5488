"""Codes on residents' cards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.reviews.seat_codes import ALPHABET, seat_code_digest, seat_code_make, seat_code_read


def test_code_is_read_however_it_was_typed():
    code = seat_code_make()
    assert seat_code_read(f" {code.lower().replace('-', ' ')} ") == code
    assert seat_code_read(code.replace("-", "")) == code


@pytest.mark.parametrize("text", ["", "7K2M", "AAAA-AAAA-AAAA", "<script>", "7K2M-9Q4X-B3CDE"])
def test_what_cannot_be_a_code_is_none(text):
    assert seat_code_read(text) is None


@given(st.data())
def test_one_wrong_sign_is_always_found(data):
    code = seat_code_make().replace("-", "")
    at = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from([sign for sign in ALPHABET if sign != code[at]]))
    assert seat_code_read(code[:at] + wrong + code[at + 1 :]) is None


def test_digest_hangs_on_the_installation(settings):
    code = seat_code_make()
    here = seat_code_digest(code)
    settings.SECRET_KEY = "another installation's key"
    assert seat_code_digest(code) != here
    assert code not in here
