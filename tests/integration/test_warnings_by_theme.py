"""Warnings that go by the kept themes of a study, beside categories."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import start_session
from tests.factories.signals import SAID, make_store, scanned
from tests.factories.themes import sorted_now

from heard.concerns.models import Concern
from heard.signals.models import EarlyWarning
from heard.signals.selectors.themed import categories_of_themes, themed_history
from heard.themes.errors import ThemeError
from heard.themes.models import Study, Text
from heard.themes.services.shaping import texts_move, theme_add, themes_keep
from heard.themes.services.studies import Scope, study_of_concerns, study_unwatch, study_watch

DAY = timedelta(days=1)


@pytest.fixture
def store(db):
    return make_store()


def opened(user, *address):
    """The page at an address, as somebody sees it."""
    client = Client()
    start_session(client, user)
    response = client.get(reverse(address[0], args=address[1:]))
    assert response.status_code == 200
    return response.content.decode()


def themed(store):
    """A study of all concerns with kept themes, one of them of doors that stick."""
    study = study_of_concerns(
        title="All", scope=Scope(store.sunday - 600 * DAY), by=store.officer, k=1, enqueue=False
    )
    sorted_now(study.sortings.get())
    themes_keep(study=study, by=store.officer)
    theme = theme_add(study=study, name="Sticking doors", by=store.officer)
    stuck = Text.objects.filter(study=study, concern__description=SAID).values_list("pk", flat=True)
    texts_move(study=study, texts=list(stuck), to=theme, by=store.officer)
    return study, theme


def test_a_theme_that_rises_is_warned_of_unless_its_category_is(store):
    study, theme = themed(store)
    assert themed_history(by="week", as_of=store.sunday) is None
    study_watch(study=study, by=store.officer)
    history = themed_history(by="week", as_of=store.sunday)
    assert f"theme:{theme.pk}" in history.cells.categories
    assert categories_of_themes()[f"theme:{theme.pk}"] == "lift"
    scanned(store.sunday)
    assert not EarlyWarning.objects.filter(category__startswith="theme:").exists()
    assert EarlyWarning.objects.filter(category="lift", estate=store.trouble).exists()


def test_a_theme_across_categories_is_warned_of_and_can_be_opened(store):
    study, theme = themed(store)
    study_watch(study=study, by=store.officer)
    behind = Text.objects.filter(theme=theme).order_by("pk").values_list("concern", flat=True)
    for number, pk in enumerate(behind):
        category = ("lift", "damp-mould", "noise", "other-repair", "pests")[number % 5]
        Concern.objects.filter(pk=pk).update(category=category)
    scanned(store.sunday)
    warning = EarlyWarning.objects.get(category=f"theme:{theme.pk}", estate=store.trouble)
    assert warning.category_name == "Sticking doors"
    assert set(warning.concerns.values_list("pk", flat=True)) == set(behind)
    page = opened(store.officer, "warnings:warning", warning.pk)
    assert "“Sticking doors”, a theme in the words" in page
    EarlyWarning.objects.filter(pk=warning.pk).update(category="theme:999999")
    opened(store.officer, "warnings:warning", warning.pk)  # the theme may go


def test_one_study_of_all_concerns_is_watched_at_most(store):
    study, _theme = themed(store)
    other, _theme = themed(store)
    study_watch(study=study, by=store.officer)
    study_watch(study=other, by=store.officer)
    assert list(Study.objects.filter(watched_at__isnull=False)) == [other]
    with pytest.raises(IntegrityError), transaction.atomic():
        Study.objects.filter(pk=study.pk).update(watched_at=timezone.now())
    study_unwatch(study=other, by=store.officer)
    assert not Study.objects.filter(watched_at__isnull=False).exists()
    part = study_of_concerns(
        title="Lifts", scope=Scope(store.sunday, category="lift"), by=store.officer, enqueue=False
    )
    with pytest.raises(ThemeError, match="all concerns"):
        study_watch(study=part, by=store.officer)


def test_a_theme_that_is_a_category_by_another_name_is_not_counted(store):
    study, theme = themed(store)
    study_watch(study=study, by=store.officer)
    lifts = Text.objects.filter(study=study, concern__category="lift")
    texts_move(study=study, texts=list(lifts.values_list("pk", flat=True)), to=theme, by=None)
    history = themed_history(by="week", as_of=store.sunday)
    assert f"theme:{theme.pk}" not in history.cells.categories
    assert categories_of_themes()[f"theme:{theme.pk}"] == "lift"
