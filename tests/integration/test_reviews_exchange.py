"""Reviews, practices and partnership out of one installation and into another: the same."""

from __future__ import annotations

import io

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from heard.cli import main
from heard.demo.chance import SEED
from heard.demo.concerns.cast import cast_enter
from heard.demo.partnership.charter import charter_enter
from heard.demo.partnership.meetings import meetings_enter
from heard.demo.practices.loading import practices_enter
from heard.demo.register import borough_enter
from heard.demo.reviews.loading import reviews_enter
from heard.exchange import exchange_export
from heard.landlords.models import Landlord
from heard.landlords.services import written_as_one
from heard.reviews.models import Review

pytestmark = pytest.mark.django_db


def said(*words):
    out = io.StringIO()
    assert main(["reviews", *map(str, words)], out=out) == 0
    return out.getvalue()


def bytes_in(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration's reviews, practices and partnership, written out; its store is gone."""
    folder = tmp_path_factory.mktemp("exchange") / "out"
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        now = timezone.now()
        with written_as_one():
            borough_enter(seed=SEED)
        cast_enter(since=now)
        reviews_enter(seed=SEED, now=now)
        practices_enter(seed=SEED)
        charter_enter(seed=SEED, now=now)
        meetings_enter(seed=SEED, now=now)
        exchange_export(folder=folder, by=None)
        transaction.set_rollback(True)
    return folder


def test_the_whole_exported_and_imported_into_an_empty_installation_is_equal(
    demo, tmp_path, settings
):
    settings.MEDIA_ROOT = tmp_path / "media"
    assert not Landlord.objects.exists()
    assert not Review.objects.exists()
    first = said("import", demo)
    said("export", tmp_path / "again")
    before, after = bytes_in(demo), bytes_in(tmp_path / "again")
    assert list(after) == list(before)
    assert [name for name in before if before[name] != after[name]] == []
    assert len([name for name in before if name.startswith("files/")]) > 0
    rows = sum(data.count(b"\n") for name, data in before.items() if name.endswith(".jsonl"))
    assert rows > 15_000
    assert first == f"{rows} rows came in; 0 are here already.\n"
