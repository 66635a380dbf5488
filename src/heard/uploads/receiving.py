"""Taking files off the line: no more than a page asked for, and never more than it can store."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from functools import wraps
from typing import IO, TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from heard.uploads.limits import MIB, MOST_BYTES, MOST_REQUEST

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    View = Callable[..., HttpResponseBase]

IN_MEMORY = 1 * MIB  # larger files wait on disk


@dataclass(frozen=True, slots=True)
class Receives:
    """How much of files a page takes, in bytes: one file, and all of one form."""

    each: int
    total: int

    @property
    def worth_reading(self) -> int:
        """The longest request that is read to its end.

        Files over the limits are read past and dropped, so that what was typed beside them comes
        back with the form. Beyond this, the line is closed.
        """
        return 3 * self.total + 3 * MIB


NO_FILES = Receives(each=0, total=0)


def takes_files(*, each: int = MOST_BYTES, total: int = MOST_REQUEST) -> Callable[[View], View]:
    """Mark a view as one that files may be sent to. Others take none."""

    def decorate(view: View) -> View:
        @wraps(view)
        def taking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        taking.receives = Receives(each, total)  # type: ignore[attr-defined] # read by receives_of
        return taking

    return decorate


def receives_of(request: HttpRequest) -> Receives:
    """What the page that the request is for takes; no files unless it says so."""
    match = request.resolver_match
    found = getattr(match.func, "receives", NO_FILES) if match else NO_FILES
    return found if isinstance(found, Receives) else NO_FILES


class TooBigFile(UploadedFile):  # type: ignore[type-arg] # generic in the stubs alone
    """A file that was read past. It has its name and size, but no bytes."""


class BoundedUploadHandler(FileUploadHandler):
    """Keeps files within the page's limits; of others only their name and size."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.receives = NO_FILES if request is None else receives_of(request)
        self.total = 0
        self.kept: IO[bytes] | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Start a file."""
        super().new_file(*args, **kwargs)
        self.kept = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece, or drop the file once it is too much."""
        if self.kept is None:
            return
        over = start + len(raw_data) > self.receives.each
        if over or self.total + len(raw_data) > self.receives.total:
            self._drop()
            return
        self.total += len(raw_data)
        self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """The file, to be read from its start."""
        kept, self.kept = self.kept, None
        if kept is not None:
            kept.seek(0)
        make = UploadedFile if kept is not None else TooBigFile
        return make(
            kept or io.BytesIO(),
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        """Let go of what came of a file when the line broke."""
        self._drop()

    def _drop(self) -> None:
        if self.kept is not None:
            self.kept.close()
            self.kept = None
