"""A review from its opening to what came of it: five people, with and without scripts."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESKTOP, PHONE, environment, sign_in

pytestmark = pytest.mark.browser

CHAMPION, OFFICER, LEAD = "champion@demo.example", "staff@demo.example", "lead@demo.example"
AUDITOR = "auditor@demo.example"
FRAMEWORK = """
from heard.reviews.models import Criterion, Dimension, Framework, Level
framework = Framework.objects.create(slug="journey", version=1, name="A short framework")
part = Dimension.objects.create(framework=framework, code="all", position=1, name="Listening")
for at, what in enumerate(("Asks early", "Says what came of it"), start=1):
    one = Criterion.objects.create(
        dimension=part, code=f"c{at}", position=at, name=what, what_good="It is done.",
        question=f"Is it so: {what.lower()}?", evidence_kinds=["document"],
    )
    Level.objects.bulk_create(
        Level(criterion=one, level=level, words=f"Level {level} in words") for level in range(5)
    )
"""


@pytest.fixture(scope="session")
def framework(site):
    """A framework of two criteria, so that nobody has to fill in twenty-eight."""
    command = [sys.executable, "-m", "heard", "manage", "shell", "-v", "0", "-c", FRAMEWORK]
    subprocess.run(command, env=environment(site.mail.parent), check=True, capture_output=True)
    return "A short framework, version 1"


# At which width each looks, and whether scripts run there.
DEVICES = {
    "champion": (DESKTOP, True),
    "officer": (DESKTOP, False),
    "lead": (PHONE, True),
    "resident": (PHONE, False),
    "auditor": (DESKTOP, True),
    "beside": (PHONE, True),  # looks at what the resident sees, with scripts, which axe needs
}


@pytest.fixture
def people(open_page, site):
    """A page for each of four who sign in, and one for a resident who doesn't."""
    pages = {
        name: open_page(width=width, scripts=scripts) for name, (width, scripts) in DEVICES.items()
    }
    signed_in = {"champion": CHAMPION, "officer": OFFICER, "lead": LEAD, "auditor": AUDITOR}
    for name, email in signed_in.items():
        sign_in(pages[name], site, email)
    return pages


@pytest.fixture
def check(people, assert_accessible):
    """Run axe where scripts run; what the resident sees is looked at beside them."""

    def checked_page(page):
        if page is people["resident"]:
            people["beside"].goto(page.url)
            assert_accessible(people["beside"])
        elif page is not people["officer"]:
            assert_accessible(page)

    return checked_page


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    """Follow a link, drawn as a button or not."""
    page.locator(f'main a:text-is("{name}")').first.click()


def opened(page, check, framework):
    """The Champion opens a review of one landlord; gives its reference."""
    page.goto("/review-work/")
    follow(page, "Open a review")
    check(page)
    page.get_by_label("Title").fill("Journey")
    page.get_by_label("Framework of criteria").select_option(label=framework)
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_label("Osiermead Homes").check()
    press(page, "Open the review and tell the landlords")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Journey")
    check(page)
    return re.search(r"REV-\d+-\d+", page.url)[0]


def assessed(page, check, reference):
    """The landlord's lead assesses it, brings evidence and sends it in."""
    page.goto(f"/self-assessment/{reference}/osiermead-homes/")
    check(page)
    follow(page, "Start")
    press(page, "Save and go to the next")
    expect(page.get_by_role("alert")).to_contain_text("Choose a level")
    check(page)
    page.get_by_label("4 – Level 4 in words").check()
    page.get_by_label("Why", exact=True).fill("We always ask first.")
    press(page, "Save and add evidence")
    page.get_by_label("Document").check()
    page.get_by_label("Title").fill("Our plan")
    page.get_by_label("What it shows").fill("Who was asked, and when.")
    page.get_by_label("On a web page").check()
    page.get_by_label("Address of the page").fill("https://osiermead.example.org/plan")
    check(page)
    press(page, "Add the evidence")
    expect(page.locator("main")).to_contain_text("Who was asked, and when.")
    page.get_by_role("link", name=re.compile("^On to")).click()
    page.get_by_label("There is no evidence to say").check()
    page.get_by_label("Why", exact=True).fill("Nobody wrote it down.")
    press(page, "Save")
    follow(page, "Check and send in")
    check(page)
    press(page, "Send it in")
    expect(page.locator("main")).to_contain_text("Sent in on")


def seated(page, check, reference):
    """An officer makes a session and prints its cards; gives the first card's code."""
    page.goto(f"/review-work/{reference}/landlords/osiermead-homes/")
    check(page)
    follow(page, "Make a residents’ session")
    page.get_by_label("Title").fill("Panel in the hall")
    page.get_by_label("Residents’ panel").check()
    press(page, "Make the session")
    follow(page, "Print cards")
    press(page, "Make the cards")
    check(page)
    return page.locator(".heard-seatcard__code").first.inner_text()


def answered(page, check, code):
    """A resident answers from the card, one question to a page."""
    page.goto("/seat/")
    check(page)
    page.get_by_label("The code on your card").fill(code.lower())
    press(page, "Start")
    check(page)
    follow(page, "Start")
    check(page)
    page.get_by_label("A little", exact=True).check()
    press(page, "Continue")
    page.get_by_label("I don’t know").check()
    press(page, "Continue")
    check(page)
    expect(page.locator("main")).to_contain_text("A little")
    press(page, "I am done")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    check(page)


def checked(page, check, reference):
    """The officer draws a sample, checks the evidence and scores."""
    page.goto(f"/review-work/{reference}/sample/")
    page.get_by_label("How many criteria for each landlord").fill("2")
    press(page, "Draw the sample")
    expect(page.get_by_role("alert")).to_contain_text("seed")
    page.goto(f"/review-work/{reference}/landlords/osiermead-homes/criteria/c1/")
    page.locator("main a", has_text=": Our plan").first.click()
    check(page)
    page.get_by_label("Supports the score").check()
    page.get_by_label("How you found that").fill("Read it.")
    press(page, "Save")
    follow(page, "Officers’ score")
    page.get_by_label("2 – Level 2 in words").check()
    page.get_by_label("Why", exact=True).fill("Some were asked.")
    press(page, "Save")
    expect(page.locator(".heard-four")).to_contain_text("Some were asked.")


def moderated(page, check, reference):
    """The Champion moves on and moderates, seeing all sides."""
    base = f"/review-work/{reference}"
    page.goto(f"{base}/move/")
    check(page)
    press(page, "Move on")
    page.goto(f"{base}/landlords/osiermead-homes/criteria/c1/")
    follow(page, "Moderate")
    check(page)
    page.get_by_label("2 – Level 2 in words").check()
    page.get_by_label("Why", exact=True).fill("The officers' check decides it.")
    press(page, "Save and go to the next")
    page.get_by_label("3 – Level 3 in words").check()
    page.get_by_label("Why", exact=True).fill("They say so.")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("no evidence")
    page.get_by_label("There is no evidence to say").check()
    press(page, "Save")
    page.goto(f"{base}/move/")
    press(page, "Move on")


def found(page, check, reference):
    """The officer looks where to look, writes a finding on evidence and recommends something."""
    page.goto(f"/review-work/{reference}/findings/")
    follow(page, "Where to look")
    page.locator("main a", has_text="Write a finding").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Write a finding")
    page.goto(f"/review-work/{reference}/findings/add/?landlord=osiermead-homes&criterion=c1")
    page.get_by_label("Title").fill("It asks, and seldom tells")
    page.get_by_label("What was found").fill(
        "The plan says who was asked, and not what came of it."
    )
    page.get_by_label("Our plan", exact=False).check()
    press(page, "Save and recommend something")
    page.get_by_label("What should be done").fill("Tell everybody who was asked what came of it.")
    page.get_by_label("Answer due by").fill("1/2/2020")
    press(page, "Save the recommendation")
    expect(page.get_by_role("alert").first).to_contain_text("two weeks at least")
    due = datetime.now(UTC) + timedelta(days=70)
    page.get_by_label("Answer due by").fill(f"{due:%d/%m/%Y}")
    press(page, "Save the recommendation")
    expect(page.locator("main")).to_contain_text(f"{reference}-R1")


def commented(page, check, reference):
    """The landlord reads what will be found, and comments before anything is published."""
    page.goto(f"/self-assessment/{reference}/osiermead-homes/")
    check(page)
    follow(page, "What the review finds and recommends")
    expect(page.locator("main")).to_contain_text("It asks, and seldom tells")
    check(page)
    page.go_back()
    page.locator("main a", has_text=": Asks early").click()
    check(page)
    expect(page.locator("main")).to_contain_text("The officers' check decides it.")
    page.get_by_label("Your comment").fill("We have begun to ask everybody.")
    press(page, "Save the comment")


def published(page, check, reference):
    """The Champion signs it off and publishes it."""
    page.goto(f"/review-work/{reference}/move/")
    press(page, "Sign off and publish")
    expect(page.get_by_role("alert")).to_be_visible()
    check(page)
    page.get_by_label("What you say of this review").fill("It asks early, and seldom tells.")
    page.get_by_label("I sign this review off").check()
    press(page, "Sign off and publish")


def answered_it(page, check, reference):
    """The landlord finds it on its desk, accepts it, says what it will do, and does it."""
    page.goto("/desk/?section=recommendations")
    check(page)
    page.get_by_role("link", name="Tell everybody who was asked what came of it.").click()
    check(page)
    follow(page, "Answer")
    press(page, "Publish the answer")
    expect(page.get_by_role("alert").first).to_contain_text("Choose an answer")
    page.get_by_label("Accept it").check()
    press(page, "Publish the answer")
    page.get_by_label("What you will do").fill("Write to all who were asked.")
    page.get_by_label("Whose task it is").fill("Head of engagement")
    page.get_by_label("By when").fill(f"{datetime.now(UTC) + timedelta(days=30):%d/%m/%Y}")
    check(page)
    press(page, "Save the action")
    page.locator("main a", has_text="It was done").click()
    page.get_by_label("What was done").fill("Letters went out to all.")
    press(page, "It was done")
    expect(page.locator("main")).to_contain_text("Said to be done on")


def verified(page, check, reference):
    """The officer enters what twelve residents of the panel said of it."""
    page.goto(f"/review-work/{reference}/answers/?show=to-verify")
    page.locator("main a", has_text="Enter what residents say").click()
    page.get_by_label("See that it was done").fill("11")
    page.get_by_label("Don’t see it").fill("1")
    press(page, "Enter what residents say")
    expect(page.locator("main")).to_contain_text("Residents see it done.")


def read_in_the_log(page, check, reference):
    """The auditor finds who did what in the log."""
    page.goto("/audit/?event=review.publish")
    expect(page.locator("main")).to_contain_text(reference)
    check(page)


def test_five_people_take_a_review_from_its_opening_to_what_came_of_it(people, check, framework):
    reference = opened(people["champion"], check, framework)
    assessed(people["lead"], check, reference)
    code = seated(people["officer"], check, reference)
    answered(people["resident"], check, code)
    checked(people["officer"], check, reference)
    moderated(people["champion"], check, reference)
    found(people["officer"], check, reference)
    commented(people["lead"], check, reference)
    page = people["resident"]
    assert page.request.get(f"/reviews/{reference}/").status == 404
    published(people["champion"], check, reference)
    page.goto(f"/reviews/{reference}/")
    expect(page.locator("main")).to_contain_text("It asks early, and seldom tells.")
    check(page)
    page.goto(f"/seat/{code}/")
    expect(page.locator("main")).to_contain_text("This has ended")
    answered_it(people["lead"], check, reference)
    verified(people["officer"], check, reference)
    page.goto(f"/reviews/{reference}/findings/")
    check(page)
    expect(page.locator("main")).to_contain_text("Letters went out to all.")
    expect(page.locator("main")).to_contain_text("Residents see it done.")
    page.get_by_role("link", name="Do you see that it was done?").click()
    check(page)
    read_in_the_log(people["auditor"], check, reference)


@pytest.mark.parametrize(
    ("who", "address"),
    [
        (CHAMPION, "/review-work/{}/"),
        (CHAMPION, "/review-work/{}/landlords/tidewell-brandreth/"),
        (CHAMPION, "/review-work/{}/landlords/tidewell-brandreth/criteria/told-what-happened/"),
        (
            CHAMPION,
            "/review-work/{}/landlords/tidewell-brandreth/criteria/told-what-happened/score/",
        ),
        (CHAMPION, "/review-work/{}/findings/where-to-look/"),
        (LEAD, "/desk/"),
        (LEAD, "/self-assessment/"),
        (LEAD, "/self-assessment/{}/osiermead-homes/criteria/told-what-happened/"),
        (LEAD, "/self-assessment/{}/osiermead-homes/blank/"),
        ("", "/reviews/"),
        ("", "/reviews/landlords/osiermead-homes/"),
    ],
)
def test_full_pages_are_accessible(open_page, site, assert_accessible, who, address):
    page = open_page()
    if who:
        sign_in(page, site, who)
    under_way = f"REV-{(datetime.now(UTC) - timedelta(days=50)).year}-1"
    page.goto(address.format(under_way))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_accessible(page)
