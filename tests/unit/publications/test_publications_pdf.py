from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
import typst
from django.utils import translation
from tests.unit.publications.samples import PROVENANCE, sample

from heard.publications import pdf
from heard.publications.pdf import Picture, Report, Section, pdf_report, pdf_table
from heard.publications.tables import Column

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50">'
    '<text x="5" y="20" font-family="Arial, sans-serif" font-size="14">64%</text></svg>'
)


def report(**changes):
    whole = {
        "title": "How landlords listen",
        "provenance": PROVENANCE,
        "summary": ("Three landlords are clearly above the middle.",),
        "sections": (
            Section("Listens and acts", ("What it says.",), Picture(SVG, "Three of 20 above.")),
            Section("Every landlord", table=sample()),
        ),
    }
    return Report(**(whole | changes))


KEPT: list[pikepdf.Pdf] = []


@pytest.fixture(autouse=True)
def _files_stay_open_while_a_test_looks_into_them():
    yield
    while KEPT:
        KEPT.pop().close()


def opened(content: bytes) -> pikepdf.Pdf:
    KEPT.append(pikepdf.open(io.BytesIO(content)))
    return KEPT[-1]


def tags(node) -> list:
    """Every structure element, in reading order."""
    if isinstance(node, pikepdf.Array):
        return [tag for child in node for tag in tags(child)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    own = [node] if "/S" in node else []
    return own + (tags(node.K) if "/K" in node else [])


def named(content: bytes, name: str) -> list:
    return [tag for tag in tags(opened(content).Root.StructTreeRoot) if name == tag.S]


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf_report(report())


def test_pdf_is_tagged_and_declares_pdf_ua(content):
    file = opened(content)
    assert file.Root.MarkInfo.Marked
    assert file.Root.Lang == "en-GB"
    assert file.Root.ViewerPreferences.DisplayDocTitle
    with file.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "How landlords listen"


def test_pdf_headings_go_down_one_level_at_a_time(content):
    order = [str(tag.S) for tag in tags(opened(content).Root.StructTreeRoot)]
    headings = [name for name in order if name in {"/Title", "/H1", "/H2", "/H3"}]
    assert headings == ["/Title", "/H1", "/H1", "/H2", "/H1"]


def test_pdf_table_without_a_section_heading_starts_at_the_first_level():
    content = pdf_report(report(sections=(Section(table=sample()),)))
    assert not named(content, "/H2")
    assert len(named(content, "/H1")) == 2


def test_pdf_tables_have_header_cells_with_a_scope(content):
    cells = named(content, "/TH")
    assert len(cells) == 7
    assert all(cell.A[0].Scope == "/Column" for cell in cells)
    assert len(named(content, "/TD")) == 21


def test_pdf_charts_have_words(content):
    assert [str(figure.Alt) for figure in named(content, "/Figure")] == ["Three of 20 above."]


def test_pdf_embeds_every_font(content):
    for page in opened(content).pages:
        for font in page.Resources.get("/Font", {}).values():
            below = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            files = {"/FontFile", "/FontFile2", "/FontFile3"}
            assert files & set(below.FontDescriptor.keys())


def test_pdf_is_the_same_bytes_for_the_same_report(content):
    assert pdf_report(report()) == content


def test_pdf_is_dated_by_its_source(content):
    assert str(opened(content).docinfo.CreationDate).startswith("D:20261003")


def test_pdf_turns_the_page_for_wide_tables():
    columns = tuple(Column(f"c{number}", f"Column {number}") for number in range(9))
    wide = opened(pdf_table(sample(columns=columns, rows=[{}]))).pages[0].MediaBox
    upright = opened(pdf_table(sample(columns=columns[:3], rows=[{}]))).pages[0].MediaBox
    assert wide[2] > wide[3]
    assert upright[2] < upright[3]


def test_pdf_leaves_out_columns_that_are_not_printed():
    columns = (Column("a", "A"), Column("b", "B", printed=False))
    assert len(named(pdf_table(sample(columns=columns, rows=[{"a": "x"}])), "/TH")) == 1


def test_pdf_of_made_up_data_says_so_in_its_text():
    made_up = replace(PROVENANCE, made_up=True)
    plain = len(named(pdf_report(report(sections=())), "/P"))
    assert len(named(pdf_report(report(sections=(), provenance=made_up)), "/P")) > plain


def test_pdf_says_a_reason_once():
    table = sample()
    printed = {column.key: column for column in pdf._printed(table)}
    assert printed["value"].reason == ""
    hidden = (*table.columns[:-1], replace(table.columns[-1], printed=False))
    assert pdf._printed(sample(columns=hidden))[1].reason == "flags"


def test_pdf_repeats_the_header_over_pages_but_tags_it_once():
    rows = [{"name": f"Landlord {number}", "value": 0.5} for number in range(200)]
    content = pdf_table(sample(rows=rows))
    assert len(opened(content).pages) > 3
    assert len(named(content, "/TH")) == 7


def test_pdf_takes_the_language_of_the_reader():
    with translation.override("cy"):
        assert opened(pdf_report(report(sections=()))).Root.Lang == "cy-GB"


def test_pdf_needs_no_font_of_the_machine(monkeypatch):
    monkeypatch.setattr(pdf, "_fonts", lambda: typst.Fonts(include_system_fonts=False))
    sure = "".join(chr(n) for n in range(32, 0x2300) if not pdf._SURE.search(chr(n)))
    content = pdf_report(report(summary=(sure,)))
    assert opened(content).Root.MarkInfo.Marked
    assert pdf_report(report(summary=(sure,), title="\N{GRINNING FACE} \u0378")) != content


def test_pdf_lets_other_faults_through():
    with pytest.raises(typst.TypstError):
        pdf_report(report(sections=(Section(chart=Picture("not a picture", "x")),)))
