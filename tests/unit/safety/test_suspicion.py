from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.http import QueryDict

from heard.safety.forms import SHOWN_AT, SafetyFields, shown_moment, shown_stamp
from heard.safety.suspicion import HONEYPOT, Suspicion, suspicion

NOW = datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("post", "ago", "signs"),
    [
        ({}, 60, ()),
        ({}, 3, ()),
        ({}, 3 * 24 * 3600, ()),
        ({}, 2.9, (Suspicion.TOO_QUICK,)),
        ({}, -1, (Suspicion.NEVER_SHOWN,)),
        ({}, None, (Suspicion.NEVER_SHOWN,)),
        ({HONEYPOT: "  "}, 60, ()),
        ({HONEYPOT: "buy"}, 60, (Suspicion.HIDDEN_FIELD,)),
        ({HONEYPOT: "buy"}, 0, (Suspicion.HIDDEN_FIELD, Suspicion.TOO_QUICK)),
    ],
)
def test_signs_of_a_machine(post, ago, signs):
    shown = None if ago is None else NOW - timedelta(seconds=ago)
    assert suspicion(post, shown, NOW) == signs


class Wrong(SafetyFields):
    what = forms.CharField()


def test_stamp_notes_the_moment_and_can_not_be_made_up():
    moment = shown_moment(shown_stamp())
    assert abs(datetime.now(UTC) - moment) < timedelta(seconds=5)
    for made_up in ("", "shown", "shown:abc:def", shown_stamp()[:-1], "\0", ":::"):
        assert shown_moment(made_up) is None


def test_form_draws_the_box_so_that_nobody_meets_it():
    html = str(Wrong())
    box = html[html.index("heard-leave-empty") - 12 :]
    assert 'aria-hidden="true"' in box
    assert 'tabindex="-1"' in box
    assert 'autocomplete="off"' in box
    assert f'name="{HONEYPOT}"' in box
    assert html.count(f'name="{HONEYPOT}"') == 1
    assert "style=" not in html


@pytest.mark.parametrize(
    "sent", [f"what=x&{HONEYPOT}=spam", f"what=x&{SHOWN_AT}=made-up", "what=x"]
)
def test_form_never_refuses_whom_it_suspects(sent):
    form = Wrong(QueryDict(sent))
    assert form.is_valid(), form.errors
    assert form.suspicions()


def test_form_that_is_shown_again_keeps_its_first_moment():
    stamp = shown_stamp()
    form = Wrong({SHOWN_AT: stamp})
    assert not form.is_valid()
    assert stamp in str(form)


def test_person_who_takes_their_time_is_not_suspected(monkeypatch):
    stamp = shown_stamp()
    later = datetime.now(UTC) + timedelta(minutes=2)
    monkeypatch.setattr("heard.safety.forms.timezone.now", lambda: later)
    assert Wrong({"what": "damp", SHOWN_AT: stamp, HONEYPOT: ""}).suspicions() == ()


def test_prefixed_form_reads_its_own_fields():
    form = Wrong(
        {"a-what": "x", f"a-{HONEYPOT}": "spam", f"a-{SHOWN_AT}": shown_stamp()}, prefix="a"
    )
    assert Suspicion.HIDDEN_FIELD in form.suspicions()
