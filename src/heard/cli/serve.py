"""`heard serve`: pages by Granian, and a worker for what runs in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Words of the verb."""
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--workers", type=int, default=2, help="processes that answer (2)")


def run(args: Namespace, *, out: TextIO) -> int:
    """Bring the store up to date, then serve until stopped."""
    from heard.server import prepare, serve

    prepare()
    print(f"Heard is at http://{args.host}:{args.port}/ (Ctrl+C stops it)", file=out, flush=True)
    serve(host=args.host, port=args.port, workers=args.workers)
    return 0
