"""What of good practice leaves, parents before what belongs to them."""

from __future__ import annotations

from heard.exchange.described import AUTHORED, KEYED, Table
from heard.practices import models

HIDDEN = ("hidden_at", "hidden_because")
ANSWERED = ("answered_at", "answered_role")

PRACTICES = (
    Table(
        file="practices",
        model=models.Practice,
        noun="practice",
        columns=(*AUTHORED, "reference", "landlord", "status", "first_published_at"),
    ),
    Table(
        file="practice-versions",
        model=models.Version,
        columns=(
            *AUTHORED,
            "practice",
            "number",
            "title",
            "kind",
            "context",
            "problem",
            "done",
            "with_whom",
            "cost",
            "cost_words",
            "effort",
            "effort_words",
            "changed",
            "rung",
            "figures",
            "compared_with",
            "checked_by",
            "lessons",
            "contact",
            "contact_email",
            "contact_is_personal",
            "published_at",
            "superseded_at",
        ),
    ),
    Table(
        file="practice-criteria",
        model=models.Serves,
        columns=(*KEYED, "version", "framework", "criterion"),
    ),
    Table(
        file="practice-evidence",
        model=models.Proof,
        columns=(*KEYED, "version", "position", "title", "link", "file", "measure"),
    ),
    Table(
        file="practice-moves",
        model=models.Move,
        columns=(*AUTHORED, "practice", "deed", "version_number", "reason"),
    ),
    Table(
        file="practice-adoptions",
        model=models.Adoption,
        columns=(*AUTHORED, "practice", "landlord"),
    ),
    Table(
        file="practice-adoption-steps",
        model=models.Step,
        columns=(
            *AUTHORED,
            "adoption",
            "number",
            "progress",
            "on",
            "happened",
            "effect",
            "rung",
            *HIDDEN,
        ),
    ),
    Table(
        file="practice-questions",
        model=models.Question,
        columns=(
            *AUTHORED,
            "practice",
            "landlord",
            "text",
            "asker_agrees",
            "answer",
            *ANSWERED,
            "answerer_agrees",
            *HIDDEN,
        ),
    ),
)
