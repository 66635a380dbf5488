"""`heard demo`: load the fictional borough, say where it is, and serve it."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HOST = "127.0.0.1"
WORKERS = 2
INTERRUPTED = 130  # as a shell counts an interrupted program


def configure(parser: ArgumentParser) -> None:
    """Words of the verb."""
    parser.add_argument(
        "--reset", action="store_true", help="wipe the demonstration in this folder, load it anew"
    )
    parser.add_argument("--no-serve", action="store_true", help="load, say what there is, and end")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument(
        "--tsm",
        default="",
        metavar="DIR",
        help="folder of the regulator's workbooks, or “none” to do without them",
    )


def run(args: Namespace, *, out: TextIO) -> int:
    """Load the demonstration unless it is there, print where it is and who can sign in, serve."""
    from heard.server import check_port, serve

    if not args.no_serve:
        check_port(HOST, args.port)
    try:
        _load(args, out)
    except KeyboardInterrupt:
        print("Stopped. Nothing was loaded.", file=out)
        return INTERRUPTED
    if not args.no_serve:
        _mail_into_a_folder(out)
    _say(args, out)
    if not args.no_serve:
        with suppress(KeyboardInterrupt):  # before the server listens to Ctrl+C itself
            serve(host=HOST, port=args.port, workers=WORKERS)
    return 0


def _load(args: Namespace, out: TextIO) -> None:
    from django.conf import settings

    from heard.demo.loading import demo_load
    from heard.demo.real import workbooks_find
    from heard.demo.store import load_is_with_real
    from heard.server import prepare

    def told(message: str) -> None:
        print(f"  {message} …", file=out, flush=True)

    real = workbooks_find(args.tsm)
    told("Getting the store ready")
    prepare()
    folder = settings.HOME / "demo"
    if demo_load(folder=folder, real=real, told=told, reset=args.reset):
        return
    print("The demonstration is loaded already; --reset loads it anew.", file=out)
    if real and not load_is_with_real():
        print(f"It was loaded without the {len(real)} workbooks of the regulator.", file=out)


def _mail_into_a_folder(out: TextIO) -> None:
    """Unless it was said how messages go: printed, they would push the sign-ins off the screen."""
    from django.conf import settings

    folder = (settings.HOME / "demo" / "mail").as_uri()
    if os.environ.setdefault("HEARD_MAIL_URL", folder) == folder:  # for the server and its worker
        print(f"\nMessages to made-up people are written to {folder}", file=out)


def _say(args: Namespace, out: TextIO) -> None:
    from heard.demo.people import sign_ins_renew
    from heard.demo.summary import addresses, contents, sign_in_lines

    print("\nIn this demonstration:", file=out)
    for line in contents():
        print(f"  {line}", file=out)
    print("\nSign in as (new passwords each time):", file=out)
    for line in sign_in_lines(sign_ins_renew()):
        print(f"  {line}", file=out)
    ending = "" if args.no_serve else " (Ctrl+C stops it)"
    print(f"\nOpen{ending}:", file=out)
    for address in addresses(f"http://{HOST}:{args.port}"):
        print(f"  {address}", file=out)
    out.flush()
