"""The packs in effect: those that come with Heard, and the council's own standard."""

from __future__ import annotations

import logging
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from heard import environment
from heard.concerns.rules.parsing import Parsed, parse
from heard.errors import BadInputError, Fault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from heard.analysis.clocks import RulePack

STANDARD = "council-standard"
_log = logging.getLogger(__name__)


def rule_packs(standard: Path | None = None) -> tuple[RulePack, ...]:
    """Every version of every pack: the law, the Code, and this council's standard.

    The council's file takes the place of the standard that comes with Heard. A file with faults
    runs no clock of the standard at all rather than a wrong one; it is logged, and
    `standard_faults` says what to mend. A change of the file counts at once.
    """
    own = _own(standard)
    if own is None:
        return _shipped()
    law = tuple(pack for pack in _shipped() if pack.code != STANDARD)
    return law + (() if own.faults else own.packs)


def standard_faults(standard: Path | None = None) -> tuple[Fault, ...]:
    """What is wrong with the council's own standard; nothing if it has none."""
    own = _own(standard)
    return own.faults if own else ()


def standard_bank_holidays(standard: Path | None = None) -> Mapping[date, str]:
    """Days off that the council's file adds to those that Heard knows."""
    own = _own(standard)
    return own.bank_holidays if own and not own.faults else {}


def standard_path() -> Path:
    """Where the council's own standard stands, whether or not there is one."""
    given = environment.read("HEARD_STANDARD")
    return Path(given).expanduser() if given else environment.home() / "standard.toml"


def _own(standard: Path | None) -> Parsed | None:
    """The council's file as read, or None if there is none."""
    path = standard or standard_path()
    try:
        stamp = path.stat()
    except OSError:
        given = environment.read("HEARD_STANDARD")
        if not given or standard:
            return None
        fault = Fault(str(path), "", "HEARD_STANDARD names no file.", "Put it there or unset it.")
        return Parsed((), {}, (fault,))
    return _read(path, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> Parsed:
    """A file of rules; read again only when it has changed."""
    try:
        parsed = parse(path.read_text(encoding="utf-8"), file=str(path), code=STANDARD)
    except (OSError, UnicodeDecodeError):
        fault = Fault(str(path), "", "The file can't be read as text.", "Save it as UTF-8.")
        parsed = Parsed((), {}, (fault,))
    for fault in parsed.faults:
        _log.error("The council's standard runs no clocks: %s", fault)
    return parsed


@lru_cache(maxsize=1)
def _shipped() -> tuple[RulePack, ...]:
    """The packs that come with Heard.

    Raises:
        BadInputError: one of them has a fault, which a release must not have.
    """
    packs: list[RulePack] = []
    folder = resources.files("heard.concerns.rules") / "packs"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            parsed = parse(file.read_text(encoding="utf-8"), file=file.name)
            if parsed.faults:
                raise BadInputError(parsed.faults)
            packs += parsed.packs
    return tuple(packs)
