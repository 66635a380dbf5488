from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.factories.files import PLACE, blank_pdf, letter, pdf_bomb, photo, written

from heard.uploads.checking import upload_check
from heard.uploads.documents import MOST_PAGES
from heard.uploads.refusals import Refusal, RefusedError
from heard.uploads.streams import photo_without_notes

SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def refusal_of(data):
    with pytest.raises(RefusedError) as caught:
        upload_check(data)
    return caught.value.refusal


def opened(data):
    return pikepdf.open(io.BytesIO(data))


def uncompressed(data):
    return written(
        opened(data),
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        compress_streams=False,
    )


def test_document_keeps_its_pages_and_loses_who_wrote_it():
    kept = upload_check(letter(3))
    assert (kept.kind, kept.media_type, kept.pages) == ("pdf", "application/pdf", 3)
    bare = uncompressed(kept.data)
    assert b"Dear landlord" in bare
    assert b"somebody" not in bare
    assert b"/Metadata" not in bare


def acting(**parts):
    pdf = blank_pdf()
    for place, value in parts.items():
        target = pdf.Root if place.startswith("root_") else pdf.pages[0].obj
        target["/" + place.partition("_")[2]] = value
    return written(pdf)


@pytest.mark.parametrize(
    "data",
    [
        acting(root_OpenAction=SCRIPT),
        acting(root_AA=Dictionary(WC=SCRIPT)),
        acting(root_Names=Dictionary(JavaScript=Dictionary(Names=Array(["x", SCRIPT])))),
        acting(page_AA=Dictionary(O=SCRIPT)),
        acting(page_Annots=Array([Dictionary(Subtype=Name.Link, A=SCRIPT)])),
        acting(page_Annots=Array([Dictionary(Subtype=Name.Widget, AA=Dictionary(K=SCRIPT))])),
        acting(
            page_Annots=Array(
                [
                    Dictionary(
                        Subtype=Name.Link,
                        A=Dictionary(S=Name.GoTo, D="x", Next=Array([SCRIPT])),
                    )
                ]
            )
        ),
        acting(root_Outlines=Dictionary(First=Dictionary(Title="x", A=SCRIPT))),
    ],
    ids=["open", "close", "names", "page", "link", "field", "after another", "outline"],
)
def test_script_is_taken_out_wherever_it_stands(data):
    assert b"alert" in uncompressed(data)
    bare = uncompressed(upload_check(data).data)
    assert b"alert" not in bare
    assert b"/JavaScript" not in bare


@pytest.mark.parametrize(
    "action",
    [
        Dictionary(S=Name.Launch, F="cmd.exe"),
        Dictionary(S=Name.URI, URI="javascript:alert(1)"),
        Dictionary(S=Name.URI, URI="file:///etc/passwd"),
        Dictionary(S=Name.SubmitForm, F="https://evil.example"),
        Dictionary(S=Name.GoToR, F="\\\\evil\\share"),
        Dictionary(S=Name.ImportData, F="x"),
    ],
    ids=lambda action: str(action.S),
)
def test_action_that_does_more_than_open_a_page_is_taken_out(action):
    link = Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    with opened(upload_check(acting(page_Annots=Array([link]))).data) as kept:
        assert "/A" not in kept.pages[0].Annots[0]


def test_links_to_the_web_and_to_pages_stay():
    links = [
        Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="https://example.org")),
        Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D="x")),
    ]
    with opened(upload_check(acting(page_Annots=Array(links))).data) as kept:
        assert [str(note.A.S) for note in kept.pages[0].Annots] == ["/URI", "/GoTo"]


def test_films_and_sounds_in_a_page_are_taken_out():
    notes = [Dictionary(Subtype=Name("/" + kind)) for kind in ("Movie", "Text", "Screen")]
    with opened(upload_check(acting(page_Annots=Array(notes))).data) as kept:
        assert [str(note.Subtype) for note in kept.pages[0].Annots] == ["/Text"]


def test_document_that_carries_files_is_refused():
    pdf = blank_pdf()
    pdf.attachments["evil.exe"] = b"MZ"
    assert refusal_of(written(pdf)) is Refusal.CARRIES_FILES
    assert refusal_of(acting(root_Collection=Dictionary())) is Refusal.CARRIES_FILES


def test_form_that_one_program_shows_is_refused():
    assert refusal_of(acting(root_AcroForm=Dictionary(XFA=Array([])))) is Refusal.FORM


def test_document_with_a_password_is_refused():
    locked = written(blank_pdf(), encryption=pikepdf.Encryption(owner="a", user="b"))
    assert refusal_of(locked) is Refusal.LOCKED


def test_document_that_may_only_not_be_printed_is_taken_without_its_lock():
    held = written(blank_pdf(), encryption=pikepdf.Encryption(owner="a", user=""))
    assert not opened(upload_check(held).data).is_encrypted


def test_document_with_too_many_pages_is_refused():
    assert refusal_of(written(blank_pdf(MOST_PAGES + 1))) is Refusal.TOO_MANY_PAGES


def test_document_without_pages_is_refused():
    assert refusal_of(written(pikepdf.new())) is Refusal.DAMAGED


def test_document_of_endless_pages_is_refused():
    pdf = blank_pdf()
    pages = pdf.Root.Pages
    pages.Kids.append(pages)
    assert refusal_of(written(pdf)) is Refusal.DAMAGED


@pytest.mark.parametrize("layers", [1, 2])
def test_document_that_unpacks_to_far_more_is_refused(layers, monkeypatch):
    monkeypatch.setattr("heard.uploads.streams.MOST_UNPACKED", 20 * 1024 * 1024)
    bomb = pdf_bomb(30 * 1024 * 1024, layers=layers)
    assert len(bomb) < 100_000
    assert refusal_of(bomb) is Refusal.TOO_MUCH_INSIDE


def test_document_with_an_endless_picture_is_refused():
    pdf = blank_pdf()
    stream = pdf.make_stream(
        b"x", Type=Name.XObject, Subtype=Name.Image, Width=90_000, Height=90_000
    )
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=stream))
    assert refusal_of(written(pdf)) is Refusal.TOO_MUCH_INSIDE


def test_photo_in_a_document_loses_what_the_camera_wrote_and_nothing_else():
    pdf = blank_pdf()
    stream = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=640, Height=480)
    stream.write(photo(), filter=Name.DCTDecode)
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=stream))
    kept = upload_check(written(pdf))
    with opened(kept.data) as pdf:
        inside = pdf.pages[0].Resources.XObject.Im0.read_raw_bytes()
    assert PLACE not in inside
    assert b"Exif" not in inside
    assert len(inside) < len(photo())
    scan = photo()[photo().rindex(b"\xff\xda") :]
    assert inside.endswith(scan)


@pytest.mark.parametrize(
    "data",
    [b"", b"no photo", b"\xff\xd8", b"\xff\xd8\xff\xff\xff\xe1", b"\xff\xd8\xff\xe1\x00\x00"],
)
def test_photo_that_can_not_be_followed_costs_nothing(data):
    assert len(photo_without_notes(data)) <= len(data)


def test_document_that_is_a_zip_as_well_is_only_a_document_afterwards():
    import zipfile

    file = io.BytesIO(letter())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("evil.html", "<script>")
    assert zipfile.is_zipfile(io.BytesIO(file.getvalue()))
    kept = upload_check(file.getvalue())
    assert not zipfile.is_zipfile(io.BytesIO(kept.data))


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_document_cut_short_is_refused_or_mended(share):
    whole = letter(5)
    try:
        assert upload_check(whole[: int(len(whole) * share)]).pages
    except RefusedError as error:
        assert error.refusal is Refusal.DAMAGED  # noqa: PT017 - either may be
