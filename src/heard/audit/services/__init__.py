"""Writes of the log: what was done, what was looked at; sealing; removing reasons."""

from heard.audit.services.erasing import audit_erase_reasons
from heard.audit.services.recording import (
    CHANGED,
    Deed,
    audit_look,
    audit_record,
    audit_record_many,
)
from heard.audit.services.restarting import audit_empty
from heard.audit.services.sealing import audit_seal
from heard.audit.services.verifying import Verdict, Witness, audit_verify, audit_verify_end

__all__ = [
    "CHANGED",
    "Deed",
    "Verdict",
    "Witness",
    "audit_empty",
    "audit_erase_reasons",
    "audit_look",
    "audit_record",
    "audit_record_many",
    "audit_seal",
    "audit_verify",
    "audit_verify_end",
]
