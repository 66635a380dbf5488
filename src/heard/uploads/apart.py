"""Opening a file in a process of its own, with little memory, little time and no secrets.

What decodes pictures and PDFs is written in C and meets whatever anybody sends. There it can run
out of memory, loop or crash, and the server only hears that this file can't be taken.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from heard.uploads.checked import Checked
from heard.uploads.limits import MOST_MEMORY, MOST_PROCESSOR_SECONDS, MOST_SECONDS
from heard.uploads.refusals import Refusal, RefusedError

if TYPE_CHECKING:
    from heard.uploads.sniffing import Format


def check_apart(data: bytes, form: Format) -> Checked:
    """The file written anew, as `upload_check` gives it, from a process that ends with it.

    Raises:
        RefusedError: the file can't be taken.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own module; the file goes in as bytes only
            [sys.executable, "-I", "-m", "heard.uploads.apart", form.value],
            input=data,
            capture_output=True,
            check=False,
            timeout=MOST_SECONDS,
            env={"PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedError(Refusal.TOO_LONG) from error
    if done.returncode != 0:
        raise RefusedError(Refusal.DAMAGED)
    return _answer(done.stdout)


def _answer(told: bytes) -> Checked:
    head, _line, body = told.partition(b"\n")
    try:
        facts = json.loads(head)
        if refused := facts.pop("refused", ""):
            raise RefusedError(Refusal(refused))
        size = facts.pop("size")
        return Checked(**facts, data=body[:size], small=body[size:])
    except (ValueError, KeyError, TypeError, AttributeError) as error:  # it went wrong in there
        raise RefusedError(Refusal.DAMAGED) from error


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_PROCESSOR_SECONDS, MOST_PROCESSOR_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it has no business writing files
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # elsewhere the limit is refused or means something else
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _told(checked: Checked) -> bytes:
    facts = asdict(checked)
    data, small = facts.pop("data"), facts.pop("small")
    head = json.dumps({**facts, "size": len(data)}).encode()
    return b"".join((head, b"\n", data, small))


def main(form: str) -> None:
    """Read the file from standard input, write what is kept of it to standard output."""
    _bounded()
    from heard.uploads.checking import written_anew  # noqa: PLC0415 - only within the bounds
    from heard.uploads.sniffing import Format  # noqa: PLC0415

    try:
        told = _told(written_anew(sys.stdin.buffer.read(), Format(form)))
    except RefusedError as error:
        told = json.dumps({"refused": error.refusal.value}).encode() + b"\n"
    sys.stdout.buffer.write(told)


if __name__ == "__main__":
    main(sys.argv[1])
