from __future__ import annotations

import json

from tests.unit.publications.samples import sample

from heard.publications.json import json_bytes, json_list_bytes


def test_json_carries_provenance_columns_and_rows():
    content = json.loads(json_bytes(sample()))
    assert content["provenance"]["licence"] == "Open Government Licence v3.0"
    assert content["provenance"]["retrieved"] == "2026-10-03"
    assert content["provenance"]["method_version"] == "benchmark 1.0"
    assert content["columns"][1] == {
        "key": "value",
        "heading": "Share satisfied",
        "kind": "share",
        "help": "Very or fairly satisfied",
    }
    assert content["rows"][0]["value"] == 0.6384


def test_json_says_null_for_unknown_and_never_nan():
    content = json_bytes(sample())
    assert b"NaN" not in content
    row = json.loads(content)["rows"][1]
    assert (row["value"], row["base"], row["rate"]) == (None, None, None)
    assert row["flags"] == ["left blank by the landlord"]


def test_json_list_is_the_rows_alone():
    assert json.loads(json_list_bytes(sample())) == json.loads(json_bytes(sample()))["rows"]
