"""Asking ClamAV, where a council runs it, whether a file is harmful.

References:
    clamd(8), INSTREAM.
"""

from __future__ import annotations

import logging
import socket
import struct

from heard.uploads.refusals import Refusal, RefusedError

SECONDS = 20.0
_STEP = 64 * 1024
_LONGEST_REPLY = 4096

log = logging.getLogger(__name__)


def virus_check(data: bytes, *, address: str, seconds: float = SECONDS) -> None:
    """Return when the checker found nothing. `address` is host:port or a socket's path.

    Raises:
        RefusedError: it found something, or couldn't be asked. Then no file is taken, since one
            that nobody checked is what the council decided against.
    """
    try:
        reply = _asked(data, address, seconds)
    except (OSError, ValueError) as error:
        log.error("clamav-unreachable", extra={"reason": type(error).__name__})  # noqa: TRY400
        raise RefusedError(Refusal.UNCHECKED) from error
    if reply.endswith("FOUND"):
        log.warning("clamav-found")
        raise RefusedError(Refusal.VIRUS)
    if reply != "stream: OK":
        log.error("clamav-answered", extra={"reason": reply[:100]})
        raise RefusedError(Refusal.UNCHECKED)


def _asked(data: bytes, address: str, seconds: float) -> str:
    with _connected(address, seconds) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), _STEP):
            part = data[start : start + _STEP]
            line.sendall(struct.pack("!I", len(part)) + part)
        line.sendall(struct.pack("!I", 0))
        reply = b""
        while not reply.endswith(b"\0") and len(reply) < _LONGEST_REPLY:
            more = line.recv(_LONGEST_REPLY)
            if not more:
                break
            reply += more
    return reply.rstrip(b"\0\n").decode("utf-8", "replace")


def _connected(address: str, seconds: float) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(seconds)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)
