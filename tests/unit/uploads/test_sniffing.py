from __future__ import annotations

import pytest
from tests.factories.files import letter, photo

from heard.uploads.refusals import Refusal, RefusedError
from heard.uploads.sniffing import Format, format_of


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_format_is_told_from_the_bytes(form):
    found = format_of(photo(form=form))
    assert (found, found.kind) == (Format(form.lower()), "image")


@pytest.mark.parametrize("before", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \r\n"])
def test_format_of_a_pdf_bears_blank_space_before_it(before):
    assert format_of(before + letter()) is Format.PDF


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", Refusal.EMPTY),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200), Refusal.HEIC),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic" + bytes(200), Refusal.HEIC),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(200), Refusal.MOVING),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml" + bytes(200), Refusal.OFFICE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Refusal.OFFICE),
        (b"PK\x03\x04" + bytes(300), Refusal.KIND),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", Refusal.KIND),
        (b"<!DOCTYPE html><script>alert(1)</script>", Refusal.KIND),
        (b"MZ" + bytes(300), Refusal.KIND),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", Refusal.KIND),
        (b"just some words", Refusal.KIND),
        (b"GIF88a" + bytes(20), Refusal.KIND),
        (b"junk %PDF-1.7", Refusal.KIND),
    ],
)
def test_format_refuses_what_can_not_be_taken(data, refusal):
    with pytest.raises(RefusedError) as caught:
        format_of(data)
    assert caught.value.refusal is refusal
