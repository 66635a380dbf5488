"""`heard reviews`: frameworks, scores, and the whole of it out and in, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Words of the verb; each act has a module of its own."""
    from heard.cli import reviews_exchange, reviews_framework, reviews_score

    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    reviews_framework.configure(acts.add_parser("framework", help=reviews_framework.SUMMARY))
    reviews_score.configure(acts.add_parser("score", help=reviews_score.SUMMARY))
    reviews_exchange.configure_export(acts.add_parser("export", help=reviews_exchange.EXPORT))
    reviews_exchange.configure_import(acts.add_parser("import", help=reviews_exchange.IMPORT))


def run(args: Namespace, *, out: TextIO) -> int:
    """Do what was asked."""
    from heard.cli import reviews_exchange, reviews_framework, reviews_score

    acts = {
        "framework": reviews_framework.run,
        "score": reviews_score.run,
        "export": reviews_exchange.run_export,
        "import": reviews_exchange.run_import,
    }
    return acts[args.act](args, out=out)
