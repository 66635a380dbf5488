"""Writes of published measures."""

from heard.measures.services.importing import workbook_import, workbooks_import
from heard.measures.services.report import Change, Disagreement, ImportReport, TableReport

__all__ = [
    "Change",
    "Disagreement",
    "ImportReport",
    "TableReport",
    "workbook_import",
    "workbooks_import",
]
