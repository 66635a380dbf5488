"""Everything that can be done to a case, by the name that stands in its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.concerns.forms import casework_daily as daily
from heard.concerns.forms import casework_end as end
from heard.concerns.forms import casework_landlord as landlord
from heard.concerns.forms import casework_people as people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.concerns.forms.casework import DeedForm

DEEDS: Mapping[str, type[DeedForm]] = {
    "check": daily.CheckForm,
    "refuse": daily.RefuseForm,
    "assign": daily.AssignForm,
    "note": daily.NoteForm,
    "call": daily.CallForm,
    "ask": daily.AskForm,
    "tell": daily.TellForm,
    "chase": daily.ChaseForm,
    "attach": daily.AttachForm,
    "refer": landlord.ReferForm,
    "councillor": landlord.CouncillorForm,
    "milestone": landlord.MilestoneForm,
    "answer": landlord.AnswerForm,
    "extend": landlord.ExtendForm,
    "pause": landlord.PauseForm,
    "resume": landlord.ResumeForm,
    "commit": landlord.CommitForm,
    "close": end.CloseForm,
    "reopen": end.ReopenForm,
    "correct": end.CorrectForm,
    "merge": end.MergeForm,
    "split": end.SplitForm,
    "group": end.GroupForm,
    "household": people.HouseholdForm,
}
# Done to something within a case: an event by its number, a person or an agreement by its key.
DEEDS_ON: Mapping[str, type[DeedForm]] = {
    "undo": end.UndoForm,
    "move": landlord.CommitmentMoveForm,
    "done": landlord.CommitmentDoneForm,
    "person": people.PersonForm,
    "agree": people.ConsentForm,
    "withdraw": people.WithdrawForm,
    "renew": people.RenewForm,
}
# What can be done to many cases at once.
BULK = ("assign", "check", "chase", "note", "tell", "close")
