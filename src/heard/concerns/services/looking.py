"""Every look at somebody's case is logged: who looked, at which, in what role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.audit.services import audit_look, audit_record

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.concerns.models import Concern


def case_look(*, concern: Concern, by: User, what: str = "case") -> None:
    """Log that somebody looked at a case, or at a part of it such as a flag or a file."""
    audit_look(target=concern, by=by, event=f"{what}.read")


def export_note(*, by: User, rows: int, personal: bool, reason: str) -> None:
    """Log that a file of cases was taken out, how many, and with personal data or without."""
    audit_record(
        event="case.export",
        target=None,
        by=by,
        reason=reason,
        after={"rows": rows, "personal": personal},
    )


def lookup_note(*, by: User, found: int) -> None:
    """Log that people were looked up by name, telephone number or address."""
    audit_record(event="person.look-up", target=None, by=by, after={"found": found})
