"""What of reviews leaves, parents before what belongs to them."""

from __future__ import annotations

from heard.exchange.described import AUTHORED, CARD, KEYED, Table
from heard.reviews import models

WITHDRAWN = ("withdrawn_at", "withdrawn_because")
ANSWERED = ("answered_at", "answered_role")
PERIOD = ("period_from", "period_to")
OPEN = ("open_from", "open_to")
SHOWN = ("shown", "approved_at")

REVIEWS = (
    Table(
        file="reviews",
        model=models.Review,
        noun="review",
        columns=(
            *AUTHORED,
            "reference",
            "borough",
            "framework",
            "title",
            *PERIOD,
            "self_due",
            "residents_due",
            "officers_due",
            "comments_due",
            "stage",
            "published_at",
            "statement",
        ),
    ),
    Table(
        file="review-moves",
        model=models.StageMove,
        columns=(*AUTHORED, "review", "number", "before", "after", "reason"),
    ),
    Table(
        file="review-corrections",
        model=models.Correction,
        columns=(*AUTHORED, "review", "text"),
    ),
    Table(
        file="review-landlords",
        model=models.Subject,
        columns=(
            *KEYED,
            "review",
            "landlord",
            "self_submitted_at",
            "left_on",
            "left_because",
            "succeeded_by",
        ),
    ),
    Table(
        file="review-submissions",
        model=models.Submission,
        columns=(*AUTHORED, "subject", "given_back", "reason"),
    ),
    Table(
        file="review-comments",
        model=models.Comment,
        columns=(*AUTHORED, "subject", "criterion", "text", "superseded_at"),
    ),
    Table(
        file="review-sessions",
        model=models.Session,
        columns=(*AUTHORED, "subject", "method", "title", *OPEN, "note", "walkabout", "closed_at"),
    ),
    Table(
        file="review-seats",
        model=models.Seat,
        columns=(*KEYED, "session", "number", "used_at", "entered_by_officer"),
        left_out={"code_digest": CARD},
    ),
    Table(
        file="review-seat-words",
        model=models.SeatWords,
        columns=(*KEYED, "seat", "criterion", "text", *SHOWN),
    ),
    Table(
        file="review-scores",
        model=models.Score,
        columns=(
            *AUTHORED,
            "subject",
            "criterion",
            "source",
            "seat",
            "standing",
            "level",
            "reason",
            "follows",
            "superseded_at",
        ),
    ),
    Table(
        file="review-samples",
        model=models.Sample,
        columns=(*AUTHORED, "review", "seed", "size", "note"),
    ),
    Table(
        file="review-sample-items",
        model=models.SampleItem,
        columns=(*KEYED, "sample", "subject", "criterion"),
    ),
    Table(
        file="review-evidence",
        model=models.Evidence,
        columns=(
            *AUTHORED,
            "subject",
            "criterion",
            "kind",
            "side",
            "title",
            "statement",
            "dated",
            "link",
            "file",
            "measure",
            "figure",
            "observation",
            *WITHDRAWN,
        ),
    ),
    Table(
        file="review-evidence-checks",
        model=models.EvidenceCheck,
        columns=(*AUTHORED, "evidence", "verdict", "reason", "superseded_at"),
    ),
    Table(
        file="review-findings",
        model=models.Finding,
        columns=(
            *AUTHORED,
            "review",
            "number",
            "subject",
            "criterion",
            "title",
            "text",
            *WITHDRAWN,
        ),
    ),
    Table(
        file="review-finding-evidence",
        model=models.FindingEvidence,
        columns=(*KEYED, "finding", "evidence"),
    ),
    Table(
        file="review-recommendations",
        model=models.Recommendation,
        columns=(*AUTHORED, "finding", "reference", "number", "text", *WITHDRAWN),
    ),
    Table(
        file="review-earlier-words",
        model=models.EarlierWords,
        columns=(*AUTHORED, "finding", "recommendation", "title", "text"),
    ),
    Table(
        file="review-answers",
        model=models.Address,
        columns=(*KEYED, "recommendation", "subject", "due_on", "answer", "reason", *ANSWERED),
    ),
    Table(
        file="review-actions",
        model=models.RecommendedAction,
        columns=(
            *AUTHORED,
            "address",
            "text",
            "owner",
            "first_due_on",
            "due_on",
            "done_at",
            "note",
            "dropped_at",
            "dropped_because",
        ),
    ),
    Table(
        file="review-answer-steps",
        model=models.AnswerStep,
        columns=(*AUTHORED, "address", "action", "deed", "answer", "due_on", "text", "words"),
    ),
    Table(
        file="review-action-verdicts",
        model=models.ActionVerdict,
        columns=(
            *AUTHORED,
            "action",
            "verdict",
            "residents",
            "session",
            "entered_by_officer",
            "doubtful",
            "note",
        ),
    ),
)
