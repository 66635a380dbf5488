"""`heard manage …` hands its words to Django."""

from __future__ import annotations

import os
from argparse import REMAINDER
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Take every word as Django's."""
    parser.add_argument("words", nargs=REMAINDER, help="as for manage.py, e.g. migrate")


def run(args: Namespace, *, out: TextIO) -> int:  # noqa: ARG001 - Django prints for itself
    """Run the Django command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["heard manage", *args.words])
    return 0
