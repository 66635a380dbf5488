"""What every test may ask for."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine makes no example wrong: what is drawn counts, not how quickly. Fresh examples are
# drawn every time; `--hypothesis-profile=thorough` draws twenty times as many at once.
settings.register_profile(
    "heard", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("heard"), max_examples=1000)
settings.load_profile("heard")

CHECKOUT = Path(__file__).resolve().parent.parent
LONGEST = (  # files that take long: begun first, so that no worker waits for another in the end
    "test_routes.py",
    "test_cases_actions.py",
    "test_measures_pages.py",
    "test_demo_loading.py",
    "test_tutorial.py",
    "test_notices_processes.py",
    "test_engines_properties.py",
    "test_audit_sealing.py",
    "test_demo_concerns.py",
    "test_reviews_exchange.py",
    "test_raising_journey.py",
    "test_raise_at_once.py",
    "test_raising.py",
    "test_ratings_properties.py",
    "test_measures_standings.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Begin with the longest files; within them and after them the order stays by chance."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_collection_finish():
    """Keep Python's collector from looking at what all tests share again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def tsm_folder() -> Path:
    """Folder of the regulator's real workbooks, which are never committed."""
    folder = Path(os.environ.get("HEARD_TSM_DIR") or CHECKOUT.parent / "shared" / "data" / "tsm")
    if not folder.is_dir():
        pytest.skip(f"The regulator's workbooks are not at {folder}: set HEARD_TSM_DIR.")
    return folder


@pytest.fixture
def sign_in_as():
    """`sign_in_as(client, role, **scope)` signs a new person of the role in and returns them.

    `user=` signs in somebody who is there already; `strong=False` leaves out the second factor.
    """
    from tests.factories.accounts import sign_in

    return sign_in


@pytest.fixture
def admin_user(db):
    """An officer of the council who is its administrator too."""
    from heard.access import Role
    from tests.factories.accounts import MembershipFactory, PersonFactory

    user = PersonFactory(role=Role.OFFICER, username="admin", first_name="", last_name="")
    MembershipFactory(user=user, role=Role.ADMINISTRATOR)
    return user


@pytest.fixture
def admin_client(admin_user):
    """A client with that person signed in."""
    from django.test import Client

    from tests.factories.accounts import start_session

    client = Client()
    start_session(client, admin_user)
    return client


@pytest.fixture(scope="session", autouse=True)
def _log_lets_tests_empty_it():
    """Tests that commit empty every table afterwards, which the log's own guards refuse.

    What ships with Heard goes with the rest and is put back for the tests that follow.
    """
    from django.db import connection
    from django.test import TransactionTestCase

    empty = TransactionTestCase._fixture_teardown

    def empty_log_first(case):
        from heard.audit.guards import guards_lifted
        from heard.audit.models import Entry, Reason
        from heard.measures.definitions import definitions_load
        from heard.measures.models import Measure

        if Entry.objects.exists():
            with guards_lifted(connection):
                for model in (Reason, Entry):
                    model.objects.all()._raw_delete(connection.alias)
        empty(case)
        definitions_load(Measure)

    TransactionTestCase._fixture_teardown = empty_log_first
    yield
    TransactionTestCase._fixture_teardown = empty


@pytest.fixture(autouse=True)
def _log_forgets_what_was_verified():
    """Each test has a store of its own, but one folder."""
    yield
    from django.conf import settings

    (settings.HOME / "audit-verified").unlink(missing_ok=True)
