"""Rows held until the transaction ends, so that people and runs don't undo each other's work."""

from __future__ import annotations

from django.utils.translation import gettext as _

from heard.themes.errors import ThemeError
from heard.themes.models import Study, Theme


def study_locked(pk: int) -> Study:
    """The study, its row held until the transaction ends.

    Raises:
        ThemeError: it was removed.
    """
    held = Study.objects.select_for_update().get(pk=pk)
    if held.removed_at is not None:
        raise ThemeError(_("This study was removed."))
    return held


def theme_locked(theme: Theme) -> Theme:
    """The theme as it is now, with its study held.

    Raises:
        ThemeError: the study was removed, or a search put others in the theme's place.
    """
    study_locked(theme.study_id)
    held = Theme.objects.select_for_update().filter(pk=theme.pk).first()
    if held is None:
        raise ThemeError(gone())
    return held


def gone() -> str:
    """What is said of something that a search replaced."""
    return _("A new search replaced this theme. Go back to the study.")
