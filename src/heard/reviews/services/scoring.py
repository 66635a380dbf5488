"""Keeping what one source says of one landlord on one criterion. Every version stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.reviews.errors import ReviewError, StaleError
from heard.reviews.models import HIGHEST, Score, Source, Standing

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.reviews.models import Criterion, Subject

LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Said:
    """What a score says. `level` stands with "scored" and with nothing else."""

    standing: str
    level: int | None = None
    reason: str = ""

    def checked(self) -> Said:
        """The same, tidy.

        Raises:
            ReviewError: a level where there can be none, none where there must be, or no reason.
        """
        reason = self.reason.strip()
        if self.standing not in set(Standing) - {Standing.UNKNOWN}:
            raise ReviewError(_("Choose a level, or say why there is none."), field="says")
        scored = self.standing == Standing.SCORED
        if scored and (self.level is None or not 0 <= self.level <= HIGHEST):
            raise ReviewError(_("Choose a level from 0 to 4."), field="says")
        if not scored and self.level is not None:
            raise ReviewError(_("Only a score has a level."), field="says")
        if not reason:
            raise ReviewError(_("Give the reason. A score without one isn’t kept."), field="reason")
        if len(reason) > LONGEST:
            raise ReviewError(
                _("Keep the reason under %(most)s characters.") % {"most": LONGEST},
                field="reason",
            )
        return Said(self.standing, self.level, reason)


def score_keep(
    *,
    subject: Subject,
    criterion: Criterion,
    source: Source,
    said: Said,
    seen: str,
    by: User | None,
    follows: Score | None = None,
) -> Score:
    """Keep a score in place of the current one, which the writer must have seen.

    `seen` is the key of the current score as the form was shown it, or "" for none. The landlord
    is held (`subject_lock`) by the caller, whose transaction this is part of.

    Raises:
        ReviewError: it says too little, or what can't be.
        StaleError: somebody else saved a score meanwhile.
    """
    said = said.checked()
    rows = Score.objects.select_for_update()
    current = rows.filter(
        subject=subject, criterion=criterion, source=source, seat=None, superseded_at=None
    ).first()
    _fresh_expect(current, seen)
    if current is not None and _same(current, said, follows):
        return current
    if current is not None:
        current.superseded_at = timezone.now()
        current.save(update_fields=["superseded_at"])
    score = Score.objects.create(
        subject=subject,
        criterion=criterion,
        source=source,
        standing=said.standing,
        level=said.level,
        reason=said.reason,
        follows=follows,
        **authored(by, landlord_id=subject.landlord_id if source is Source.SELF else None),
    )
    audit_record(
        event=f"score.{source.value}",
        target=score,
        by=by,
        about=f"{subject.review.reference} {subject.landlord.slug} {criterion.code}",
        before={"standing": current.standing, "level": current.level} if current else None,
        after={"standing": score.standing, "level": score.level},
    )
    return score


def _fresh_expect(current: Score | None, seen: str) -> None:
    if current is None or str(current.key) == seen:
        return
    who = current.get_by_role_display() if current.by_role else _("Somebody else")
    raise StaleError(
        _(
            "%(who)s saved this at %(time)s, after you opened it: %(says)s. Yours isn’t saved yet "
            "and is still below. Save it again to put it in place of theirs."
        )
        % {
            "who": who,
            "time": f"{timezone.localtime(current.at):%H:%M}",
            "says": says(current),
        },
        current=current,
    )


def says(score: Score) -> str:
    """What a score says, in a few words."""
    if score.standing == Standing.SCORED:
        return _("level %(level)s") % {"level": score.level}
    return str(score.get_standing_display()).lower()


def _same(current: Score, said: Said, follows: Score | None) -> bool:
    now = (current.standing, current.level, current.reason, current.follows_id)
    return now == (said.standing, said.level, said.reason, follows.pk if follows else None)
