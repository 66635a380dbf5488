"""Text in a PDF is only ever text."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.publications.samples import PROVENANCE, sample

from heard.publications.pdf import Report, Section, pdf_report
from heard.publications.tables import Column

HOSTILE = (
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0": *',
    "#eval(sys.inputs.report)",
    '"; #panic("x"); "',
    "] #set page(width: 1pt) [",
    "= heading",
    "$ integral $ *bold* _it_ @ref <label> // comment /* open",
    "\\u{1F600} \\",
    "`raw` ```js x",
    "#" * 50,
    "](x)\n\n#pagebreak()",
)


def title_of(content: bytes) -> str:
    with pikepdf.open(io.BytesIO(content)) as file:
        return str(file.docinfo.Title)


def whole(text: str) -> Report:
    table = sample(columns=(Column("a", text or "A"),), rows=[{"a": text}], title=text or "T")
    return Report(f"T {text}", PROVENANCE, (text,), (Section(text, (text,), table=table),))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_typst_is_shown_as_it_stands(text):
    assert title_of(pdf_report(whole(text))) == " ".join(f"T {text}".split())


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60) | st.sampled_from(HOSTILE))
def test_any_text_makes_a_pdf(text):
    content = pdf_report(whole(text))

    assert content.startswith(b"%PDF-")
    assert title_of(content).startswith("T")
