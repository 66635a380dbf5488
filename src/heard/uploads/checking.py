"""A file's bytes in, what Heard keeps of it out. Pure: no store, no clock, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.uploads.limits import MOST_BYTES
from heard.uploads.refusals import Refusal, RefusedError
from heard.uploads.sniffing import Format, format_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from heard.uploads.checked import Checked

KINDS = ("image", "pdf")


def written_anew(data: bytes, form: Format) -> Checked:
    """The file as Heard writes it. Only what the format needs is imported."""
    if form is Format.PDF:
        from heard.uploads.documents import document_rewrite  # noqa: PLC0415

        return document_rewrite(data)
    from heard.uploads.pictures import picture_redraw  # noqa: PLC0415

    return picture_redraw(data, form)


def upload_check(
    data: bytes,
    *,
    allowed: Collection[str] = KINDS,
    opening: Callable[[bytes, Format], Checked] = written_anew,
) -> Checked:
    """The file as Heard keeps it: its real type known, all that isn't picture or page gone.

    `opening` is what decodes it: here, or in a process of its own.

    Raises:
        RefusedError: it can't be taken.
    """
    if len(data) > MOST_BYTES:
        raise RefusedError(Refusal.TOO_BIG)
    form = format_of(data)
    if form.kind not in allowed:
        raise RefusedError(Refusal.NOT_WANTED)
    return opening(data, form)
