"""Other landlords take a practice up, say what came of it, and ask the one that did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored, capacity_of
from heard.audit.services import audit_record
from heard.practices.errors import PracticeError
from heard.practices.models import Adoption, Effect, Progress, Question, Step
from heard.practices.selectors.lineage import lineage_now
from heard.practices.services.telling import tell_answer, tell_question

if TYPE_CHECKING:
    from datetime import date

    from heard.accounts.models import User
    from heard.landlords.models import Landlord
    from heard.practices.models import Practice

SAW_SOMETHING = frozenset({Effect.BETTER, Effect.SAME, Effect.WORSE})


@transaction.atomic
def adoption_report(
    *,
    practice: Practice,
    landlord: Landlord,
    progress: str,
    on: date,
    happened: str,
    by: User | None,
    effect: str = "",
    rung: int | None = None,
) -> Step:
    """Say how far a landlord has gone with a practice by a day. Earlier reports stay as they are.

    Raises:
        PracticeError: it is the landlord's own, it isn't public and never was taken up, or the
            report contradicts itself or those before it.
    """
    _check_others(practice, landlord)
    _check_report(progress, on, happened, effect, rung)
    adoption = Adoption.objects.select_for_update().filter(practice=practice, landlord=landlord)
    known = adoption.first()
    if known is None:
        _check_public(practice)
        who = authored(by, landlord_id=landlord.pk)
        known = Adoption.objects.create(practice=practice, landlord=landlord, **who)
    last = known.steps.order_by("number").last()
    if last is not None and on < last.on:
        raise PracticeError(_("An earlier report is of a later day."), field="on")
    considering = progress == Progress.CONSIDERING
    step = Step.objects.create(
        adoption=known,
        number=last.number + 1 if last else 1,
        progress=progress,
        on=on,
        happened=happened.strip(),
        effect="" if considering else effect,
        rung=rung if effect in SAW_SOMETHING and not considering else None,
        **authored(by, landlord_id=landlord.pk),
    )
    audit_record(
        event="practice-report.add",
        target=step,
        by=by,
        about=practice.reference,
        after={"landlord": landlord.slug, "progress": progress, "effect": step.effect},
    )
    return step


@transaction.atomic
def question_ask(
    *, practice: Practice, landlord: Landlord, text: str, agrees: bool, by: User | None
) -> Question:
    """Ask the landlord that did it. Its leads are told by e-mail.

    Raises:
        PracticeError: it is the landlord's own or isn't public, or nothing is asked.
    """
    _check_others(practice, landlord)
    _check_public(practice)
    if not text.strip():
        raise PracticeError(_("Write your question."), field="text")
    question = Question.objects.create(
        practice=practice,
        landlord=landlord,
        text=text.strip(),
        asker_agrees=agrees,
        **authored(by, landlord_id=landlord.pk),
    )
    _audit_question(question, "ask", by)
    tell_question(question)
    return question


@transaction.atomic
def question_answer(*, question: Question, text: str, agrees: bool, by: User | None) -> Question:
    """Answer a question, once. The leads of the landlord that asked are told.

    Raises:
        PracticeError: it has been answered, or nothing is answered.
    """
    question = Question.objects.select_for_update().get(pk=question.pk)
    if question.answered_at is not None:
        raise PracticeError(_("This question has been answered already."))
    if not text.strip():
        raise PracticeError(_("Write the answer."), field="text")
    question.answer = text.strip()
    question.answered_at = timezone.now()
    question.answered_by = by
    question.answered_role = capacity_of(by, landlord_id=question.practice.landlord_id).role
    question.answerer_agrees = agrees
    question.save()
    _audit_question(question, "answer", by)
    tell_answer(question)
    return question


@transaction.atomic
def question_agree(*, question: Question, asked: bool, agrees: bool, by: User | None) -> Question:
    """Agree that question and answer are public, or take that back; `asked`: for who asked.

    Raises:
        PracticeError: there is no answer yet to agree to.
    """
    question = Question.objects.select_for_update().get(pk=question.pk)
    if asked:
        question.asker_agrees = agrees
    elif question.answered_at is None:
        raise PracticeError(_("There is no answer yet."))
    else:
        question.answerer_agrees = agrees
    question.save()
    _audit_question(question, "agree" if agrees else "disagree", by)
    return question


def _audit_question(question: Question, verb: str, by: User | None) -> None:
    audit_record(
        event=f"practice-question.{verb}",
        target=question,
        by=by,
        about=question.practice.reference,
        after={
            "asker_agrees": question.asker_agrees,
            "answerer_agrees": question.answerer_agrees,
        },
    )


def _check_others(practice: Practice, landlord: Landlord) -> None:
    """Nobody takes up, or asks about, what it did itself; a successor did what came before it."""
    lineage = lineage_now()
    if lineage.today(practice.landlord_id) == lineage.today(landlord.pk):
        raise PracticeError(_("This is your own practice."))


def _check_public(practice: Practice) -> None:
    if not practice.versions.filter(published_at__isnull=False, superseded_at=None).exists():
        raise PracticeError(_("This practice isn’t public."))


def _check_report(progress: str, on: date, happened: str, effect: str, rung: int | None) -> None:
    if progress not in Progress.values:
        raise PracticeError(_("Choose how far you have gone with it."), field="progress")
    if on > timezone.localdate():
        raise PracticeError(_("Choose a day that isn’t in the future."), field="on")
    if not happened.strip():
        raise PracticeError(_("Say what happened."), field="happened")
    if progress == Progress.CONSIDERING:
        return
    if effect not in Effect.values:
        raise PracticeError(_("Choose what you see, or “too early to say”."), field="effect")
    if effect in SAW_SOMETHING and rung is None:
        raise PracticeError(_("Choose how strong the evidence is."), field="rung")
