from __future__ import annotations

import pytest
from tests.unit.analysis.safety_texts import DANGERS, HARMLESS

from heard.analysis.warnings import SafetyRule, SafetyRules, safety_matches
from heard.errors import BadInputError
from heard.ingest.safety_words import safety_rules

RULES = safety_rules()


def dangers(text):
    return {one.rule for one in safety_matches(text, RULES)}


def test_labelled_texts_are_found_and_hardly_any_other():
    right = sum(rule in dangers(text) for rule, text in DANGERS)
    wrong = [text for text in HARMLESS if dangers(text)]

    assert right / len(DANGERS) >= 0.97
    assert right / (right + len(wrong)) >= 0.95


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("THERE IS A SMELL\nOF GAS", "SMELL\nOF GAS"),
        ("a smell of gàs, really", "smell of gàs"),
        ("No heat. Smell of gas!", "Smell of gas"),
        ("no smell of gas on Monday but a gas leak today", "gas leak"),
        ("There is no smell of gas", None),
        ("not once was there any gas leak", "gas leak"),
        ("without the gas leak", None),
        ("gas leak test", None),
        ("", None),
        ("\ud83d\ude00 \u0000 ﬁ", None),
    ],
)
def test_denials_reach_only_their_clause(text, said):
    rules = SafetyRules(
        (SafetyRule("gas", ("smell* of gas", "gas leak*"), ("gas leak test*",)),),
        denials=("no", "without"),
        turns=("but",),
    )
    found = safety_matches(text, rules)

    assert [one.words for one in found] == ([] if said is None else [said])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("denials = 3\n[[rule]]\nname='x'\nterms=['a']", "isn’t a list"),
        ("[[rule]]\nterms=['a']", "no name"),
        ("[[rule]]\nname='x'\nterms=[]", "no terms"),
        ("", "no rule"),
        ("rules = []\n[[rule]]\nname='x'\nterms=['a']", "Nothing is called that"),
        ("=", "can’t be read"),
    ],
)
def test_a_file_that_does_not_hold_says_where(tmp_path, text, problem):
    path = tmp_path / "words.toml"
    path.write_text(text)
    with pytest.raises(BadInputError, match=problem):
        safety_rules(path)
