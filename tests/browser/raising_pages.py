"""Somebody who raises a concern in a browser, for tests."""

from __future__ import annotations

import re
from uuid import uuid4

SAID = "Black mould over the bed again."


def nothing(page):
    """Looks at no page in particular."""


def on(page, name="Continue"):
    page.get_by_role("button", name=name, exact=True).click()


def choose(page, question, answer):
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).first.check()


def say_what(page, look=nothing):
    """From the front page to where it is."""
    page.goto("/")
    page.locator("a.govuk-button--start").click()
    look(page)
    page.locator("a.govuk-button--start").click()
    look(page)
    page.get_by_label("For myself").check()
    on(page)
    look(page)
    page.get_by_label("Repairs in your home or building").check()
    on(page)
    look(page)
    page.get_by_label("Damp or mould", exact=True).check()
    on(page)
    look(page)
    choose(page, "Where is it worst?", "Where somebody sleeps")
    choose(page, "hard to breathe", "Yes")
    on(page)
    look(page)
    page.get_by_role("button", name="I have read this").click()
    page.get_by_label("What is wrong?").fill(SAID)
    page.get_by_label("I know about how long").check()
    page.get_by_label("Write a number").fill("3")
    look(page)
    on(page)


def say_where(page, look=nothing):
    """The landlord, the place and whether it knows."""
    page.get_by_label("Name of your landlord").fill("Candelmas Housing")
    look(page)
    on(page)
    look(page)
    page.get_by_label("Candlemas Housing").first.check()
    on(page)
    page.get_by_label("Inside the home").check()
    page.get_by_label("Postcode").fill("zz11aa")
    look(page)
    on(page)
    look(page)
    page.get_by_label("I rent it (social rent)").check()
    on(page)
    choose(page, "Have you told your landlord", "Yes")
    page.get_by_label("When did you first tell them?").fill("1/10/2025")
    look(page)
    on(page)


def say_who(page, look=nothing):
    """Photos, how to be reached, what may be shared."""
    look(page)
    on(page)
    page.get_by_label("Your name").fill("Bea Made-Up")
    choose(page, "How shall we reach you?", "E-mail")
    page.get_by_label("E-mail address").fill(f"{uuid4().hex}@example.org")  # no mailbox is filled
    page.get_by_label(re.compile("I need help with language")).check()
    look(page)
    on(page)
    look(page)
    page.get_by_label("Large print", exact=True).check()
    on(page)
    choose(page, "May we share this with", "Yes")
    page.get_by_label("My name").check()
    choose(page, "May we ask a councillor", "No")
    look(page)
    on(page)


def raise_concern(page, look=nothing):
    """Raise a concern; its reference. The page is its receipt."""
    say_what(page, look)
    say_where(page, look)
    say_who(page, look)
    look(page)
    on(page, "Send")
    look(page)
    return page.locator(".govuk-panel__body strong").inner_text()
