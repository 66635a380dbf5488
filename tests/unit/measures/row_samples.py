"""Figures and rows of made-up landlords for tests."""

from __future__ import annotations

from heard.analysis import Standing
from heard.measures.figures import Figure
from heard.measures.models import Model
from heard.measures.rows import row_of


def figure(code="L0001", **rest):
    given = {
        "result_id": 1, "value": 0.62, "mark": "", "base": 400.0,
        "counts": {"very_satisfied": 120.0}, "population": "LCRA", "cell": "AB12",
        "measure": "TP06", "model": Model.SHARE, "better": "higher", "landlord_id": 1,
        "slug": code.lower(), "name": f"Landlord {code}", "code": code, "landlord_type": "PRP",
        "region": "London", "size_band": "<5,000", "supported": False, "tenants": 2000,
        "collection": "sample", "methods": {"telephone": 300.0, "internet": 100.0},
        "weighted": False, "sheet": "TSM25_LCRA_Perception", "file_name": "tsm.xlsx",
        "is_fictional": False, "year": "2024-25",
    }  # fmt: skip
    return Figure(**(given | rest))


def row(*, standing=None, of=113, compared_with="all", **rest):
    one = figure(**rest)
    found = {
        "code": one.code, "value": one.value, "low": 0.57, "high": 0.67, "base": one.base,
        "homes": one.homes, "rank": 20, "rank_low": 12, "rank_high": 80, "of": of,
        "band": "about the same",
    }  # fmt: skip
    return row_of(one, Standing(**(found | (standing or {}))), of=of, compared_with=compared_with)
