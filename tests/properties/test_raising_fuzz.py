"""Whatever is sent to the pages of residents, nothing fails and nothing is half done."""

from __future__ import annotations

from functools import cache

from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.factories.concerns import make_raised
from tests.factories.landlords import LandlordFactory
from tests.integration.raising_journey import ANSWERS, fill_in, post

from heard.concerns.forms.following import AddForm, CloseForm, ListenedForm, ReachForm, ShareForm
from heard.concerns.models import Concern, Draft, Event, Party, Person
from heard.concerns.pages.raising_steps import STEP
from heard.concerns.services.drafting import draft_start
from heard.concerns.views.raising_draft import KEY

NAMES = sorted(
    {name for step in STEP.values() for name in step.form.base_fields}
    | {
        name
        for form in (AddForm, CloseForm, ListenedForm, ReachForm, ShareForm)
        for name in form.base_fields
    }
    | {"where", "health", "breathing", "what", "homes", "times", "add", "subject_line"}
)
RIGHT = sorted(
    {
        str(value)
        for page in ANSWERS.values()
        for one in page.values()
        for value in ([one] if isinstance(one, str) else one)
    }
    | {"yes", "no", "date", "ago", "other", "letter", "phone", "none", "unknown", "on", "lift"}
)
VALUES = st.sampled_from(RIGHT) | st.text(max_size=60) | st.integers().map(str)
FORMS = st.dictionaries(st.sampled_from(NAMES), VALUES | st.lists(VALUES, max_size=3), max_size=9)
PAGES = st.sampled_from([*STEP])
ACTIONS = st.sampled_from(["add", "not-fixed", "close", "listened", "reach", "share"])
FUZZ = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def whole_data():
    """What a draft holds when every page was answered."""
    fill_in(Client())
    return Draft.objects.latest("pk").data


def drafted():
    """A client with everything answered and nothing sent."""
    client, draft = Client(), draft_start()
    draft.data = whole_data()
    draft.save()
    session = client.session
    session[KEY] = draft.key
    session.save()
    return client


def kept():
    return [model.objects.count() for model in (Concern, Party, Person, Event)]


class RaisingFuzz(TestCase):
    @FUZZ
    @given(sent=st.lists(st.tuples(PAGES, FORMS), min_size=1, max_size=4))
    def test_pages_take_anything(self, sent):
        client, before = Client(), kept()
        for page, form in sent:
            assert post(client, page, form).status_code in {200, 302}
            assert client.get(reverse("raise:step", args=[page])).status_code in {200, 302, 404}
        client.post(reverse("raise:check"))
        assert client.get(reverse("raise:start")).status_code == 200
        assert kept() == before

    @FUZZ
    @given(page=PAGES, form=FORMS)
    def test_a_whole_concern_with_one_odd_page_is_sent_or_is_not(self, page, form):
        LandlordFactory(pk=1001, name="Old Mill Homes")
        client = drafted()
        post(client, page, form)
        before = kept()
        answer = client.post(reverse("raise:check"))
        assert answer.status_code == 302
        if "/sent/" in answer.url:
            assert client.get(answer.url).status_code == 200
            assert "sent" in Draft.objects.latest("pk").data
        else:
            assert kept() == before

    @FUZZ
    @given(action=ACTIONS, form=FORMS)
    def test_ones_own_concern_takes_anything(self, action, form):
        raised = make_raised()
        client = Client()
        client.get(reverse("follow:open", args=[raised.token]))
        answer = client.post(reverse(f"follow:{action}", args=[raised.concern.reference]), form)
        assert answer.status_code in {200, 302}
        page = client.get(reverse("follow:concern", args=[raised.concern.reference]))
        assert page.status_code == 200

    @FUZZ
    @given(text=st.text(max_size=40).filter(lambda text: "/" not in text and text.strip(".")))
    def test_no_address_fails(self, text):
        client = Client()
        for name in ("raise:step", "raise:photo", "raise:receipt", "follow:concern"):
            prefix = reverse(name, args=["x"]).removesuffix("x/")
            assert client.get(prefix + text + "/").status_code in {200, 302, 404}
        assert client.get(reverse("raise:start") + "?" + text).status_code == 200
