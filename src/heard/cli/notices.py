"""`heard notices`: messages to people, from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Words of the verb."""
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    send = verbs.add_parser("send", help="send what is due now, once")
    failed = verbs.add_parser("failed", help="list messages that failed")
    retry = verbs.add_parser("retry", help="try failed messages again")
    for sub in (send, failed, retry):
        sub.add_argument("--json", action="store_true", help="for machines")
    retry.add_argument("numbers", nargs="*", type=int, help="numbers of messages")
    retry.add_argument("--all", action="store_true", help="every message that failed")


def run(args: Namespace, *, out: TextIO) -> int:
    """Do as asked.

    Raises:
        NotFoundError: a message isn't there.
        NoticeError: nothing was named to try again.
    """
    if args.what == "send":
        return _send(args, out)
    return _failed(args, out) if args.what == "failed" else _retry(args, out)


def _send(args: Namespace, out: TextIO) -> int:
    from heard.notices.services import notices_send

    result = notices_send()
    if args.json:
        json.dump(result.as_dict(), out)
        out.write("\n")
    else:
        print(f"Sent {result.sent}, to try again {result.again}, failed {result.failed}.", file=out)
        if result.stopped:
            print(f"Stopped: {result.stopped}", file=out)
    return 1 if result.stopped else 0


def _failed(args: Namespace, out: TextIO) -> int:
    from heard.notices.masking import mask_address
    from heard.notices.models import Notice, State

    rows = [
        {
            "number": notice.pk,
            "template": notice.template,
            "about": notice.about,
            "to": mask_address(notice.to),
            "since": notice.changed_at.isoformat(timespec="seconds"),
            "attempts": notice.attempts,
            "error": notice.last_error,
        }
        for notice in Notice.objects.filter(state=State.FAILED, settled_at=None).order_by("pk")
    ]
    if args.json:
        json.dump(rows, out, ensure_ascii=False, indent=1)
        out.write("\n")
        return 0
    for row in rows:
        print(
            f"{row['number']:>8}  {row['since']}  {row['template']:28}  {row['about']:14}  "
            f"{row['to']:28}  {row['error']}",
            file=out,
        )
    if not rows:
        print("No message failed.", file=out)
    return 0


def _retry(args: Namespace, out: TextIO) -> int:
    from heard.errors import NotFoundError
    from heard.notices.errors import NoticeError
    from heard.notices.models import Notice, State
    from heard.notices.services import notices_retry

    if not args.numbers and not args.all:
        raise NoticeError("Name the messages by their numbers, or say --all.")
    found = Notice.objects.order_by("pk")
    if args.all:
        found = found.filter(state=State.FAILED, settled_at=None)
    else:
        found = found.filter(pk__in=args.numbers)
    if missing := sorted(set(args.numbers) - {notice.pk for notice in found}):
        raise NotFoundError(f"There is no message {missing[0]}.")
    queued, refused = notices_retry(notices=found, by=None)
    if args.json:
        answer = {
            "queued": [notice.pk for notice in queued],
            "refused": [notice.pk for notice in refused],
        }
        json.dump(answer, out)
        out.write("\n")
    else:
        print(f"Queued {len(queued)}, not possible for {len(refused)}.", file=out)
    return 1 if refused else 0
