"""A file that was opened, found safe and written anew."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checked:
    """What is kept of a file: bytes that Heard itself wrote, and what is in them."""

    kind: str  # "image" or "pdf"
    media_type: str
    data: bytes
    small: bytes = b""  # of a picture, at most 480 pixels long, as JPEG
    width: int | None = None
    height: int | None = None
    pages: int | None = None
