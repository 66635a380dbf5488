"""PDFs are read and written anew: what acts is taken out, what hides something is refused.

References:
    ISO 32000-2, 7.5 (file structure), 12.5 (annotations), 12.6 (actions).
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

import pikepdf

from heard.uploads.checked import Checked
from heard.uploads.limits import MOST_OBJECTS, MOST_PAGES, MOST_PARTS, MOST_STORED
from heard.uploads.refusals import Refusal, RefusedError
from heard.uploads.streams import Unpacking, stream_tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

# What acts when the document opens, closes, prints or is touched; and what says who made it.
_DROPPED = (
    "/OpenAction",
    "/AA",
    "/JS",
    "/JavaScript",
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/URLS",
    "/IDS",
    "/SpiderInfo",
    "/Threads",
    "/Perms",
    "/DSS",
)
_CARRIES = ("/EmbeddedFiles", "/EF", "/AF", "/Collection", "/RichMediaContent")
_ACTIVE_NOTES = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
_WEB = ("http://", "https://", "mailto:", "tel:")


def document_rewrite(data: bytes) -> Checked:
    """The document's pages, without scripts, actions, metadata or locks.

    Raises:
        RefusedError: it needs a password, carries other files, is a form that only shows itself
            in one program, or is damaged or made to exhaust memory.
    """
    try:
        with (
            warnings.catch_warnings(),
            pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf,
        ):
            warnings.simplefilter("ignore")  # of what was odd before it was written anew
            return _rewritten(pdf)
    except RefusedError:
        raise
    except pikepdf.PasswordError as error:
        raise RefusedError(Refusal.LOCKED) from error
    except MemoryError as error:
        raise RefusedError(Refusal.TOO_MUCH_INSIDE) from error
    except Exception as error:  # the parser raises whatever it likes on bytes made to hurt
        raise RefusedError(Refusal.DAMAGED) from error


def _rewritten(pdf: pikepdf.Pdf) -> Checked:
    if len(pdf.objects) > MOST_OBJECTS:
        raise RefusedError(Refusal.TOO_MUCH_INSIDE)
    pages = len(pdf.pages)
    if pages > MOST_PAGES:
        raise RefusedError(Refusal.TOO_MANY_PAGES)
    if pages < 1:
        raise RefusedError(Refusal.DAMAGED)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    unpacking = Unpacking()
    for part in _parts(pdf):
        _disarm(part)
        if isinstance(part, pikepdf.Stream):
            stream_tidy(part, unpacking)
    data = _written(pdf)
    with pikepdf.open(io.BytesIO(data)) as again:  # what was mended on reading may be lost again
        if len(again.pages) != pages:
            raise RefusedError(Refusal.DAMAGED)
    return Checked(kind="pdf", media_type="application/pdf", data=data, pages=pages)


def _written(pdf: pikepdf.Pdf) -> bytes:
    file = io.BytesIO()
    pdf.save(
        file,
        encryption=False,
        fix_metadata_version=False,
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    if file.tell() > MOST_STORED:
        raise RefusedError(Refusal.TOO_BIG)
    return file.getvalue()


def _parts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream, however deep it lies in another."""
    seen = 0
    waiting: list[pikepdf.Object] = [pdf.trailer, *pdf.objects]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            yield part
            inner = [value for _key, value in part.items()]
        elif isinstance(part, pikepdf.Array):
            inner = list(part)
        else:
            continue
        seen += len(inner)
        if seen > MOST_PARTS:
            raise RefusedError(Refusal.TOO_MUCH_INSIDE)
        # What is referred to stands in pdf.objects by itself.
        waiting += [one for one in inner if _is_inside(one)]


def _is_inside(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _disarm(part: pikepdf.Object) -> None:
    """Take out of one dictionary whatever acts; refuse it when it hides what can't be shown."""
    if any(name in part for name in _CARRIES) or part.get("/Type") == pikepdf.Name.EmbeddedFile:
        raise RefusedError(Refusal.CARRIES_FILES)
    if "/XFA" in part:
        raise RefusedError(Refusal.FORM)
    for name in _DROPPED:
        if name in part:
            del part[name]
    for name in ("/A", "/PA", "/Next"):
        if name in part and _acts(part[name]):
            del part[name]
    if "/Annots" in part:
        _drop_active_notes(part)


def _acts(action: object) -> bool:
    """Whether following it does more than turn a page or open a web address."""
    if isinstance(action, pikepdf.Array):
        return any(_acts(one) for one in action)
    if not isinstance(action, pikepdf.Dictionary):
        return False
    does = action.get("/S")
    if does is None:
        return False
    if str(does) == "/URI":
        return not str(action.get("/URI", "")).strip().lower().startswith(_WEB)
    # An attribute's dictionary has /S too: only the names of actions act.
    return str(does) in _ACTIONS


_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/GoToR",
        "/GoToE",
        "/GoTo3DView",
        "/SubmitForm",
        "/ImportData",
        "/ResetForm",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/Hide",
        "/SetOCGState",
        "/Thread",
        "/Trans",
        "/RichMediaExecute",
        "/GoToDp",
        "/URI",
    }
)


def _drop_active_notes(page: pikepdf.Object) -> None:
    notes = page["/Annots"]
    if not isinstance(notes, pikepdf.Array):
        return
    for place in reversed(range(len(notes))):
        note = notes[place]
        if isinstance(note, pikepdf.Dictionary) and str(note.get("/Subtype")) in _ACTIVE_NOTES:
            del notes[place]
