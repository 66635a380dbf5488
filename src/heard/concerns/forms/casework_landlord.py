"""What passes between the team and a landlord: referral, steps of the law, answers, clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns import catalogue
from heard.concerns.clockwork import clocks_of, facts_of
from heard.concerns.events import MILESTONES, Answer, Kind
from heard.concerns.forms.casework import (
    DeedForm,
    FilesForm,
    LandlordChoice,
    WhenForm,
    words_field,
)
from heard.concerns.models import Consent
from heard.concerns.services.answers import (
    answer_give,
    clock_extend,
    clock_pause,
    clock_resume,
    commitment_change,
    commitment_done,
    commitment_make,
)
from heard.concerns.services.casework import concern_refer_to_councillor, milestone_record
from heard.concerns.services.raising import Shares
from heard.concerns.services.spoken import concern_refer_agreed
from heard.landlords.forms.fields import DayField
from heard.landlords.models import Ward

if TYPE_CHECKING:
    from heard.concerns.actors import Actor
    from heard.concerns.models import Concern

COMPLAINT = (
    Kind.COMPLAINT,
    Kind.COMPLAINT_ACKNOWLEDGED,
    Kind.COMPLAINT_ANSWERED,
    Kind.ESCALATED,
    Kind.ESCALATION_ACKNOWLEDGED,
    Kind.ESCALATION_ANSWERED,
    Kind.WITHDRAWN,
)
TOLD = (Kind.LANDLORD_AWARE,)
AWAAB = tuple(kind for kind in MILESTONES if kind not in {*COMPLAINT, *TOLD})


class ReferForm(WhenForm):
    """Put it to the landlord, with the resident's agreement."""

    heading = lazy("Put it to the landlord")
    hint = lazy("The landlord sees what the resident agreed to share, and its clocks start.")
    button = lazy("Put it to the landlord")
    done = lazy("Put to the landlord. The resident is told.")
    landlord = LandlordChoice(label=lazy("Landlord"))
    why = forms.ChoiceField(label=lazy("Why now"), required=False)
    words = words_field(lazy("What we ask of the landlord"), required=False)
    agreed = forms.BooleanField(
        label=lazy("I asked the resident, and they agree that this landlord is shown it"),
        help_text=lazy(
            "Only needed where the case page shows no agreement yet. Read out: “May we show your "
            "concern to your landlord, so that it can answer? You can take this back at any time.”"
        ),
        required=False,
    )
    shares = forms.MultipleChoiceField(
        label=lazy("They agree that it is also shown"),
        choices=[
            ("name", lazy("Their name")),
            ("contact", lazy("How to reach them")),
            ("address", lazy("Their address")),
            ("files", lazy("Their photos and files")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=["name", "files"],
    )
    field_order = ("landlord", "why", "words", "agreed", "shares", "on", "clock")

    def settle(self) -> None:
        """Start from the case's landlord; ask for agreement only where there is none."""
        super().settle()
        reasons = catalogue.referrals(timezone.localdate())
        named = [(each.code, _(each.name)) for each in reasons]
        self.fields["why"].choices = [("", ""), *named]  # type: ignore[attr-defined] # a choice field
        if self.concern is None:
            return
        self.fields["landlord"].initial = self.concern.landlord_id
        given = Consent.objects.filter(concern=self.concern, withdrawn_at=None)
        if self.concern.landlord_id and given.filter(landlord=self.concern.landlord_id).exists():
            del self.fields["agreed"], self.fields["shares"]

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Refer it."""
        given = self.cleaned_data
        chosen = given.get("shares", [])
        shares = None
        if given.get("agreed"):
            shares = Shares(**{name: name in chosen for name in Shares.__dataclass_fields__})
        reason = _(catalogue.referral_get(given["why"]).name) if given["why"] else ""
        words = "\n\n".join(part for part in (reason, given["words"]) if part)
        return concern_refer_agreed(
            concern=concern,
            landlord=given["landlord"],
            words=words,
            actor=actor,
            shares=shares,
            at=self.moment(),
        )


class CouncillorForm(DeedForm):
    """Put it to the ward's councillors."""

    heading = lazy("Put it to the ward councillor")
    hint = lazy("The ward’s councillors see the concern and the resident’s name.")
    button = lazy("Put it to the councillor")
    done = lazy("Put to the ward councillor. The resident is told.")
    ward = forms.ModelChoiceField(
        Ward.objects.filter(valid_to=None).order_by("name"), label=lazy("Ward")
    )
    words = words_field(lazy("What we ask of the councillor"), required=False)
    agreed = forms.BooleanField(label=lazy("I asked the resident, and they agree"), required=False)

    def settle(self) -> None:
        """Start from the case's ward."""
        if self.concern is not None:
            self.fields["ward"].initial = self.concern.ward_id

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Refer it."""
        return concern_refer_to_councillor(
            concern=concern,
            actor=actor,
            ward=self.cleaned_data["ward"],
            words=self.cleaned_data["words"],
            agreed=self.cleaned_data["agreed"],
        )


class MilestoneForm(WhenForm, FilesForm):
    """A step of the landlord's under the Complaint Handling Code or Awaab's Law."""

    heading = lazy("Record a step of the landlord’s")
    hint = lazy("From a letter, an e-mail or a call. Give the time it happened, not the time now.")
    button = lazy("Keep it")
    done = lazy("Kept. The clocks are worked out again.")
    kind = forms.ChoiceField(label=lazy("What happened"))
    hazard = forms.ChoiceField(
        label=lazy("Which hazard"),
        help_text=lazy("Only for a hazard that was reported."),
        required=False,
    )
    words = words_field(lazy("What it says"), required=False, rows=4)
    field_order = ("kind", "hazard", "on", "clock", "words", "files")

    def settle(self) -> None:
        """Steps by the law they belong to, and hazards of today."""
        super().settle()
        groups = [
            (_("The landlord learnt of it"), TOLD),
            (_("Complaint Handling Code"), COMPLAINT),
            (_("Awaab’s Law"), AWAAB),
        ]
        self.fields["kind"].choices = [  # type: ignore[attr-defined] # a choice field
            (name, [(kind.value, str(kind.label)) for kind in kinds]) for name, kinds in groups
        ]
        hazards = catalogue.hazards(timezone.localdate())
        named = [(each.code, _(each.plain or each.name)) for each in hazards]
        self.fields["hazard"].choices = [("", ""), *named]  # type: ignore[attr-defined] # a choice field

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Keep it."""
        given = self.cleaned_data
        return milestone_record(
            concern=concern,
            kind=Kind(given["kind"]),
            actor=actor,
            at=self.moment(),
            words=given["words"],
            hazard=given["hazard"],
            files=given.get("files") or (),
        )


class AnswerForm(WhenForm, FilesForm):
    """An answer of the landlord's that came by letter, e-mail or telephone."""

    heading = lazy("Enter the landlord’s answer")
    hint = lazy("In the landlord’s own words. The resident is shown it. A no needs its reason.")
    button = lazy("Keep the answer")
    done = lazy("The answer is kept, and the resident is told.")
    answer = forms.ChoiceField(
        label=lazy("What it comes to"), choices=Answer.choices, widget=forms.RadioSelect
    )
    words = words_field(lazy("The answer"))
    reason = words_field(lazy("The landlord’s reason"), required=False, rows=3)
    action = forms.CharField(
        label=lazy("What the landlord will do"),
        help_text=lazy("If it named something with a date. Add others afterwards."),
        required=False,
        max_length=500,
    )
    due_on = DayField(label=lazy("By when"))
    field_order = ("answer", "words", "reason", "action", "due_on", "on", "clock", "files")

    def clean(self) -> dict[str, Any]:
        """An action and its date come together."""
        given = super().clean()
        if bool(given.get("action")) != bool(given.get("due_on")) and "due_on" not in self.errors:
            self.add_error("due_on", _("Give both what will be done and by when."))
        return given

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Keep it."""
        given = self.cleaned_data
        actions = ((given["action"], given["due_on"]),) if given["action"] else ()
        return answer_give(
            concern=concern,
            answer=given["answer"],
            words=given["words"],
            reason=given["reason"],
            actions=actions,
            actor=actor,
            files=given.get("files") or (),
            at=self.moment(),
        )


class ClockForm(DeedForm):
    """Something about one of the case's clocks."""

    rule = forms.ChoiceField(label=lazy("Which clock"))

    def settle(self) -> None:
        """The clocks that run."""
        if self.concern is None:
            return
        clocks = clocks_of(self.concern, facts_of(self.concern), now=timezone.now())
        self.fields["rule"].choices = [  # type: ignore[attr-defined] # a choice field
            (clock.rule.code, f"{_(clock.rule.name)} ({_(clock.pack.name)})")
            for clock in clocks
            if clock.is_open and self.fits(clock)
        ]

    def fits(self, clock: Any) -> bool:
        """Whether this can be done to the clock."""
        raise NotImplementedError


class ExtendForm(ClockForm):
    """More time, as the rule allows."""

    heading = lazy("Take more time")
    hint = lazy("Only before the time is up, as far as the rule allows. The resident is told why.")
    button = lazy("Take more time")
    done = lazy("The deadline is moved, and the resident is shown why.")
    days = forms.IntegerField(
        label=lazy("How many more"),
        help_text=lazy("In the rule’s own unit, mostly working days."),
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    reason = words_field(lazy("Why, as the resident is shown it"), rows=3)

    def fits(self, clock: Any) -> bool:
        """Rules that allow more time."""
        return clock.rule.extension is not None

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Extend it."""
        given = self.cleaned_data
        return clock_extend(
            concern=concern,
            rule=given["rule"],
            days=given["days"],
            reason=given["reason"],
            actor=actor,
        )


class PauseForm(ClockForm):
    """A clock that stops for a while."""

    heading = lazy("Stop a clock for a while")
    hint = lazy("Only where the rule allows it, as when nobody can get in.")
    button = lazy("Stop the clock")
    done = lazy("The clock is stopped until you let it run again.")
    reason = words_field(lazy("Why, as the resident is shown it"), rows=3)

    def fits(self, clock: Any) -> bool:
        """Rules that allow it."""
        return bool(clock.rule.may_pause) and clock.state != "paused"

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Pause it."""
        given = self.cleaned_data
        return clock_pause(concern=concern, rule=given["rule"], reason=given["reason"], actor=actor)


class ResumeForm(ClockForm):
    """A clock that runs again."""

    heading = lazy("Let a clock run again")
    button = lazy("Let it run")
    done = lazy("The clock runs again.")

    def fits(self, clock: Any) -> bool:
        """Clocks that were stopped."""
        return bool(clock.state == "paused")

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Resume it."""
        return clock_resume(concern=concern, rule=self.cleaned_data["rule"], actor=actor)


class CommitForm(DeedForm):
    """Something that the landlord will do by a day."""

    heading = lazy("Add what the landlord will do")
    button = lazy("Keep it")
    done = lazy("Kept. It stands on Today when its day comes.")
    words = words_field(lazy("What the landlord will do"), rows=3)
    due_on = DayField(
        label=lazy("By when"), required=True, error_messages={"required": lazy("Give a day.")}
    )

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Keep it."""
        given = self.cleaned_data
        return commitment_make(
            concern=concern, words=given["words"], due_on=given["due_on"], actor=actor
        )


class CommitmentMoveForm(DeedForm):
    """A new day for an action."""

    heading = lazy("Give a new day for an action")
    button = lazy("Keep the new day")
    done = lazy("The new day is kept. The old one stays in the timeline.")
    due_on = DayField(
        label=lazy("The new day"), required=True, error_messages={"required": lazy("Give a day.")}
    )
    reason = words_field(lazy("Why it moves, as the resident is shown it"), rows=3)

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Move it."""
        given = self.cleaned_data
        return commitment_change(
            concern=concern,
            number=self.number or 0,
            due_on=given["due_on"],
            reason=given["reason"],
            actor=actor,
        )


class CommitmentDoneForm(FilesForm):
    """An action that was done."""

    heading = lazy("Say that an action was done")
    hint = lazy("The resident is asked whether it was.")
    button = lazy("It was done")
    done = lazy("Kept. The resident is asked.")
    words = words_field(lazy("What was done"), required=False, rows=3)
    field_order = ("words", "files")

    def do(self, concern: Concern, actor: Actor) -> Any:
        """Keep it."""
        return commitment_done(
            concern=concern,
            number=self.number or 0,
            words=self.cleaned_data["words"],
            actor=actor,
            files=self.cleaned_data.get("files") or (),
        )
