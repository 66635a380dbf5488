"""Quotes: chosen, cut, approved by a person, withdrawn. Their words are never copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.analysis.themes.excerpts import pieces_of
from heard.audit.services import audit_record
from heard.concerns.models import Flag
from heard.themes.errors import ThemeError
from heard.themes.models import Quote
from heard.themes.services.locking import gone, study_locked, theme_locked
from heard.themes.services.shaping import theme_hold
from heard.themes.words import quotable, seal_of

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.themes.models import Text, Theme


@transaction.atomic
def quote_choose(*, theme: Theme, text: Text, by: User | None) -> Quote:
    """Take a text for a quote of its theme; nobody outside the team sees it before it is approved.

    Raises:
        ThemeError: the text isn't the theme's, or is of a concern with a restricted flag.
    """
    held = theme_locked(theme)
    if text.theme_id != theme.pk:
        raise ThemeError(_("This text isn’t in the theme."))
    _may_be_quoted(text)
    quote, new = Quote.objects.get_or_create(
        theme=theme, text=text, defaults={"rank": 0, "by_machine": False, **authored(by)}
    )
    if new:
        _hold(held, by)
        audit_record(event="themes.quote", target=quote, by=by)
    return quote


@transaction.atomic
def quote_approve(*, quote: Quote, shown: str, by: User) -> Quote:
    """Approve a quote as it is shown: verbatim, with […] where something was taken out.

    Raises:
        ThemeError: something is shown that the resident didn't write.
    """
    study_locked(quote.theme.study_id)
    held = _held(quote)
    _may_be_quoted(held.text)
    words = quotable(held.text)
    try:
        pieces = pieces_of(words, shown)
    except ValueError as error:
        said = str(error)
        raise ThemeError(
            _(
                "“%(words)s” doesn’t stand in the text so. Only take words out, with […] in "
                "their place."
            )
            % {"words": said[:80]},
            field="shown",
        ) from error
    held.pieces = [list(piece) for piece in pieces]
    held.seal = seal_of(words)
    held.approved_at, held.approved_by = timezone.now(), by
    held.save()
    _hold(held.theme, by)
    audit_record(event="themes.quote-approve", target=held, by=by)
    return held


@transaction.atomic
def quote_withdraw(*, quote: Quote, by: User | None) -> None:
    """Show a quote to nobody outside the team any more, and take it off the theme."""
    study_locked(quote.theme.study_id)
    held = _held(quote)
    audit_record(event="themes.quote-withdraw", target=held, by=by)
    held.delete()


def _held(quote: Quote) -> Quote:
    held = Quote.objects.select_for_update().filter(pk=quote.pk).first()
    if held is None:
        raise ThemeError(gone())
    return held


def _hold(theme: Theme, by: User | None) -> None:
    if not theme.is_none:
        theme_hold(theme, by)
        theme.save(update_fields=["kept_at", "kept_by"])


def _may_be_quoted(text: Text) -> None:
    if text.concern_id and Flag.objects.filter(concern=text.concern_id, lifted_at=None).exists():
        raise ThemeError(_("This concern has a restricted flag. Nothing of it is quoted."))
