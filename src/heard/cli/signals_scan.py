"""`heard signals scan`: what is unusual in the last period."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from heard.cli.signals_words import add_file_words, per_week, rate

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Mapping

    from heard.analysis.warnings import Found, Warned
    from heard.cli.signals_reading import History

SUMMARY = "what is unusual in the last period, place by place and at every level above"
_CLUSTER_PERIODS = 4


def configure(parser: ArgumentParser) -> None:
    """Words of the act."""
    add_file_words(parser)
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument(
        "--per-week", type=per_week, default=10.0, metavar="N", help="at most so many (10)"
    )
    limit.add_argument(
        "--fpr", type=rate, metavar="X", help="instead: all that chance gives less often than X"
    )
    parser.add_argument("--all", action="store_true", help="every series, unusual or not")
    parser.add_argument("--neighbours", metavar="FILE", help="CSV: place, neighbour; nearest first")
    parser.add_argument("--seed", type=int, default=0, help="of what is drawn by lot (0)")
    parser.add_argument("--format", choices=["table", "csv", "json"], default="table")


def run(args: Namespace, *, out: TextIO) -> int:
    """Print the warnings asked for; what else to know goes to standard error.

    Raises:
        BadInputError: the file can't be read, or `--strict` and a row is at fault.
    """
    from heard.analysis.warnings import walk
    from heard.cli.signals_reading import history_of, pairs_of
    from heard.cli.signals_writing import write_rows
    from heard.cli.telling import say

    parents = dict(pairs_of(args.parents, ("place", "parent"))) if args.parents else {}
    history = history_of(args)
    say(history.notes(parents))
    back = _CLUSTER_PERIODS if args.neighbours else 1
    recent = list(
        walk(
            history.cells,
            by=args.by,
            first=max(0, len(history.cells.periods) - back),
            parents=parents,
            share=history.share,
        )
    )
    found = recent[-1] if recent else ()
    if args.neighbours:
        clusters = _clusters(args, recent, history)
        write_rows(_with_clusters(args, found, clusters, history, parents), args.format, out)
    else:
        write_rows(_rows(args, found, history, parents), args.format, out)
    return 0


def _rows(
    args: Namespace, found: tuple[Found, ...], history: History, parents: Mapping[str, str]
) -> Iterable[Warned]:
    from heard.analysis.warnings import budget_of, chosen, rows_of, under

    periods = history.cells.periods
    if args.all:
        return rows_of(found, periods)
    if args.fpr is not None:
        rows = rows_of(under(found, args.fpr), periods)
        return sorted(rows, key=lambda one: -(one.score or 0.0))
    most = budget_of(args.per_week, args.by)
    return history.without_loads(chosen(found, periods, most=most, parents=parents))


def _clusters(args: Namespace, recent: list[tuple[Found, ...]], history: History) -> list[Warned]:
    from heard.analysis.warnings import nearby
    from heard.cli.signals_reading import pairs_of

    neighbours: dict[str, list[str]] = {}
    for place, neighbour in pairs_of(args.neighbours, ("place", "neighbour")):
        neighbours.setdefault(place, []).append(neighbour)
    return nearby(recent, history.cells.periods, neighbours, seed=args.seed)


def _with_clusters(
    args: Namespace,
    found: tuple[Found, ...],
    clusters: list[Warned],
    history: History,
    parents: Mapping[str, str],
) -> list[Warned]:
    from heard.analysis.warnings import budget_of, listed_with

    rows = list(_rows(args, found, history, parents))
    if args.all:
        return rows + clusters
    if args.fpr is not None:
        return rows + [one for one in clusters if one.p is not None and one.p < args.fpr]
    return listed_with(rows, clusters, most=budget_of(args.per_week, args.by))
