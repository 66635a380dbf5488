"""`heard VERB`: each verb parses its words here and acts elsewhere.

Only the verb that was typed is imported, so that help is quick.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import TextIO

from heard.errors import HeardError


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the command line; `module` has `configure(parser)` and `run(args, out=)`."""

    module: str
    summary: str
    needs_django: bool = True
    needs_store: bool = False


VERBS = {
    "demo": Verb("heard.cli.demo", "load the fictional borough and open it"),
    "serve": Verb("heard.cli.serve", "serve this installation's pages"),
    "doctor": Verb("heard.cli.doctor", "say what is wrong with this installation"),
    "concerns": Verb(
        "heard.cli.concerns", "concerns: where they stand, their clocks", needs_store=True
    ),
    "landlords": Verb(
        "heard.cli.landlords", "the register: import, export, find", needs_store=True
    ),
    "measures": Verb(
        "heard.cli.measures", "published measures: import, benchmark, show", needs_store=True
    ),
    "reviews": Verb(
        "heard.cli.reviews", "reviews: where landlords stand, export, import", needs_store=True
    ),
    "people": Verb(
        "heard.cli.people", "who holds which role: invite, list, forget", needs_store=True
    ),
    "audit": Verb("heard.cli.audit", "who did what: verify the log, list it", needs_store=True),
    "signals": Verb(
        "heard.cli.signals",
        "early warnings: scan or back-test a file, or scan the store",
        needs_django=False,
    ),
    "themes": Verb("heard.cli.themes", "what free text is about, in themes", needs_django=False),
    "notices": Verb(
        "heard.cli.notices", "messages to people: send, failed, retry", needs_store=True
    ),
    "manage": Verb(
        "heard.cli.manage", "Django's own commands, such as migrate", needs_django=False
    ),
}


def build_parser(chosen: str | None) -> argparse.ArgumentParser:
    """Parser with every verb named and only the chosen one's words filled in."""
    parser = argparse.ArgumentParser(
        prog="heard", description="Residents are listened to, and everybody can see that they were."
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, verb in VERBS.items():
        sub = verbs.add_parser(name, help=verb.summary, description=verb.summary, add_help=True)
        if name == chosen:
            import_module(verb.module).configure(sub)
    return parser


def main(argv: list[str] | None = None, *, out: TextIO | None = None) -> int:
    """Run one verb; a HeardError becomes its message on standard error and its exit code."""
    words = sys.argv[1:] if argv is None else argv
    chosen = next((word for word in words if word in VERBS), None)
    args = build_parser(chosen).parse_args(words)
    verb = VERBS[args.verb]
    try:
        if verb.needs_django:
            set_up_django()
        if verb.needs_store:
            from heard.server import ensure_store

            ensure_store()
        code = import_module(verb.module).run(args, out=out or sys.stdout)
    except HeardError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command line speaks by printing
        return error.exit_code
    except BrokenPipeError:  # the reader of a pipe had enough
        sys.stderr.close()
        return 0
    return int(code or 0)


def set_up_django() -> None:
    """Load Django and its models."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.settings")
    import django

    django.setup()
