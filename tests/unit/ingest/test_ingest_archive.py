from __future__ import annotations

import io
import struct
import zipfile

import pytest
from tests.workbooks import build_workbook

from heard.errors import BadInputError
from heard.ingest.archive import Limits, check_workbook
from heard.ingest.workbook import open_workbook, read_bytes

MIB = 1024 * 1024
SHEET = b'<worksheet><sheetData><row r="1"><c r="A1"/></row></sheetData></worksheet>'


def archive(entries: dict[str, bytes], *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", packed) as file:
        for name, content in ({"xl/workbook.xml": b"<workbook/>"} | entries).items():
            file.writestr(name, content)
    return kept.getvalue()


def problem_of(data: bytes, **limits: int) -> str:
    with pytest.raises(BadInputError) as caught:
        check_workbook(data, file="tsm.xlsx", limits=Limits(**limits))
    (fault,) = caught.value.faults
    assert fault.file == "tsm.xlsx"
    assert fault.mend
    return fault.problem


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    return build_workbook(tmp_path_factory.mktemp("safe") / "tsm.xlsx").read_bytes()


def test_archive_of_a_workbook_is_safe(workbook):
    check_workbook(workbook, file="tsm.xlsx")


def test_archive_refuses_an_empty_file():
    assert "empty" in problem_of(b"")


def test_archive_refuses_a_text_file():
    assert "isn't an Excel workbook" in problem_of(b"code,name\n4801,Alder Vale\n")


def test_archive_refuses_an_old_excel_file():
    assert "old Excel file" in problem_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def test_archive_refuses_a_workbook_with_a_password():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert "password" in problem_of(data)


def test_archive_refuses_a_zip_with_locked_entries():
    data = bytearray(archive({}))
    data[6] |= 1
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "password" in problem_of(bytes(data))


def test_archive_refuses_another_zip_file():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        file.writestr("readme.txt", "hello")
    assert "some other zip file" in problem_of(kept.getvalue())


def test_archive_refuses_a_binary_workbook():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        file.writestr("xl/workbook.bin", "hello")
    assert ".xlsb" in problem_of(kept.getvalue())


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.99])
def test_archive_refuses_a_file_cut_short(workbook, share):
    problem = problem_of(workbook[: int(len(workbook) * share)])
    assert "cut short" in problem or "damaged" in problem


def test_archive_refuses_a_file_with_a_damaged_entry():
    data = bytearray(archive({"xl/worksheets/sheet1.xml": SHEET * 50}))
    at = data.index(b"sheet1.xml") + len(b"sheet1.xml") + 20
    data[at] ^= 0xFF
    assert "damaged" in problem_of(bytes(data))


def test_archive_refuses_a_file_over_the_limit(workbook):
    assert "over 0 MiB" in problem_of(workbook, file=1000)


def test_archive_refuses_too_many_entries():
    data = archive({f"xl/media/{n}.png": b"" for n in range(30)})
    assert "entries" in problem_of(data, entries=20)


def test_archive_refuses_an_entry_that_unpacks_to_too_much():
    data = archive({"xl/worksheets/sheet1.xml": b"\0" * (3 * MIB)})
    assert "over 2 MiB unpacked" in problem_of(data, entry=2 * MIB)


def test_archive_refuses_entries_that_unpack_to_too_much_together():
    random = bytes(range(256)) * 4096
    data = archive({f"xl/{n}.bin": random + bytes([n]) for n in range(4)})
    assert "unpacks to more than" in problem_of(data, unpacked=3 * MIB, ratio=10_000)


def test_archive_refuses_an_entry_packed_beyond_reason():
    data = archive({"xl/worksheets/sheet1.xml": b" " * (8 * MIB)})
    assert "unpacks over 200 times" in problem_of(data)


def test_archive_doesnt_trust_the_size_in_the_header():
    data = bytearray(archive({"xl/worksheets/sheet1.xml": b" " * (8 * MIB)}))
    small = struct.pack("<L", 100)
    local, central = data.rindex(b"PK\x03\x04"), data.rindex(b"PK\x01\x02")
    data[local + 22 : local + 26] = small
    data[central + 24 : central + 28] = small
    assert "unpacks over" in problem_of(bytes(data))


def test_archive_refuses_overlapping_entries():
    data = bytearray(archive({"xl/a.xml": b"a" * 100, "xl/b.xml": b"b" * 100}))
    last = data.rindex(b"PK\x01\x02")
    before = data.rindex(b"PK\x01\x02", 0, last)
    data[last + 42 : last + 46] = data[before + 42 : before + 46]
    assert "overlap" in problem_of(bytes(data))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_archive_refuses_two_entries_of_one_name():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for _ in range(2):
            file.writestr("xl/workbook.xml", "<workbook/>")
    assert "two entries of one name" in problem_of(kept.getvalue())


def test_archive_refuses_packing_that_excel_doesnt_use():
    data = archive({"xl/worksheets/sheet1.xml": SHEET}, packed=zipfile.ZIP_LZMA)
    assert "packed in a way" in problem_of(data)


@pytest.mark.parametrize("start", [b"<!DOCTYPE x [", b'<!ENTITY lol "lol">'])
def test_archive_refuses_definitions(start):
    assert "definitions" in problem_of(archive({"xl/sharedStrings.xml": start}))


def test_archive_refuses_sheets_in_wide_letters():
    data = archive({"xl/worksheets/sheet1.xml": SHEET.decode().encode("utf-16")})
    assert "encoding" in problem_of(data)


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="XFD1"/>',
        b'<c r="A1048576"/>',
        b'<c r="xfd1"/>',
        b'<row r="99999">',
        b"<c r='XFD1'/>",
        b'<c r ="XFD1"/>',
        b'<c r= "XFD1"/>',
        b'<c\tr="XFD1"/>',
        b'<c s="1"r="XFD1"/>',
        b'<c r="&#88;FD1"/>',
    ],
)
def test_archive_refuses_a_cell_far_out(cell):
    sheet = b"<x:sheetData>" + cell + b"</x:sheetData>"
    assert "further out" in problem_of(archive({"xl/worksheets/sheet1.xml": sheet}))


def test_archive_allows_words_that_end_in_r():
    sheet = b'<sheetData><c r="A1" t="str"><f>or="abcd"</f><v>Mr Smith</v></c></sheetData>'
    check_workbook(archive({"xl/worksheets/sheet1.xml": sheet}), file="tsm.xlsx")


def test_workbook_says_that_sheets_cant_be_read():
    with pytest.raises(BadInputError, match="its sheets can't be read"):
        open_workbook(archive({}), file="tsm.xlsx")


def test_workbook_says_that_there_is_no_such_file(tmp_path):
    with pytest.raises(BadInputError, match="no such file"):
        read_bytes(tmp_path / "tsm.xlsx")
    with pytest.raises(BadInputError, match="folder"):
        read_bytes(tmp_path)
