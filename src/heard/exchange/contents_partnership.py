"""What of charters, groups and meetings leaves, parents before what belongs to them."""

from __future__ import annotations

from heard.exchange.described import AUTHORED, CARD, KEYED, Table
from heard.partnership import models

PERIOD = ("period_from", "period_to")
OPEN = ("open_from", "open_to")
SHOWN = ("shown", "approved_at")

CHARTERS = (
    Table(
        file="charters",
        model=models.Charter,
        noun="charter",
        columns=(*AUTHORED, "slug", "kind", "ended_on", "ended_because"),
    ),
    Table(
        file="charter-versions",
        model=models.CharterVersion,
        columns=(
            *AUTHORED,
            "charter",
            "number",
            "title",
            "introduction",
            "changes",
            "report_within",
            "published_at",
            "superseded_at",
        ),
    ),
    Table(
        file="charter-commitments",
        model=models.Commitment,
        columns=(
            *KEYED,
            "version",
            "line",
            "number",
            "title",
            "text",
            "shown_by",
            "measures",
            "criteria",
            "evidence_kinds",
            "effective_from",
            "effective_to",
            "every",
        ),
    ),
    Table(
        file="charter-signatories",
        model=models.Signatory,
        columns=(*AUTHORED, "charter", "landlord"),
    ),
    Table(
        file="charter-signings",
        model=models.Signing,
        columns=(*AUTHORED, "signatory", "commitment", "act", "words", "on", "undone_at"),
    ),
    Table(
        file="charter-reports",
        model=models.Report,
        columns=(
            *AUTHORED,
            "signatory",
            "commitment",
            *PERIOD,
            "number",
            "progress",
            "words",
            "sent_at",
            "accepted_at",
            "returned_at",
            "returned_because",
            "returned_due",
        ),
    ),
    Table(
        file="charter-report-evidence",
        model=models.ReportEvidence,
        columns=(*AUTHORED, "report", "position", "title", "link", "file", "measure", "figure"),
    ),
    Table(
        file="charter-rounds",
        model=models.Round,
        columns=(*AUTHORED, "signatory", "title", *PERIOD, *OPEN, "closed_at"),
    ),
    Table(
        file="charter-round-seats",
        model=models.RoundSeat,
        columns=(*KEYED, "round", "number", "used_at", "entered_by_officer"),
        left_out={"code_digest": CARD},
    ),
    Table(
        file="charter-verdicts",
        model=models.CommitmentVerdict,
        columns=(*AUTHORED, "round", "seat", "commitment", "says", "words", *SHOWN),
    ),
)

MEETINGS = (
    Table(
        file="groups",
        model=models.WorkingGroup,
        noun="working-group",
        columns=(*AUTHORED, "slug", "name", "purpose", "ended_at", "ended_because"),
    ),
    Table(
        file="group-organisations",
        model=models.MemberOrganisation,
        columns=(*AUTHORED, "group", "kind", "landlord", "given_name", "left_at"),
    ),
    Table(
        file="group-people",
        model=models.MemberPerson,
        columns=(*AUTHORED, "organisation", "left_at"),
    ),
    Table(
        file="meetings",
        model=models.Meeting,
        columns=(
            *AUTHORED,
            "group",
            "number",
            "on",
            "at_time",
            "minutes_long",
            "place",
            "link",
            "guests",
            "revision",
            "called_at",
            "circulated_at",
            "agreed_at",
            "agreed_in",
            "cancelled_at",
            "cancelled_because",
        ),
    ),
    Table(
        file="meeting-moves",
        model=models.MeetingMove,
        columns=(*AUTHORED, "meeting", "on_before", "time_before", "place_before", "reason"),
    ),
    Table(
        file="meeting-items",
        model=models.AgendaItem,
        columns=(
            *AUTHORED,
            "meeting",
            "position",
            "title",
            "words",
            "minutes_long",
            "source",
            "source_key",
            "link",
            "removed_at",
        ),
    ),
    Table(
        file="meeting-papers",
        model=models.Paper,
        columns=(*AUTHORED, "meeting", "item", "title", "file", "circulated_at", "withdrawn_at"),
    ),
    Table(
        file="meeting-attendance",
        model=models.Attendance,
        columns=(*AUTHORED, "meeting", "person", "came"),
    ),
    Table(
        file="meeting-minutes",
        model=models.Minute,
        columns=(*AUTHORED, "item", "number", "text", "reason", "superseded_at"),
    ),
    Table(
        file="group-decisions",
        model=models.Decision,
        columns=(*AUTHORED, "group", "number", "meeting", "item", "text", "replaces"),
    ),
    Table(
        file="group-actions",
        model=models.GroupAction,
        columns=(
            *AUTHORED,
            "group",
            "number",
            "meeting",
            "item",
            "what",
            "organisation",
            "person",
            "first_due_on",
            "due_on",
            "done_at",
            "done_on",
            "done_words",
            "dropped_at",
        ),
    ),
    Table(
        file="group-action-steps",
        model=models.GroupActionStep,
        columns=(*AUTHORED, "action", "kind", "what", "organisation", "due_on", "words"),
    ),
)
