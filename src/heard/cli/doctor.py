"""`heard doctor`: what is wrong with this installation, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """No words of its own."""
    parser.set_defaults()


def run(args: Namespace, *, out: TextIO) -> int:  # noqa: ARG001 - takes no words
    """Print each check; exit 1 when something must be put right."""
    from heard.doctor import examine

    findings = examine()
    for finding in findings:
        print(f"{finding.mark:7}  {finding.what}", file=out)
        if finding.mend:
            print(f"{'':7}  → {finding.mend}", file=out)
    return int(any(finding.mark == "wrong" for finding in findings))
