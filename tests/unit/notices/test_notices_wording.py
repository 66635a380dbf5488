from __future__ import annotations

import re

import pytest

from heard.errors import NotFoundError
from heard.notices.checking import wording_faults
from heard.notices.masking import hide_links, mask_address
from heard.notices.shipped import Words, placeholder_list, shipped_get, shipped_list
from heard.notices.wording import clean, fill, nearest, one_line, placeholders

ALL = list(shipped_list().values())
MESSAGES = [each for each in ALL if not each.is_part]
GIVES_NOTHING_AWAY = {"site"}
LETS_IN = {"link", "code", "minutes", "days"}  # of what the person asked for themselves


def test_fill_replaces_once():
    assert fill("((a)) and ((a))", {"a": "((b))", "b": "no"}) == "((b)) and ((b))"
    assert fill("(( a )) (a) (((b)))", {"a": "1", "b": "2"}) == "1 (a) (2)"
    with pytest.raises(KeyError):
        fill("((c))", {"a": "1"})


def test_line_of_an_empty_placeholder_goes_with_its_gap():
    text = "One\n\n((a))\n\nTwo\n((a)) ((b))\nThree"
    assert fill(text, {"a": "", "b": ""}) == "One\n\nTwo\nThree"


def test_label_goes_with_what_it_announced():
    text = "Hello\n\nBy when: ((a))\nSee it here:\n((a))\n\nWhy: ((b))\nYours ((a))"
    assert fill(text, {"a": "", "b": "because"}) == "Hello\n\nWhy: because\nYours"
    assert fill("Here:\n((a)) ((b))", {"a": "", "b": "x"}) == "Here:\n x"


@pytest.mark.parametrize("shipped", MESSAGES, ids=lambda each: each.code)
def test_messages_read_well_without_what_is_optional(shipped):
    known = placeholder_list()
    values = {name: "" if name in shipped.optional else known[name].example for name in known}
    text = fill(shipped.words.body, values | {"direct_routes": "Go yourself."})
    assert not re.search(r":\n\n|:$|\n\n\n| \.|\(\)", text), text


def test_placeholders_are_named_once_in_order():
    assert placeholders("((b)) ((a)) ((b)) (no) ((so\nnot))") == ("b", "a")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("refrence", "reference"), ("Reference", "reference"), ("land lord", "landlord"), ("xy", "")],
)
def test_nearest_is_what_was_probably_meant(written, meant):
    assert nearest(written, ["reference", "landlord", "link"]) == meant


def test_values_lose_what_could_change_how_they_are_read():
    assert clean("a\r\nb\x00\x1b[31m\u202ec\u2028 ") == "a\nb[31mc"
    assert one_line("a\r\nBcc: b\n\n c") == "a Bcc: b c"
    assert clean("سلام\u200c 👩\u200d👧") == "سلام\u200c 👩\u200d👧"


@pytest.mark.parametrize("shipped", ALL, ids=lambda each: each.code)
def test_shipped_wording_can_be_used(shipped):
    assert [str(fault) for fault in wording_faults(shipped, shipped.words)] == []


@pytest.mark.parametrize("shipped", ALL, ids=lambda each: each.code)
def test_every_placeholder_is_declared_and_used(shipped):
    words, known = shipped.words, placeholder_list()
    used = set(placeholders(f"{words.subject} {words.body}"))
    given = {name for name, row in known.items() if row.given}
    assert set(shipped.allowed) <= set(known)
    assert used - given == set(shipped.allowed) - given
    assert shipped.optional <= set(shipped.allowed)
    assert shipped.required <= set(shipped.allowed)


def test_no_placeholder_is_declared_that_no_message_has():
    used = {name for each in ALL for name in each.allowed}
    assert set(placeholder_list()) == used


@pytest.mark.parametrize("shipped", MESSAGES, ids=lambda each: each.code)
def test_wording_without_details_gives_nothing_away(shipped):
    words = shipped.words
    text = f"{words.discreet_subject} {words.discreet_body}"
    used = set(placeholders(text))
    assert used <= set(shipped.allowed_discreet)
    assert used - GIVES_NOTHING_AWAY <= (LETS_IN if shipped.secret else set())
    told = r"landlord|concern|council|housing|ombudsman|repair|complain|tenant|case|Heard|refer"
    assert not re.search(told, text, re.IGNORECASE)


@pytest.mark.parametrize("shipped", MESSAGES, ids=lambda each: each.code)
def test_sentences_are_short(shipped):
    text = re.sub(r"\(\(\w+\)\)", "word", shipped.words.body)
    for sentence in re.split(r"[.?:!]\s|\n\n", text):
        assert len(sentence.split()) <= 25, sentence
    words = re.findall(r"[A-Za-z']+", text)
    sentences = [part for part in re.split(r"[.?:!]|\n", text) if len(part.split()) > 1]
    syllables = sum(
        max(1, len(re.findall(r"[aeiouy]+", re.sub("e\\b", "", w.lower())))) for w in words
    )
    # Flesch-Kincaid grade; 6 is about age 11
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    assert grade < 6, round(grade, 1)


@pytest.mark.parametrize(
    "shipped", [each for each in MESSAGES if each.audience == "resident"], ids=lambda e: e.code
)
def test_residents_are_told_the_direct_routes(shipped):
    assert "((direct_routes))" in shipped.words.body
    assert "direct_routes" in shipped.required


def test_direct_routes_name_the_ombudsman_and_no_number():
    body = shipped_get("part.direct-routes").words.body
    assert "https://www.housing-ombudsman.org.uk" in body
    assert not re.search(r"\d{4}", body)


def words(**changes):
    shipped = shipped_get("concern.answered").words
    values = {name: getattr(shipped, name) for name in Words.__slots__}
    return Words(**values | changes)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        (
            {"subject": "About ((refrence))"},
            "subject",
            "((refrence)) is not known in this text. Did you mean ((reference))?",
        ),
        ({"subject": "About ((qqq))"}, "subject", "You can use: ((reference)), "),
        ({"subject": "One\nTwo"}, "subject", "A subject is one line."),
        ({"subject": " "}, "subject", "Write something here."),
        ({"body": "((direct_routes)) ((reference)"}, "body", "two brackets before it"),
        ({"body": "((direct_routes)) reference))"}, "body", "two brackets before it"),
        ({"body": "Hello ((reference))"}, "body", "Keep ((direct_routes))"),
        ({"body": "((direct_routes))" + "x" * 8_000}, "body", "at most 8,000"),
        ({"discreet_subject": "((reference))"}, "discreet_subject", "You can use: ((site))."),
        ({"discreet_body": "See ((link))"}, "discreet_body", "((link)) is not known"),
    ],
)
def test_fault_names_what_is_wrong_and_how_to_mend_it(changes, field, said):
    faults = wording_faults(shipped_get("concern.answered"), words(**changes))
    assert [fault.field for fault in faults] == [field]
    assert said in str(faults[0])


def test_what_lets_in_has_to_stay_without_details_too():
    shipped = shipped_get("sign-in-code")
    broken = Words(shipped.words.subject, shipped.words.body, "Hello", "Hello")
    assert [fault.field for fault in wording_faults(shipped, broken)] == ["discreet_body"]


def test_unknown_template_is_named():
    with pytest.raises(NotFoundError, match=r"concern\.sung"):
        shipped_get("concern.sung")


@pytest.mark.parametrize(
    ("address", "masked"),
    [("ada@example.org", "a…@example.org"), ("nobody", "…"), ("@x", "…"), ("", "…")],
)
def test_masked_address(address, masked):
    assert mask_address(address) == masked


def test_links_into_heard_are_cut_and_others_are_not():
    text = "https://h.example/c/abc\nhttps://www.housing-ombudsman.org.uk/x https://h.example"
    assert hide_links(text, site="https://h.example") == (
        "https://h.example/…\nhttps://www.housing-ombudsman.org.uk/x https://h.example"
    )
