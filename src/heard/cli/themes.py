"""`heard themes`: what free text in a file is about, found or sorted by given themes."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_MOST = 500


def configure(parser: ArgumentParser) -> None:
    """Words of the verb."""
    parser.add_argument("file", metavar="FILE", help="CSV or Parquet file with a text in each row")
    parser.add_argument("--text", required=True, metavar="COLUMN", help="what people wrote")
    parser.add_argument("--id", default="", metavar="COLUMN", help="its id (the row’s number)")
    parser.add_argument(
        "--k", type=how_many, default=None, metavar="N|auto", help="how many themes (auto)"
    )
    parser.add_argument(
        "--seeds", metavar="FILE", help="JSON of themes to sort the texts by, however many"
    )
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="of what is drawn (0)")
    parser.add_argument(
        "--as-written", action="store_true", help="quotes with names, numbers and health in them"
    )
    parser.add_argument("--strict", action="store_true", help="any row at fault is fatal")
    parser.add_argument("--format", choices=["json", "csv"], default="json")


def how_many(text: str) -> int | None:
    """A number of themes; None for as many as there are."""
    if text == "auto":
        return None
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _MOST:
        raise ArgumentTypeError(f"{text!r} is neither auto nor a whole number from 1 to {_MOST}.")
    return int(text)


def seed(text: str) -> int:
    """A whole number from nought."""
    if not text.isascii() or not text.isdigit():
        raise ArgumentTypeError(f"{text!r} is no whole number from 0.")
    return int(text)


def run(args: Namespace, *, out: TextIO) -> int:
    """Print themes and which text has which; what else to know goes to standard error.

    Raises:
        BadInputError: a file can't be read, or `--strict` and a row is at fault.
    """
    from heard.analysis.redaction import is_name
    from heard.analysis.themes import find_themes, match_themes
    from heard.cli.telling import say
    from heard.cli.themes_reading import given_themes, texts_of
    from heard.cli.themes_writing import notes, write
    from heard.ingest.personal_words import personal_words

    given = given_themes(args.seeds) if args.seeds else ()
    read = texts_of(args)
    words = personal_words()
    if given:
        found = match_themes(read.texts, given, seed=args.seed)
    else:
        unfit = None if args.as_written else lambda word: is_name(word, words)
        found = find_themes(read.texts, k=args.k, seed=args.seed, unfit=unfit)
    say(notes(found, read, as_written=args.as_written))
    write(found, read, args.format, out, hide=None if args.as_written else words)
    return 0
