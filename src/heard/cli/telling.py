"""What is told on standard error, beside the answer itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from heard.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.engines.faults import RowFaults


def tell_faults(faults: RowFaults, *, strict: bool) -> None:
    """Rows at fault on standard error, with how many there are.

    Raises:
        BadInputError: there are any, and they are fatal.
    """
    if strict and faults.total:
        raise BadInputError(one.as_fault() for one in faults.rows)
    say(str(one.as_fault()) for one in faults.rows)
    if faults.more:
        say([f"{faults.more:,} more rows are at fault."])


def say(lines: Iterable[str]) -> None:
    """Tell what isn't the answer itself, on standard error."""
    for line in lines:
        sys.stderr.write(f"{line}\n")
