"""What can happen to a concern. Its timeline of events is the only source of where it stands."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """One sort of event each. `HAPPENINGS` says which of them the clocks count."""

    RECEIVED = "received", _("Received")
    CHECKED = "checked", _("Checked and taken up")
    REFUSED = "refused", _("Not taken up")
    ASSIGNED = "assigned", _("Assigned")
    CORRECTED = "corrected", _("Details corrected")
    CONSENT_GIVEN = "consent-given", _("Agreed to share")
    CONSENT_WITHDRAWN = "consent-withdrawn", _("No longer agrees to share")
    REFERRED = "referred", _("Put to the landlord")
    REFERRED_TO_COUNCILLOR = "referred-to-councillor", _("Put to the ward councillor")
    COUNCILLOR_ANSWERED = "councillor-answered", _("The ward councillor answered")
    CHASED = "chased", _("Chased")
    CALLED = "called", _("Call")
    NOTE = "note", _("Note")
    ASKED = "asked", _("Question to the resident")
    TOLD = "told", _("The resident was told")
    ADDED = "added", _("The resident added")
    ATTACHED = "attached", _("Files added")
    NOT_FIXED = "not-fixed", _("The resident says: not fixed")
    LISTENED = "listened", _("The resident says whether they felt listened to")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Opened again")
    MERGED = "merged", _("Joined to another concern")
    SPLIT = "split", _("Part of it made a concern of its own")
    HOUSEHOLD_JOINED = "household-joined", _("A household joined")
    UNDONE = "undone", _("Undone")
    LANDLORD_AWARE = "landlord-aware", _("The landlord was told")
    COMPLAINT = "complaint", _("Complaint made, stage 1")
    COMPLAINT_ACKNOWLEDGED = "complaint-acknowledged", _("Stage 1 acknowledged")
    COMPLAINT_ANSWERED = "complaint-answered", _("Stage 1 answered")
    ESCALATED = "escalated", _("Complaint taken to stage 2")
    ESCALATION_ACKNOWLEDGED = "escalation-acknowledged", _("Stage 2 acknowledged")
    ESCALATION_ANSWERED = "escalation-answered", _("Stage 2 answered")
    WITHDRAWN = "withdrawn", _("Complaint withdrawn")
    HAZARD_EMERGENCY = "hazard-emergency", _("Emergency hazard reported")
    HAZARD_SIGNIFICANT = "hazard-significant", _("Significant hazard reported")
    INVESTIGATED = "investigated", _("Investigation ended")
    SUMMARY_GIVEN = "summary-given", _("Written summary given")
    NO_HAZARD = "no-hazard", _("Investigation found no such hazard")
    MADE_SAFE = "made-safe", _("Made safe")
    MOVED_OUT = "moved-out", _("The household moved out")
    CONSENT_REFUSED = "consent-refused", _("Somebody else's consent was refused")
    WORKS_BEGUN = "works-begun", _("Steps towards further works taken")
    WORKS_STARTED = "works-started", _("Further works started")
    WORKS_DONE = "works-done", _("Works done")
    LANDLORD_ANSWERED = "landlord-answered", _("The landlord answered")
    COMMITTED = "committed", _("The landlord committed to an action")
    COMMITMENT_CHANGED = "commitment-changed", _("New date for an action")
    COMMITMENT_DONE = "commitment-done", _("Action done")
    EXTENDED = "extended", _("More time taken")
    PAUSED = "paused", _("Clock stopped for a while")
    RESUMED = "resumed", _("Clock runs again")


# The landlord's steps under the Complaint Handling Code and Awaab's Law, recorded by the
# landlord itself or by the team from a letter or call.
MILESTONES = (
    Kind.LANDLORD_AWARE,
    Kind.COMPLAINT,
    Kind.COMPLAINT_ACKNOWLEDGED,
    Kind.COMPLAINT_ANSWERED,
    Kind.ESCALATED,
    Kind.ESCALATION_ACKNOWLEDGED,
    Kind.ESCALATION_ANSWERED,
    Kind.WITHDRAWN,
    Kind.HAZARD_EMERGENCY,
    Kind.HAZARD_SIGNIFICANT,
    Kind.INVESTIGATED,
    Kind.NO_HAZARD,
    Kind.SUMMARY_GIVEN,
    Kind.MADE_SAFE,
    Kind.MOVED_OUT,
    Kind.CONSENT_REFUSED,
    Kind.WORKS_BEGUN,
    Kind.WORKS_STARTED,
    Kind.WORKS_DONE,
)

# Steps that end a landlord's duty without its doing anything: the landlord can't take them itself.
RESIDENT_SAYS = (Kind.ADDED, Kind.NOT_FIXED, Kind.LISTENED)  # of a concern, after raising it
RESIDENTS_STEPS = frozenset({Kind.WITHDRAWN, Kind.MOVED_OUT, Kind.CONSENT_REFUSED})

# Event kind → what the clocks call it. Kinds that aren't here stop and start no clock.
HAPPENINGS: dict[str, tuple[str, ...]] = {
    Kind.RECEIVED: ("raised",),
    Kind.CHECKED: ("checked", "council-acknowledged"),
    Kind.REFUSED: ("closed",),
    Kind.REFERRED: ("referred",),
    Kind.TOLD: ("resident-told",),
    Kind.NOT_FIXED: ("not-fixed",),
    Kind.CLOSED: ("closed",),
    Kind.MERGED: ("closed",),
    Kind.REOPENED: ("reopened",),
    Kind.LANDLORD_ANSWERED: ("landlord-answered",),
    Kind.EXTENDED: ("extended",),
    Kind.PAUSED: ("paused",),
    Kind.RESUMED: ("resumed",),
    **{kind: (kind.value,) for kind in MILESTONES},
}


class Audience(TextChoices):
    """Who is shown an event, beside the council's team."""

    TEAM = "team", _("The council's team only")
    RESIDENT = "resident", _("The resident")
    LANDLORD = "landlord", _("The landlord")
    COUNCILLOR = "councillor", _("The ward councillor")
    ALL = "all", _("The resident and the landlord")


class Status(TextChoices):
    """Where a concern stands. Derived from its events by `state.fold`."""

    TO_CHECK = "to-check", _("To be checked")
    NEW = "new", _("New")
    WITH_TEAM = "with-team", _("With the council's team")
    WITH_LANDLORD = "with-landlord", _("With the landlord")
    WITH_COUNCILLOR = "with-councillor", _("With the ward councillor")
    WITH_RESIDENT = "with-resident", _("Waiting for the resident")
    ANSWERED = "answered", _("Answered by the landlord")
    NOT_FIXED = "not-fixed", _("Not fixed")
    CLOSED = "closed", _("Closed")
    MERGED = "merged", _("Joined to another concern")
    REFUSED = "refused", _("Not taken up")


ENDED = frozenset({Status.CLOSED, Status.MERGED, Status.REFUSED})


class Waiting(TextChoices):
    """Whose turn it is."""

    TEAM = "team", _("The council's team")
    LANDLORD = "landlord", _("The landlord")
    COUNCILLOR = "councillor", _("The ward councillor")
    RESIDENT = "resident", _("The resident")
    NOBODY = "nobody", _("Nobody")


class Answer(TextChoices):
    """What a landlord's answer comes to."""

    YES = "yes", _("Yes, we will do it")
    PARTLY = "partly", _("Yes, in part")
    NO = "no", _("No")


class Felt(TextChoices):
    """Whether the resident felt listened to."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
