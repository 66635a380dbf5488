from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heard.safety import services
from heard.safety.models import ThrottleCount
from heard.safety.rules import EVERYONE, HOUR, RULES, Over, Rule
from heard.safety.services import Allowed, Wait, throttle_hit, throttle_sweep

NOW = datetime(2026, 3, 29, 0, 10, tzinfo=UTC)
SCOPE = "concern.raise"


def hit(person="", address="", *, after=0, email=""):
    keys = {"person": person, "address": address, "email": email}
    return throttle_hit(scope=SCOPE, keys=keys, now=NOW + timedelta(seconds=after))


@pytest.mark.django_db
def test_person_waits_once_it_is_too_often_and_gets_through_after_that():
    assert [hit("anna") for _ in range(6)] == [Allowed()] * 6
    answer = hit("anna")
    assert isinstance(answer, Wait)
    assert 0 < answer.seconds <= 2 * HOUR
    assert hit("anna", after=answer.seconds) == Allowed()
    assert hit("bert") == Allowed()


@pytest.mark.django_db
def test_whoever_has_to_wait_does_not_wait_longer_for_trying():
    for _ in range(6):
        hit("anna")
    first = hit("anna")
    for _ in range(50):
        hit("anna")
    assert hit("anna") == first


@pytest.mark.django_db
def test_fifty_residents_at_one_address_all_get_through():
    answers = [hit(f"resident {number}", "203.0.113.7") for number in range(50)]
    assert answers == [Allowed()] * 50


@pytest.mark.django_db
def test_many_more_at_one_address_are_looked_at_first_and_not_refused():
    answers = [hit(f"p{number}", "203.0.113.7") for number in range(70)]
    assert answers[:60] == [Allowed()] * 60
    assert answers[60:] == [Allowed(("many-by-address",))] * 10
    assert hit("somebody", "198.51.100.1") == Allowed()


@pytest.mark.django_db
def test_one_person_who_is_refused_does_not_use_up_the_address():
    for _ in range(200):
        hit("anna", "203.0.113.7")
    assert hit("bert", "203.0.113.7") == Allowed()


@pytest.mark.django_db
def test_everybody_together_is_moderated_before_it_is_refused(monkeypatch):
    rules = (Rule(EVERYONE, 3, HOUR, Over.MODERATE), Rule(EVERYONE, 5, HOUR))
    monkeypatch.setattr(services, "RULES", {SCOPE: rules})
    answers = [hit() for _ in range(6)]
    # Both rules look at one row of the same hour, which each time counts once.
    assert answers[:3] == [Allowed()] * 3
    assert answers[3:5] == [Allowed(("many-by-everyone",))] * 2
    assert isinstance(answers[5], Wait)


@pytest.mark.django_db
def test_nothing_that_was_counted_can_be_read():
    hit("anna@example.org", "203.0.113.7")
    hit("anna@example.org", "203.0.113.7", after=2 * HOUR)
    rows = ThrottleCount.objects.values_list("digest", "count")
    assert all(len(digest) == 64 and count == 1 for digest, count in rows)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM safety_throttlecount")
        told = repr(cursor.fetchall())
    assert "anna" not in told
    assert "203.0" not in told


@pytest.mark.django_db
def test_counts_that_no_rule_looks_at_are_swept():
    hit("anna", "203.0.113.7")
    assert throttle_sweep(now=NOW + timedelta(hours=1)) == 0
    assert ThrottleCount.objects.exists()
    assert throttle_sweep(now=NOW + timedelta(hours=3)) > 0
    assert not ThrottleCount.objects.exists()


@pytest.mark.django_db
def test_first_of_an_hour_sweeps_what_is_over():
    hit("anna", "203.0.113.7")
    old = set(ThrottleCount.objects.values_list("digest", flat=True))
    hit("bert", after=100 * HOUR)
    assert not old & set(ThrottleCount.objects.values_list("digest", flat=True))


@pytest.mark.django_db
def test_counting_takes_two_queries():
    hit("anna", "203.0.113.7", email="anna@example.org")
    with CaptureQueriesContext(connection) as queries:
        hit("anna", "203.0.113.7", email="anna@example.org")
    assert len(queries) == 2


def test_rules_moderate_an_address_long_before_it_waits():
    for rules in RULES.values():
        assert all(
            rule.most >= 100 for rule in rules if rule.key == "address" and rule.over is Over.WAIT
        )


AT_ONCE = """
import threading
import django
django.setup()
from django.core.management import call_command
from django.db import connections
from heard.safety.services import Allowed, throttle_hit

call_command("migrate", "safety", verbosity=0)
answers = []
together = threading.Barrier(12)

def ask():
    together.wait()
    try:
        answers.append(throttle_hit(scope="concern.raise", keys={"person": "anna"}))
    finally:
        connections.close_all()

threads = [threading.Thread(target=ask) for _ in range(12)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(answers), sum(answer == Allowed() for answer in answers))
"""


@pytest.mark.django_db(transaction=True)
def test_all_at_once_never_get_more_than_the_rule_has(tmp_path):
    """In processes of their own: on SQLite with a store on disk, as it is where Heard runs."""
    url = ""
    if connection.vendor == "postgresql":  # the tests' store, and no other on that server
        name = connection.settings_dict["NAME"]
        url = urlsplit(os.environ["HEARD_DATABASE_URL"])._replace(path=f"/{name}").geturl()
    settings = {"HEARD_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "heard.settings"}
    told = subprocess.run(
        [sys.executable, "-c", AT_ONCE],
        env={**os.environ, "HEARD_HOME": str(tmp_path), **settings},
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.split() == ["12", "6"]
