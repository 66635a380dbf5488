"""What the team does to a case every day: check, assign, note, ring, ask, tell, chase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns import catalogue
from heard.concerns.events import Audience
from heard.concerns.forms.casework import DeedForm, FilesForm, WhenForm, words_field
from heard.concerns.models import ContactWay, Party
from heard.concerns.selectors.team import team_list
from heard.concerns.selectors.viewing import name_of
from heard.concerns.services.casework import (
    call_record,
    concern_assign,
    concern_chase,
    concern_check,
    concern_refuse,
    note_add,
    resident_ask,
    resident_tell,
)
from heard.concerns.services.spoken import files_attach

if TYPE_CHECKING:
    from heard.concerns.actors import Actor
    from heard.concerns.models import Concern


class CheckForm(DeedForm):
    """It is real, and may be worked on."""

    heading = lazy("Take it up")
    hint = lazy("You read it, and it is about a home or an estate here. The resident is told.")
    button = lazy("Take it up")
    done = lazy("Taken up. The resident is told.")
    note = words_field(
        lazy("Something to tell the resident with it"),
        hint=lazy("You can leave it empty."),
        required=False,
        rows=3,
    )

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Take it up."""
        return concern_check(concern=concern, actor=actor, note=self.cleaned_data["note"])


class RefuseForm(DeedForm):
    """It isn't a concern for us."""

    heading = lazy("Don’t take it up")
    hint = lazy("The resident is told why and where to turn, unless it is advertising or a test.")
    button = lazy("Don’t take it up")
    done = lazy("Not taken up.")
    warns = True
    outcome = forms.ChoiceField(label=lazy("Why not"), widget=forms.RadioSelect)
    words = words_field(lazy("The reason, as the resident is told it"))

    def settle(self) -> None:
        """The reasons of today."""
        reasons = catalogue.refusals(timezone.localdate())
        self.fields["outcome"].choices = [(each.code, _(each.name)) for each in reasons]  # type: ignore[attr-defined] # a choice field

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Refuse it."""
        given = self.cleaned_data
        return concern_refuse(
            concern=concern, outcome=given["outcome"], words=given["words"], actor=actor
        )


class AssignForm(DeedForm):
    """Give it to somebody of the team."""

    heading = lazy("Assign")
    button = lazy("Assign")
    done = lazy("Assigned.")
    to = forms.ChoiceField(label=lazy("Whose case it is"), required=False)

    def settle(self) -> None:
        """Who works on cases now."""
        self.team = {str(user.pk): user for user in team_list()}
        names = [(pk, name_of(user)) for pk, user in self.team.items()]
        self.fields["to"].choices = [("", _("Nobody")), *names]  # type: ignore[attr-defined] # a choice field
        if self.concern and self.concern.assigned_to_id:
            self.fields["to"].initial = str(self.concern.assigned_to_id)

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Assign it."""
        return concern_assign(
            concern=concern, to=self.team.get(self.cleaned_data["to"]), actor=actor
        )


class NoteForm(FilesForm):
    """A note that only the team sees."""

    heading = lazy("Add a note")
    hint = lazy("Only the council’s team sees it.")
    button = lazy("Keep the note")
    done = lazy("The note is kept.")
    words = words_field(lazy("Note"))
    field_order = ("words", "files")

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Keep it."""
        return note_add(
            concern=concern,
            words=self.cleaned_data["words"],
            actor=actor,
            files=self.cleaned_data.get("files") or (),
        )


class CallForm(WhenForm):
    """What was said on the telephone."""

    heading = lazy("Record a call")
    hint = lazy("Only the council’s team sees what was said.")
    button = lazy("Keep the call")
    done = lazy("The call is kept.")
    with_whom = forms.ChoiceField(
        label=lazy("With whom"),
        choices=[
            ("resident", lazy("The resident")),
            ("landlord", lazy("The landlord")),
            ("other", lazy("Somebody else")),
        ],
        widget=forms.RadioSelect,
        initial="resident",
    )
    words = words_field(lazy("What was said"))
    field_order = ("with_whom", "words", "on", "clock")

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Keep it."""
        given = self.cleaned_data
        return call_record(
            concern=concern,
            words=given["words"],
            with_whom=given["with_whom"],
            actor=actor,
            at=self.moment(),
        )


class AskForm(DeedForm):
    """A question to the resident."""

    heading = lazy("Ask the resident")
    hint = lazy("They are told that there is a question, and the case waits for them.")
    button = lazy("Ask")
    done = lazy("Asked. The case waits for the resident.")
    words = words_field(lazy("The question"))

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Ask."""
        return resident_ask(concern=concern, words=self.cleaned_data["words"], actor=actor)


class TellForm(FilesForm):
    """Something to tell the resident."""

    heading = lazy("Tell the resident")
    hint = lazy(
        "It stands on their private page. Those who get e-mail are told that there is news; "
        "others you ring or write to, and say so here."
    )
    button = lazy("Tell them")
    done = lazy("Told, and kept.")
    words = words_field(lazy("What to tell them"), rows=8)
    how = forms.ChoiceField(
        label=lazy("How they are told"),
        choices=[
            (ContactWay.EMAIL, lazy("On their private page, and by e-mail")),
            (ContactWay.PHONE, lazy("I told them on the telephone")),
            (ContactWay.LETTER, lazy("I sent a letter")),
        ],
        widget=forms.RadioSelect,
        initial=ContactWay.EMAIL,
    )
    party = forms.ModelChoiceField(
        Party.objects.none(), required=False, widget=forms.HiddenInput, label=lazy("Whom")
    )
    field_order = ("words", "how", "files", "party")

    def settle(self) -> None:
        """Only people of this case."""
        if self.concern is not None:
            self.fields["party"].queryset = self.concern.parties.all()  # type: ignore[attr-defined] # a choice of rows

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Tell them."""
        given = self.cleaned_data
        return resident_tell(
            concern=concern,
            words=given["words"],
            actor=actor,
            how=given["how"],
            party=given.get("party"),
            files=given.get("files") or (),
        )


class ChaseForm(DeedForm):
    """A reminder to the landlord."""

    heading = lazy("Chase the landlord")
    hint = lazy("The landlord’s people are written to. The resident sees that you chased.")
    button = lazy("Chase")
    done = lazy("The landlord is reminded.")
    words = words_field(lazy("What to say with it"), required=False, rows=4)

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Chase."""
        return concern_chase(concern=concern, words=self.cleaned_data["words"], actor=actor)


class AttachForm(FilesForm):
    """Files that came by letter or e-mail."""

    heading = lazy("Add files")
    button = lazy("Add files")
    done = lazy("The files are kept.")
    words = words_field(lazy("What they show"), required=False, rows=3)
    audience = forms.ChoiceField(
        label=lazy("Who is shown them"),
        choices=[
            (Audience.TEAM, lazy("The council’s team only")),
            (Audience.RESIDENT, lazy("The resident too")),
            (Audience.ALL, lazy("The resident and the landlord too")),
        ],
        widget=forms.RadioSelect,
        initial=Audience.TEAM,
    )
    field_order = ("files", "words", "audience")

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Keep them."""
        given = self.cleaned_data
        return files_attach(
            concern=concern,
            files=given.get("files") or (),
            words=given["words"],
            audience=given["audience"],
            actor=actor,
        )
