"""How far the log was when it last held, remembered outside the store.

A store that is taken back to an earlier state holds in itself. It doesn't agree with this.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.conf import settings

from heard.audit.services.verifying import Witness

if TYPE_CHECKING:
    from pathlib import Path


def witness_path() -> Path:
    """Where it is remembered. Remove it after restoring an older copy of the store on purpose."""
    return settings.HOME / "audit-verified"


def witness_read() -> Witness | None:
    """What was remembered; nothing if nothing was, or if it can't be read."""
    try:
        return Witness(**json.loads(witness_path().read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def witness_write(witness: Witness) -> None:
    """Remember how far the log holds."""
    path = witness_path()
    fresh = path.with_name(f"{path.name}.new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(witness._asdict()))
    fresh.replace(path)


def witness_forget() -> None:
    """Start again: the log was emptied on purpose."""
    witness_path().unlink(missing_ok=True)
