"""What residents answer from their seats, by themselves or on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.access import Role
from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.reviews.errors import ReviewError
from heard.reviews.models import HIGHEST, Score, Seat, SeatWords, Source, Standing
from heard.reviews.scales import DONT_KNOW
from heard.reviews.selectors.framework import tree_of
from heard.reviews.services.sessions import session_expect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.accounts.models import User
    from heard.reviews.models import Criterion

LONGEST = 2000


@transaction.atomic
def seat_answer(
    *,
    seat: Seat,
    answers: Mapping[str, str],
    words: Mapping[str, str] | None = None,
    by: User | None = None,
) -> Seat:
    """Keep a resident's answers, by the criterion's code: a level 0–4, or that they don't know.

    Those left out stay as they were, so that one page at a time can be sent. `words` are the
    resident's own, by code; "" stands for those on no criterion. With an actor the answers are
    entered from paper.

    Raises:
        ReviewError: the session is closed or not open today, or an answer makes no sense.
    """
    session = session_expect(seat.session)
    if by is None and not session.open_from <= timezone.localdate() <= session.open_to:
        raise ReviewError(
            _("This card can be used from %(first)s to %(last)s.")
            % {
                "first": f"{session.open_from:%-d %B %Y}",
                "last": f"{session.open_to:%-d %B %Y}",
            }
        )
    held = Seat.objects.select_for_update().get(pk=seat.pk)
    criteria = {one.code: one for one in tree_of(session.subject.review.framework_id).asked}
    unknown = (set(answers) | set(words or {})) - {"", *criteria}
    if unknown:
        raise ReviewError(_("There is no such question."))
    meant = {criteria[code]: _standing(answer, code) for code, answer in answers.items()}
    changed = _scores_keep(held, session.subject_id, meant, by)
    changed += _words_keep(held, criteria, words or {})
    if changed or held.used_at is None:
        held.used_at = held.used_at or timezone.now()
        held.entered_by_officer = held.entered_by_officer or by is not None
        held.save(update_fields=["used_at", "entered_by_officer"])
        audit_record(
            event="seat.enter" if by else "seat.answer",
            target=held,
            by=by,
            about=f"{session.subject.review.reference} {session.title}",
            after={"answers": len(meant)},
        )
    return held


def _standing(answer: str, code: str) -> tuple[str, int | None]:
    if answer == DONT_KNOW:
        return Standing.UNKNOWN, None
    if answer.isdecimal() and len(answer) == 1 and int(answer) <= HIGHEST:
        return Standing.SCORED, int(answer)
    raise ReviewError(_("Choose one of the answers."), field=code)


def _scores_keep(
    seat: Seat,
    subject_id: int,
    meant: Mapping[Criterion, tuple[str, int | None]],
    by: User | None,
) -> int:
    """Put these in place of what the seat said before; how many differ."""
    now = timezone.now()
    current = {
        row.criterion_id: row
        for row in Score.objects.select_for_update().filter(seat=seat, superseded_at=None)
    }
    new, over = [], []
    who: dict[str, Any] = authored(by) if by else {"by_role": Role.RESIDENT}
    for criterion, (standing, level) in meant.items():
        kept = current.get(criterion.pk)
        if kept is not None and (kept.standing, kept.level) == (standing, level):
            continue
        if kept is not None:
            over.append(kept.pk)
        new.append(
            Score(
                subject_id=subject_id,
                criterion=criterion,
                source=Source.RESIDENTS,
                seat=seat,
                standing=standing,
                level=level,
                at=now,
                **who,
            )
        )
    Score.objects.filter(pk__in=over).update(superseded_at=now)
    Score.objects.bulk_create(new)
    return len(new)


def _words_keep(seat: Seat, criteria: Mapping[str, Criterion], words: Mapping[str, str]) -> int:
    """Keep the resident's words. Changed words need an officer's approval again."""
    kept = {row.criterion_id: row for row in SeatWords.objects.filter(seat=seat)}
    changed = 0
    for code, said in words.items():
        text = said.strip()[:LONGEST]
        criterion = criteria[code] if code else None
        row = kept.get(criterion.pk if criterion else None)
        if (row.text if row else "") == text:
            continue
        changed += 1
        if row is None:
            SeatWords.objects.create(seat=seat, criterion=criterion, text=text)
        elif text:
            row.text, row.shown, row.approved_at, row.approved_by = text, "", None, None
            row.save()
        else:
            row.delete()
    return changed
