"""Pages of themes: what they say, what they do, and to whom."""

from __future__ import annotations

import csv
import io
import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import ClassVar

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse
from tests.factories.accounts import PersonFactory, start_session
from tests.factories.themes import make_file_study, make_study, make_told, theme_about

from heard.access import Role
from heard.audit.models import Entry
from heard.runs.models import RunState
from heard.themes.models import Quote, Sorting, Study, Text, Theme
from heard.themes.selectors.quotes import quotes_of
from heard.themes.services import shaping
from heard.themes.services.checking import check_begin, check_mark
from heard.themes.services.quoting import quote_approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    return make_told()


@pytest.fixture
def study(told):
    return make_study(told)


@pytest.fixture
def client(told):
    client = Client()
    start_session(client, told.officer)
    return client


def page(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, response
    return response.content.decode()


def post(client, address, *args, **data):
    """Send a form, let the worker do what it began, and read the page that it led to."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = client.post(reverse(address, args=args), data)
    if response.status_code == 302:
        response = client.get(response.headers["Location"])
    assert response.status_code == 200, response
    return response.content.decode()


def test_an_empty_list_says_what_to_do(client):
    assert "There is no study yet" in page(client, "themes:list")
    assert "Nothing yet" in page(client, "what-residents-say:list")


def test_a_study_of_concerns_is_begun_by_its_form(client, told):
    said = post(
        client,
        "themes:new-concerns",
        title="Autumn",
        first="2026-01-01",
        k="3",
    )
    study = Study.objects.get()
    assert study.goes_on
    assert study.sortings.get().state == RunState.DONE
    assert "3 themes were found in 36 texts." in said
    assert "Autumn" in page(client, "themes:list")
    wrong = post(
        client,
        "themes:new-concerns",
        title="x",
        first="2026-01-02",
        last="2026-01-01",
    )
    assert "The last day is before the first." in wrong


def test_a_study_page_lists_themes_with_shares_and_what_can_be_undone(client, told, study):
    lift, damp = theme_about(study, "lift"), theme_about(study, "mould")
    shaping.theme_name(theme=damp, name="Damp & mould", by=told.officer)
    said = page(client, "themes:study", study.pk)
    assert "Damp &amp; mould" in said
    assert "33%" in said
    assert "20% to 50%" in said
    post(client, "themes:merge", study.pk, lift.pk, into=damp.pk)
    assert "merged into Damp &amp; mould" in page(client, "themes:study", study.pk)
    assert "It stands by itself again" in post(client, "themes:unmerge", study.pk, lift.pk)
    assert "Removed. You can bring it back." in post(
        client, "themes:theme-remove", study.pk, lift.pk
    )
    assert "It is back." in post(client, "themes:restore", study.pk, lift.pk)
    assert "isn’t removed" in post(client, "themes:restore", study.pk, lift.pk)
    assert "Kept." in post(client, "themes:keep", study.pk, lift.pk)
    assert "may replace it" not in post(client, "themes:release", study.pk, damp.pk)
    assert "Kept." in post(client, "themes:keep-all", study.pk)
    assert "Added." in post(client, "themes:add", study.pk, name="Pests")
    assert "Another theme has this name" in post(client, "themes:add", study.pk, name="pests")
    for name in ("themes:chart",):
        assert (
            client.get(reverse(name, args=[study.pk]))
            .headers["Content-Type"]
            .startswith("image/svg")
        )


def test_a_theme_page_shows_who_raises_it_and_takes_texts_away(client, told, study):
    lift = theme_about(study, "lift")
    said = page(client, "themes:theme", study.pk, lift.pk)
    for words in ("By month", "By landlord", "By ward", "Telling words", "Read and approve"):
        assert words in said
    assert Entry.objects.filter(event="themes.read", actor=f"{told.officer.pk}").exists()
    keys = list(lift.texts.values_list("pk", flat=True)[:2])
    none = Theme.objects.get(study=study, is_none=True)
    back = lift.get_absolute_url()
    moved = post(client, "themes:move", study.pk, texts=keys, to=none.pk, back=back)
    assert "2 texts moved." in moved
    assert "Person: None of these" in page(client, "themes:theme", study.pk, none.pk)
    assert "2 texts moved." in post(client, "themes:move", study.pk, texts=keys, to="machine")
    assert "Choose at least one text." in post(client, "themes:move", study.pk, to=none.pk)
    other = make_study(told, k=1)
    foreign = Text.objects.filter(study=other).first().pk
    refused = post(client, "themes:move", study.pk, texts=[foreign], to=none.pk)
    assert "text moved." not in refused
    assert "texts moved." not in refused
    away = client.post(
        reverse("themes:move", args=[study.pk]),
        {"texts": keys, "to": none.pk, "back": "//evil.example/"},
    )
    assert away.headers["Location"] == study.get_absolute_url()
    assert "Show all" in page(client, "themes:theme", study.pk, lift.pk, order="new", by="person")


def test_quotes_are_chosen_read_approved_and_withdrawn(client, told, study):
    lift = theme_about(study, "lift")
    text = lift.texts.exclude(pk__in=lift.quotes.values("text")).first()
    assert "Chosen." in post(client, "themes:quote-choose", study.pk, text.pk)
    quote = Quote.objects.get(text=text)
    said = page(client, "themes:quote", study.pk, quote.pk)
    assert "Would neighbours know" in said
    assert "stand in the text" in post(
        client, "themes:quote", study.pk, quote.pk, shown="All is well"
    )
    words = next(one.words for one in quotes_of(lift) if one.quote == quote)
    assert "Approved." in post(client, "themes:quote", study.pk, quote.pk, shown=words)
    assert "Withdrawn." in post(client, "themes:quote-withdraw", study.pk, quote.pk)
    looks = Entry.objects.filter(event="themes.quote-read").count()
    assert looks == 3  # asked for, refused, approved


def test_sorting_is_watched_stopped_and_asked_for_again(client, told, study):
    assert "Keep some themes first" in post(client, "themes:follow", study.pk)
    assert "Keep some themes first" in post(client, "themes:again", study.pk)
    found = post(client, "themes:find", study.pk, k="2")
    assert "2 themes were found" in found
    assert "less than or equal to 60" in post(client, "themes:find", study.pk, k="99")
    run = Sorting.objects.create(study=study, what="find")
    waiting = page(client, "themes:sorting", study.pk, run.pk)
    assert "Waiting to start" in waiting
    part = client.get(
        reverse("themes:sorting", args=[study.pk, run.pk]), headers={"HX-Request": "true"}
    )
    assert b"<html" not in part.content
    assert "Texts are being sorted." in page(client, "themes:study", study.pk)
    assert "running already" in post(client, "themes:find", study.pk)
    assert "Stopped. Nothing was written down." in post(
        client, "themes:sorting-stop", study.pk, run.pk
    )


def test_labels_leave_without_words_and_safe_for_spreadsheets(client, told):
    study = make_file_study(
        told, b"id,comment\n=1+1,the lift broke again\nB,lift broke again\n", k=1
    )
    response = client.get(reverse("themes:export", args=[study.pk]))
    rows = list(csv.reader(io.StringIO(response.content.decode())))
    assert rows[0][:2] == ["text", "date"]
    assert [row[0] for row in rows[1:]] == ["'=1+1", "B"]
    assert "broke again" not in response.content.decode().replace("Broke", "")
    assert Entry.objects.filter(event="themes.export").exists()


def test_a_file_at_fault_is_told_on_its_form_and_nothing_is_kept(client):
    file = SimpleUploadedFile("a.csv", b"remark\nhello\n")
    said = post(client, "themes:new-file", title="A", file=file, column="comment")
    assert "There is no column &#x27;comment&#x27;. The file has: remark." in said
    assert not Study.objects.exists()
    file = SimpleUploadedFile("a.csv", b"comment,landlord\nhello,Nobody\n,\nhello again,\n,x\n")
    said = post(client, "themes:new-file", title="A", file=file, column="comment")
    assert "1 row was left out." in said
    assert "“Nobody” isn’t in the register" in said


def test_a_codebook_goes_out_and_comes_back(client, told, study):
    shaping.themes_keep(study=study, by=told.officer)
    book = client.get(reverse("themes:codebook", args=[study.pk])).content
    other = make_study(told, k=2)
    said = post(client, "themes:codebook-import", other.pk, file=SimpleUploadedFile("b.json", book))
    assert "36 texts were sorted." in said
    names = set(
        Theme.objects.filter(study=other, is_none=False).values_list("person_name", flat=True)
    )
    assert names == {one.name for one in Theme.objects.filter(study=study, is_none=False)}
    bad = post(
        client, "themes:codebook-import", other.pk, file=SimpleUploadedFile("b.json", b"[1]")
    )
    assert "theme 1" in bad


def test_who_sees_it_is_chosen_and_taken_back(client, told, study):
    lift = theme_about(study, "lift")
    assert "Keep some themes first" in post(client, "themes:show", study.pk, who="everybody")
    shaping.theme_name(theme=lift, name="Lifts", by=told.officer)
    post(client, "themes:show", study.pk, who="everybody")
    public = Client()
    said = page(public, "what-residents-say:study", study.pk)
    assert "Lifts" in said
    assert "about 10 texts" in said
    assert theme_about(study, "mould").name not in said
    rows = list(
        csv.reader(
            io.StringIO(
                public.get(reverse("what-residents-say:csv", args=[study.pk])).content.decode()
            )
        )
    )
    assert [row[0] for row in rows] == ["theme", "Lifts"]
    post(client, "themes:show", study.pk, who="landlords")
    assert public.get(reverse("what-residents-say:study", args=[study.pk])).status_code == 404
    lead = Client()
    start_session(lead, PersonFactory(role=Role.LANDLORD_LEAD, landlord=told.landlord))
    assert study.title in page(lead, "landlord-themes:list")
    assert "your homes" in page(lead, "landlord-themes:study", study.pk)
    post(client, "themes:show", study.pk, who="team")
    assert lead.get(reverse("landlord-themes:study", args=[study.pk])).status_code == 404


def test_a_study_is_retitled_and_removed_after_asking(client, study):
    post(client, "themes:title", study.pk, title="Another title")
    assert "Remove “Another title”?" in page(client, "themes:remove", study.pk)
    assert "Removed." in post(client, "themes:remove", study.pk)
    assert client.get(study.get_absolute_url()).status_code == 404


def test_a_check_hides_the_other_persons_marks_until_all_are_read(client, told, study):
    post(client, "themes:check-begin", study.pk)
    check = study.checks.get()
    none = Theme.objects.get(study=study, is_none=True)
    address = reverse("themes:check-mark", args=[study.pk, check.pk])
    first = {f"text-{number}": none.pk for number in range(1, 11)}
    assert "Choose a theme for text 1" in client.post(f"{address}?page=1", {}).content.decode()
    client.post(f"{address}?page=1", first)
    assert "You see what it came to when you have read them all" in page(
        client, "themes:check", study.pk, check.pk
    )
    for start in (11, 21, 31):
        rest = {f"text-{number}": none.pk for number in range(start, min(start + 10, 37))}
        client.post(f"{address}?page={(start + 9) // 10}", rest)
    said = page(client, "themes:check", study.pk, check.pk)
    assert "Nobody else has read them yet." in said
    assert "nothing to put right" in post(client, "themes:check-apply", study.pk, check.pk)
    assert "Finish it, or give it up" in post(client, "themes:check-begin", study.pk)
    assert "Given up." in post(client, "themes:check-drop", study.pk, check.pk)
    assert not study.checks.exists()


def test_a_check_that_two_people_read_from_stays(client, told, study):
    check = check_begin(study=study, by=told.officer)
    none = Theme.objects.get(study=study, is_none=True)
    for user in (told.officer, told.colleague):
        check_mark(check=check, themes={1: none}, by=user)
    said = post(client, "themes:check-drop", study.pk, check.pk)
    assert "What it came to stays." in said
    assert study.checks.exists()


def test_warnings_by_theme_are_switched_on_and_off(client, told, study):
    assert "Keep some themes first" in post(client, "themes:watch", study.pk)
    shaping.themes_keep(study=study, by=told.officer)
    assert "warnings go by these themes too" in post(client, "themes:watch", study.pk)
    assert "Warn by categories alone" in page(client, "themes:study", study.pk)
    assert "by categories alone" in post(client, "themes:unwatch", study.pk)


def test_a_quote_of_a_removed_theme_is_shown_nowhere(client, told, study):
    lift = theme_about(study, "lift")
    shaping.theme_name(theme=lift, name="Lifts", by=told.officer)
    damp = theme_about(study, "mould")
    shaping.theme_name(theme=damp, name="Damp", by=told.officer)
    one = quotes_of(lift)[0]
    quote_approve(quote=one.quote, shown=one.words, by=told.officer)
    post(client, "themes:show", study.pk, who="everybody")
    assert one.words.replace("’", "’") in page(Client(), "what-residents-say:study", study.pk)
    post(client, "themes:theme-remove", study.pk, lift.pk)
    assert one.words not in page(Client(), "what-residents-say:study", study.pk)


class _Model(BaseHTTPRequestHandler):
    """Answers as a language model does; `sent` keeps what it was told."""

    sent: ClassVar[list[dict]] = []
    says: ClassVar[str] = ""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.sent.append(body | {"key": self.headers.get("Authorization")})
        quote = body["messages"][1]["content"].partition("Quote: ")[2].split("\n")[0]
        said = self.says.replace("QUOTE", quote)
        answer = json.dumps({"choices": [{"message": {"content": said}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def language_model(settings):
    """A language model on this machine."""
    server = HTTPServer(("127.0.0.1", 0), _Model)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.MODEL_URL = f"http://127.0.0.1:{server.server_port}/v1"
    settings.MODEL_NAME, settings.MODEL_KEY = "small", "secret"
    _Model.sent.clear()
    _Model.says = ""
    yield _Model
    server.shutdown()
    server.server_close()
    thread.join()


def test_nothing_is_sent_to_a_language_model_unless_the_council_turned_one_on(client, study):
    assert "Ask a language model" not in page(client, "themes:study", study.pk)
    assert client.get(reverse("themes:names", args=[study.pk])).status_code == 404
    assert client.post(reverse("themes:names", args=[study.pk])).status_code == 404


def test_a_language_model_proposes_names_that_are_checked(client, told, study, language_model):
    lift = theme_about(study, "lift")
    assert "Ask a language model" in page(client, "themes:study", study.pk)
    assert "127.0.0.1" in page(client, "themes:names", study.pk)
    assert not language_model.sent
    language_model.says = '```json\n{"name": "Lifts out of order", "quote": "QUOTE"}\n```'
    said = post(client, "themes:names", study.pk)
    assert "A language model proposed 3 usable names for 3 themes." in said
    assert {one["key"] for one in language_model.sent} == {"Bearer secret"}
    lift.refresh_from_db()
    assert (lift.model_name, lift.person_name, lift.is_kept) == ("Lifts out of order", "", False)
    assert 'value="Lifts out of order"' in page(client, "themes:name", study.pk, lift.pk)
    for wrong in (
        '{"name": "Priya Patel’s lift", "quote": "QUOTE"}',
        '{"name": "Lifts", "quote": "nobody wrote this"}',
        "I think it is about lifts.",
        '{"name": "", "quote": "QUOTE"}',
        "[1]",
    ):
        language_model.says = wrong
        assert "proposed 0 usable names" in post(client, "themes:names", study.pk), wrong


def test_a_language_model_that_is_away_is_told(client, study, settings):
    settings.MODEL_URL = "http://127.0.0.1:9/v1"
    assert "It could not be asked further" in post(client, "themes:names", study.pk)
