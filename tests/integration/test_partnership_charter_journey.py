"""A charter from its first draft to what residents say of it, through the pages people use."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import charters
from tests.factories.accounts import PersonFactory, start_session
from tests.factories.files import photo
from tests.factories.landlords import LandlordFactory, SuccessionFactory

from heard.access import Role
from heard.accounts.selectors import reader_for_user
from heard.audit.models import Entry
from heard.notices.models import Notice
from heard.partnership.charter_errors import CharterError
from heard.partnership.models import (
    Act,
    Charter,
    CommitmentVerdict,
    Report,
    Round,
    Signatory,
    Signing,
)
from heard.partnership.selectors.charters_waiting import reports_waiting_for
from heard.partnership.services.charters_asking import charter_end
from heard.partnership.services.charters_rounds import Answer, round_close, seat_say
from heard.partnership.services.charters_signing import commitments_sign, signing_undo
from heard.partnership.services.charters_telling import reports_remind
from heard.partnership.services.reporting import report_return

pytestmark = pytest.mark.django_db


def signed_in(role, **scope):
    client = Client()
    client.person = PersonFactory(role=role, **scope)
    start_session(client, client.person)
    return client


@pytest.fixture
def ash():
    return LandlordFactory(name="Ash Homes", slug="ash-homes")


@pytest.fixture
def lead(ash):
    return signed_in(Role.LANDLORD_LEAD, landlord=ash)


@pytest.fixture
def officer():
    return signed_in(Role.OFFICER)


def body(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def post(client, name, *args, then=302, **data):
    response = client.post(reverse(name, args=args), data)
    assert response.status_code == then, re.findall(
        r"error-message.*?</p>|error-summary__list.*?</ul>", response.content.decode(), re.DOTALL
    )
    return response


def told(template):
    return list(Notice.objects.filter(template=template).values_list("to", flat=True))


START = timezone.localdate() - timedelta(days=200)
COMMITMENT = {
    "title": "Answer within ten days",
    "text": "We answer every letter within ten working days.",
    "effective_from": f"{START:%d/%m/%Y}",
    "every": "6",
    "measures": ["TP06"],
    "evidence_kinds": ["metric"],
}
NEW = {
    "kind": "charter",
    "title": "Participation charter",
    "slug": "participation",
    "introduction": "What we promise together.",
    "report_within": "0",
}


def test_from_draft_to_what_residents_say(ash, lead, officer):
    write(ash, lead, officer)
    key = Signatory.objects.get(landlord=ash).key
    sign(lead, key)
    report(lead, officer, key)
    again(lead, officer, key)
    assert "Reported, not verified" in body(Client(), "tracker:charter", "participation")
    residents_say(officer, key)
    assert "Residents disagree" in cell()
    assert "Residents disagree" in body(Client(), "tracker:landlord", "ash-homes")
    assert "commitment.reserved" in set(Entry.objects.values_list("event", flat=True))


def cell():
    return body(Client(), "tracker:cell", "participation", 1, "ash-homes")


def write(ash, lead, officer):
    """The team drafts a charter, asks a landlord and the council to sign, and publishes it."""
    post(officer, "charter-work:new", **NEW)
    post(officer, "charter-work:new", then=200, **NEW)  # the short name is taken
    body(officer, "charter-work:draft", "participation")
    assert (
        "at least one"
        in post(officer, "charter-work:publish", "participation", then=200).content.decode()
    )
    post(officer, "charter-work:commitment-new", "participation", **COMMITMENT)
    post(officer, "charter-work:commitment-new", "participation", **COMMITMENT | {"title": "Two"})
    post(officer, "charter-work:commitment", "participation", 2, **COMMITMENT | {"title": "Three"})
    post(officer, "charter-work:commitment-remove", "participation", 1)
    assert "1. Three" in body(officer, "charter-work:draft", "participation")
    post(officer, "charter-work:ask", "participation", landlord=str(ash.pk))
    post(officer, "charter-work:ask", "participation", landlord="council")
    assert told("charter.to-sign") == []
    post(officer, "charter-work:publish", "participation")
    assert told("charter.to-sign") == [lead.person.email]


def sign(lead, key):
    """The landlord signs with a reservation, undoes it, and signs again."""
    assert "Participation charter" in body(lead, "commitments:list")
    given = {"on": f"{START:%d/%m/%Y}", "act": "reserved"}
    refused = post(lead, "commitments:sign", key, 1, then=200, **given)
    assert "Say what the reservation is." in refused.content.decode()
    post(lead, "commitments:sign", key, 1, words="Not in August.", **given)
    assert "Not in August." in cell()
    post(lead, "commitments:undo", key, 1)
    assert Signing.objects.get().undone_at is not None
    assert "Not in August." not in cell()
    post(lead, "commitments:sign", key, 1, words="Not in August.", **given)


def report(lead, officer, key):
    """The landlord reports with three kinds of evidence, and sends it."""
    first = START.isoformat()
    (waiting,) = reports_waiting_for(reader_for_user(lead.person))
    assert (waiting.period.first, waiting.is_late) == (START, True)
    assert waiting.link == reverse("commitments:write", args=[key, 1, first])
    post(lead, "commitments:write", key, 1, first, progress="done", words="All within nine days.")
    link = {"title": "Our count", "where": "link", "link": "https://example.org/count"}
    post(lead, "commitments:evidence", key, 1, first, **link)
    post(lead, "commitments:evidence", key, 1, first, title="TP06", where="measure", measure="TP06")
    file = SimpleUploadedFile("letters.jpg", photo(), "image/jpeg")
    post(lead, "commitments:evidence", key, 1, first, title="Letters", where="file", file=file)
    shown = body(lead, "commitments:send", key, 1, first)
    assert "https://example.org/count" in shown
    assert "no figure" in shown
    assert "All within nine days." not in cell()
    post(lead, "commitments:send", key, 1, first)
    sent = Report.objects.get()
    assert told("commitment.reported") == [officer.person.email]
    files = [
        reverse("tracker:file", args=["participation", 1, "ash-homes", one.pk])
        for one in sent.evidence.exclude(file=None)
    ]
    assert "All within nine days." in cell()
    assert Client().get(files[0], {"period": first}).status_code == 404


def again(lead, officer, key):
    """The team returns the report, the landlord sends it again, and it is accepted."""
    sent, first = Report.objects.get(), START.isoformat()
    refused = post(officer, "charter-work:report", sent.key, then=200, decision="return")
    assert "Say what is still needed." in refused.content.decode()
    post(officer, "charter-work:report", sent.key, decision="return", reason="How many letters?")
    assert told("commitment.returned") == [lead.person.email]
    assert "How many letters?" in body(lead, "commitments:write", key, 1, first)
    assert "How many letters?" not in cell()
    post(lead, "commitments:write", key, 1, first, progress="done", words="All 212 of them.")
    post(lead, "commitments:send", key, 1, first)
    second = Report.objects.get(number=2)
    assert second.evidence.count() == 3  # carried over
    post(officer, "charter-work:report", second.key, decision="accept")
    file = second.evidence.exclude(file=None).get()
    at = reverse("tracker:file", args=["participation", 1, "ash-homes", file.pk])
    found = Client().get(at, {"period": first})
    assert found.headers["Content-Type"] == "image/jpeg"
    assert b"".join(found.streaming_content)


def residents_say(officer, key):
    """Ten residents, by card, on paper and signed in; eight say that it wasn't kept."""
    today = timezone.localdate()
    days = {
        "period_from": f"{START:%d/%m/%Y}",
        "period_to": f"{today - timedelta(days=5):%d/%m/%Y}",
        "open_from": f"{today:%d/%m/%Y}",
        "open_to": f"{today:%d/%m/%Y}",
    }
    post(officer, "charter-work:round-open", key, title="Spring panel", seats="20", **days)
    asked = Round.objects.get()
    cards = post(officer, "charter-work:round-cards", asked.key, then=200).content.decode()
    codes = re.findall(r"seatcard__code\">([\w-]+)<", cards)
    assert len(codes) == 20
    assert "BBBB" not in post(Client(), "tracker:start", then=200, code="BBBB").headers
    post(Client(), "tracker:start", code=codes[0].lower())
    wordy = post(Client(), "tracker:seat", codes[0], then=200, words_1="They never wrote.")
    assert "Choose one of the answers too." in wordy.content.decode()
    for code in codes[:7]:
        post(Client(), "tracker:seat", code, says_1="not-kept", words_1="They never wrote.")
    body(Client(), "tracker:thanks", codes[0])
    post(Client(), "tracker:seat", codes[0], says_1="kept")  # changed their mind
    body(officer, "charter-work:round-paper", asked.key)
    for number in (8, 9):
        post(officer, "charter-work:round-enter", asked.key, number=str(number), says_1="not-kept")
    again = post(
        officer, "charter-work:round-enter", asked.key, then=200, number="8", says_1="kept"
    )
    assert "This seat has answered already." in again.content.decode()
    person = signed_in(Role.REPRESENTATIVE)
    assert "Spring panel" in body(person, "tracker:rounds")
    for says in ("kept", "partly"):
        post(person, "tracker:represent", asked.key, says_1=says)
    assert CommitmentVerdict.objects.count() == 10
    assert "They never wrote." in body(officer, "charter-work:round-words", asked.key)
    verdict = CommitmentVerdict.objects.exclude(words="").first()
    post(officer, "charter-work:round-approve", asked.key, verdict.pk, shown="Nobody wrote.")
    post(officer, "charter-work:round-close", asked.key)
    assert "can’t be used now" in body(Client(), "tracker:seat", codes[0])
    gone = person.post(reverse("tracker:represent", args=[asked.key]), {"says_1": "kept"})
    assert gone.status_code == 404


def test_others_landlords_papers_and_drafts_are_not_there(ash, lead, officer):
    made = charters.charter()
    signatory = charters.signed(made, ash)
    report = charters.reported(signatory, send=False)
    first = report.period_from.isoformat()
    other = signed_in(Role.LANDLORD_LEAD, landlord=LandlordFactory())
    for name in ("paper", "sign-all"):
        at = reverse(f"commitments:{name}", args=[signatory.key])
        assert other.get(at).status_code == 404
        assert lead.get(at).status_code == 200
    for name in ("write", "send", "evidence"):
        at = reverse(f"commitments:{name}", args=[signatory.key, 1, first])
        assert other.post(at, {"progress": "done", "words": "Mine."}).status_code == 404
    for wrong in ("2020-01-01", "soon", "2999-01-01"):
        at = reverse("commitments:write", args=[signatory.key, 1, wrong])
        assert lead.get(at).status_code == 404
    assert reports_waiting_for(reader_for_user(other.person)) == []
    ours = body(officer, "charter-work:paper", signatory.key)
    assert "Draft" in ours


def test_successors_people_report_for_what_came_to_them(ash):
    made = charters.charter(charters.promise())
    signatory = charters.signed(made, ash)
    oak = LandlordFactory(name="Oak Housing")
    lead = signed_in(Role.LANDLORD_LEAD, landlord=oak)
    assert reports_waiting_for(reader_for_user(lead.person)) == []
    SuccessionFactory(predecessor=ash, successor=oak, on=timezone.localdate())
    waiting = reports_waiting_for(reader_for_user(lead.person))
    assert len(waiting) == 2
    assert waiting[0].link in body(lead, "commitments:list")
    assert lead.get(waiting[0].link).status_code == 200
    charters.reported(signatory, at=0)
    assert len(reports_waiting_for(reader_for_user(lead.person))) == 1


def test_reminders_are_sent_once_for_all_that_falls_due_on_a_day(ash, lead):
    start = timezone.localdate() - timedelta(days=175)
    made = charters.charter(
        charters.promise(effective_from=start), charters.promise(effective_from=start, title="Two")
    )
    charters.signed(made, ash)
    assert reports_remind() == 1  # about a week ahead
    assert reports_remind() == 0
    (notice,) = Notice.objects.filter(template="commitment.report-due")
    assert notice.to == lead.person.email
    later = timezone.now() + timedelta(days=20)
    assert reports_remind(now=later) == 1  # late
    assert reports_remind(now=later + timedelta(days=1)) == 0
    assert reports_remind(now=later + timedelta(days=60)) == 0


def test_what_services_refuse(ash):
    made = charters.charter()
    signatory = charters.signed(made, ash, numbers=[1])
    report = charters.reported(signatory)
    with pytest.raises(CharterError, match="sent already"):
        charters.reported(signatory)
    with pytest.raises(CharterError, match="Only what is signed"):
        charters.reported(signatory, 2)
    with pytest.raises(CharterError, match="stands already"):
        charters.signed(made, ash, numbers=[1])
    with pytest.raises(CharterError, match="no signature to withdraw"):
        charters.signed(made, ash, numbers=[2], act=Act.WITHDRAWN, words="Why not.")
    today = timezone.localdate()
    assert (
        commitments_sign(signatory=signatory, version=charters.in_force(made), on=today, by=None)
        == 1
    )
    signing = Signing.objects.earliest("pk")
    Signing.objects.filter(pk=signing.pk).update(at=timezone.now() - timedelta(days=2))
    with pytest.raises(CharterError, match="only on the day"):
        signing_undo(signing=signing, by=None)
    with pytest.raises(CharterError, match="in the future"):
        report_return(report=report, reason="More.", due=today, by=None)
    asked = charters.heard(signatory, {"kept": 1}, closed=False)
    with pytest.raises(CharterError, match="no such commitment"):
        seat_say(seat=asked.seats.get(), answers={9: Answer("kept")})
    round_close(asked=asked, by=None)
    with pytest.raises(CharterError, match="has ended"):
        seat_say(seat=asked.seats.get(), answers={1: Answer("kept")})
    charter_end(charter=Charter.objects.get(), on=today, reason="Replaced.", by=None)
    with pytest.raises(CharterError, match="has ended"):
        commitments_sign(signatory=signatory, version=charters.in_force(made), on=today, by=None)
