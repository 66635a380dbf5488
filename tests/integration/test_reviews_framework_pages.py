"""Pages of frameworks: read, compare, download, bring in, change, take the one that ships."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.reviews import make_framework, make_review

from heard.access import Role
from heard.audit.models import Entry
from heard.cli import main
from heard.reviews.errors import StaleError
from heard.reviews.frameworks import framework_read, shipped_file, starting_file
from heard.reviews.models import Framework
from heard.reviews.selectors.framework import framework_text
from heard.reviews.services.frameworks import framework_import, framework_take

pytestmark = pytest.mark.django_db
BASE = "/review-work/frameworks/"
SHORT = starting_file().decode()
CHANGED = SHORT.replace("weight: 2", "weight: 3").replace("Some letters", "A few letters")


@pytest.fixture
def officer(client, sign_in_as):
    client.person = sign_in_as(client, Role.OFFICER)
    return client


@pytest.fixture
def stored():
    return framework_import(text=read(SHORT), by=None)[0]


def read(text):
    return framework_read(text.encode(), file="mine.yaml")


def page(response):
    assert response.status_code == 200
    return response.content.decode()


def seen(response):
    """What a reader sees, without marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page(response))).split())


def send(client, text, name="mine.yaml"):
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(f"{BASE}upload/", {"file": SimpleUploadedFile(name, data)})


def carried(response):
    """The fields of the form that confirms what is shown."""
    form = response.context["confirm"]
    return {name: form[name].value() for name in form.fields}


# ---- an empty installation


def test_empty_installation_takes_the_framework_that_ships(officer):
    assert "There is no framework yet" in seen(officer.get(BASE))
    for address in (BASE, "/review-work/open/"):
        assert 'action="/review-work/frameworks/take/"' in page(officer.get(address))
    response = officer.post(f"{BASE}take/", {"code": "health-check"})
    framework = Framework.objects.get()
    assert response.url == f"{BASE}health-check/1/"
    assert framework.by == officer.person
    assert Entry.objects.filter(event="framework.import", actor=officer.person.pk).count() == 1
    said = seen(officer.get(response.url))
    assert "28 criteria in 7 dimensions" in said
    assert "Open a review with it" in said
    assert "take/" not in page(officer.get(BASE))
    assert officer.post(f"{BASE}take/", {"code": "another"}).status_code == 404


def test_taking_never_replaces_the_councils_own_version(officer):
    own = (
        shipped_file("health-check").decode().replace("name: Engagement health check", "name: Own")
    )
    framework_import(text=read(own), by=None)
    assert officer.post(f"{BASE}take/", {"code": "health-check"}).url == f"{BASE}health-check/1/"
    assert framework_take(code="health-check", by=None)[1] is False
    assert Framework.objects.get().name == "Own"


# ---- reading


def test_version_shows_everything_it_says(officer, stored):
    said = seen(officer.get(f"{BASE}our-framework/1/"))
    for one in read(SHORT).criteria:
        for words in (one.name, one.good, one.question, *one.levels, "Measure, sample of cases"):
            assert words in said
    assert "Weight 2" in said


@pytest.mark.parametrize("extension", ["yaml", "toml"])
def test_version_is_downloaded_as_it_would_be_read(officer, stored, extension):
    response = officer.get(f"{BASE}our-framework/1.{extension}")
    assert f"our-framework-1.{extension}" in response["Content-Disposition"]
    assert framework_read(response.content, file=f"a.{extension}") == framework_text(stored)


@pytest.mark.parametrize(
    "rest",
    [
        "none/1/",
        "our-framework/9/",
        "our-framework/1.csv",
        "our-framework/9.yaml",
        "none/compare/",
        "our-framework/compare/?old=9",
        "edit/?from=none",
        "edit/?from=our-framework@9",
    ],
)
def test_what_is_not_there_is_not_found(officer, stored, rest):
    assert officer.get(BASE + rest).status_code == 404


def test_list_says_which_reviews_follow_which_version(officer, stored):
    review = make_review(framework=stored)
    framework_import(text=read(CHANGED), by=None)
    said = seen(officer.get(BASE))
    assert re.search(rf"Version 1 .*In use.*{review.reference}", said)
    assert "Version 2 , Our own framework Newest" in said


def test_versions_are_compared_in_words(officer, stored):
    assert "only one version" in seen(officer.get(f"{BASE}our-framework/compare/"))
    framework_import(text=read(CHANGED), by=None)
    said = seen(officer.get(f"{BASE}our-framework/compare/"))
    assert "What changed from version 1 to 2" in said
    assert "1 criterion changed." in said
    assert "Weight was 2 → , becomes 3" in said
    assert "Level 1 [taken out: Some ] [added: A few ] letters" in said
    back = seen(officer.get(f"{BASE}our-framework/compare/?old=2&new=1"))
    assert "Weight was 3 → , becomes 2" in back
    same = seen(officer.get(f"{BASE}our-framework/compare/?old=1&new=1"))
    assert "Choose two different versions" in same


def test_format_and_schema_are_open_to_anyone(client):
    assert "The shortest whole framework" in seen(client.get("/reviews/framework-files/"))
    schema = client.get("/reviews/framework-files/framework.schema.json")
    assert schema["Content-Type"].startswith("application/schema+json")
    assert schema.json()["properties"]["format"] == {
        "const": "heard-framework-1",
        "description": "Always this.",
    }
    out = io.StringIO()
    assert main(["reviews", "framework", "schema"], out=out) == 0
    assert out.getvalue().encode() == schema.content


# ---- bringing in


def test_file_is_looked_at_confirmed_and_stored(officer):
    response = send(officer, SHORT)
    assert "Version 1 of a new framework" in seen(response)
    assert not Framework.objects.exists()
    response = officer.post(f"{BASE}confirm/", carried(response))
    assert response.url == f"{BASE}our-framework/1/"
    stored = Framework.objects.get()
    assert framework_text(stored) == read(SHORT)
    assert stored.by == officer.person
    assert Entry.objects.get(event="framework.import").actor == officer.person.pk


def test_changed_framework_is_shown_first_and_no_past_review_changes(officer, stored):
    review = make_review(framework=stored)
    response = send(officer, CHANGED)
    said = seen(response)
    assert "What changes since version 1" in said
    assert "Weight was 2 → , becomes 3" in said
    assert "Store as version 2" in said
    officer.post(f"{BASE}confirm/", carried(response))
    review.refresh_from_db()
    assert review.framework == stored
    assert framework_text(review.framework) == read(SHORT)
    assert framework_text(Framework.objects.get(version=2)) == read(CHANGED)
    nothing = seen(send(officer, CHANGED))
    assert "There is nothing to store" in nothing
    assert "Store as" not in nothing


def test_every_fault_is_listed_with_line_words_and_mend_and_nothing_is_lost(officer):
    broken = SHORT.replace("weight: 2", "weight: much").replace("evidence:", "evidense:")
    line = broken.split("\n").index("    weight: much") + 1
    response = send(officer, broken)
    said = seen(response)
    assert "3 things to mend in mine.yaml. Nothing was stored." in said
    assert f"Line {line} : “weight” is text, not a number. Write a number, such as 1" in said
    assert "weight: much" in said
    assert "Did you mean “evidence”?" in said
    assert response.context["form"]["text"].value() == broken
    assert not Framework.objects.exists()
    mended = officer.post(f"{BASE}edit/", {"text": SHORT, "file": "mine.yaml"})
    assert "Store as version 1" in seen(mended)


def test_faults_of_toml_are_mended_as_toml(officer, stored):
    toml = officer.get(f"{BASE}our-framework/1.toml").content.decode()
    response = send(officer, toml.replace("weight = 2", "weight = 0"), "mine.toml")
    form = response.context["form"]
    assert form["file"].value() == "mine.toml"
    again = {"text": toml.replace("weight = 2", "weight = 1"), "file": form["file"].value()}
    assert "Weight was 2 → , becomes 1" in seen(officer.post(f"{BASE}edit/", again))


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"code: \xff", "mine.yaml", "Save the file as UTF-8."),
        (SHORT, "mine.docx", "A framework is a YAML or a TOML file."),
        (b"x" * 300_001, "mine.yaml", "over 300,000 bytes"),
        (b"", "mine.yaml", "The submitted file is empty."),
    ],
)
def test_what_can_not_be_mended_on_the_page_is_chosen_anew(officer, data, name, told):
    response = send(officer, data, name)
    assert told in seen(response)
    assert 'type="file"' in page(response)


def test_without_a_file_the_page_says_so(officer):
    assert "Choose a file." in seen(officer.post(f"{BASE}upload/"))


# ---- as text


def test_text_starts_from_a_version_and_comes_back_on_the_way(officer, stored):
    form = officer.get(f"{BASE}edit/?from=our-framework@1").context["form"]
    assert read(form["text"].value()) == framework_text(stored)
    preview = officer.post(f"{BASE}edit/", {"text": CHANGED, "file": "framework.yaml"})
    back = officer.post(f"{BASE}edit/", carried(preview) | {"again": "yes"})
    assert back.context["form"]["text"].value() == CHANGED
    assert Framework.objects.count() == 1
    assert "Write something here." in seen(officer.post(f"{BASE}edit/", {"text": ""}))
    for asked, starts in (("", SHORT), ("?shipped=health-check", "format: heard-framework-1\n")):
        form = officer.get(f"{BASE}edit/{asked}").context["form"]
        assert form["text"].value().startswith(starts)


def test_version_that_came_meanwhile_is_shown_before_anything_is_stored(officer, stored):
    preview = carried(send(officer, CHANGED))
    between = SHORT.replace("weight: 2", "weight: 5")
    framework_import(text=read(between), by=None)
    with pytest.raises(StaleError):
        framework_import(text=read(CHANGED), by=None, seen=1)
    said = seen(officer.post(f"{BASE}confirm/", preview))
    assert "Somebody stored a version of this framework meanwhile" in said
    assert "Weight was 5 → , becomes 3" in said
    assert Framework.objects.count() == 2


def test_what_is_confirmed_is_checked_once_more(officer):
    sent = {"text": "code: 1", "file": "mine.yaml", "seen": "0"}
    assert "to mend in mine.yaml" in seen(officer.post(f"{BASE}confirm/", sent))
    without = officer.post(f"{BASE}confirm/", {"text": SHORT, "file": "mine.yaml"})
    assert without.context["form"]["text"].value() == SHORT
    assert not Framework.objects.exists()


# ---- cost


def test_queries_do_not_grow_with_versions_criteria_or_reviews(officer):
    counts = []
    for codes, reviews in ((("1", "2"), 1), ([str(one) for one in range(1, 13)], 3)):
        framework = make_framework(codes=codes)
        for _ in range(reviews):
            make_review(framework=framework)
        text = framework_text(framework)
        Framework.objects.create(slug=framework.slug, version=2, name="Second")
        addresses = ("", f"{text.code}/1/", f"{text.code}/compare/?old=1&new=2")
        found = []
        for address in addresses:
            officer.get(BASE + address)
            with CaptureQueriesContext(connection) as queries:
                page(officer.get(BASE + address))
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 20
