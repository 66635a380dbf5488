"""What people did stays, what left is not counted, and nothing leaves that wasn't promised."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PersonFactory, start_session
from tests.factories.landlords import LandlordFactory
from tests.factories.signals import concern_row
from tests.factories.themes import (
    make_file_study,
    make_study,
    make_told,
    sort,
    sorted_now,
    theme_about,
)

from heard.access import Role
from heard.accounts.selectors import reader_for_user
from heard.audit.models import Entry
from heard.concerns.models import Concern, Flag, Sharing
from heard.errors import BadInputError
from heard.runs.models import RunState
from heard.themes import reading
from heard.themes.errors import ThemeError
from heard.themes.models import CheckText, Mark, Sorting, Study, Text, Theme, What
from heard.themes.pages.check import outcome_words
from heard.themes.selectors.checks import outcome_of, reads_of
from heard.themes.selectors.quotes import approved_words, quotes_of
from heard.themes.selectors.shown import landlord_get_for, landlord_page, published_get
from heard.themes.selectors.sizes import landlords_of, months_of, sizes_of
from heard.themes.selectors.studies import themes_gone, themes_standing
from heard.themes.selectors.texts import texts_page
from heard.themes.services import shaping, sorting, sorting_work
from heard.themes.services.checking import check_begin, check_mark
from heard.themes.services.codebooks import codebook_export, codebook_import
from heard.themes.services.quoting import quote_approve, quote_choose, quote_withdraw
from heard.themes.services.sorting import sorting_begin, themes_follow
from heard.themes.services.studies import study_remove, study_show

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


@pytest.fixture
def meanwhile(monkeypatch):
    """Have something done between the reading of a run and what it writes down."""

    def during(name, deed):
        real = getattr(sorting_work, name)

        def both(*args, **options):
            deed()
            return real(*args, **options)

        monkeypatch.setattr(sorting_work, name, both)

    return during


def counts(study):
    return {one.theme.name: one.share.count for one in sizes_of(study).rows}


def keys_of(theme):
    return set(Text.objects.filter(theme=theme).values_list("pk", flat=True))


def approved(theme, by, text=None):
    """A quote of a theme, approved as it is."""
    text = text or theme.texts.first()
    quote = quote_choose(theme=theme, text=text, by=by)
    words = next(one.words for one in quotes_of(theme) if one.quote == quote)
    return quote_approve(quote=quote, shown=words, by=by), words


# While a run is under way


def test_a_theme_kept_while_themes_are_looked_for_keeps_its_texts(told, study, meanwhile):
    lift = theme_about(study, "lift")
    before = keys_of(lift)
    meanwhile("find_themes", lambda: shaping.theme_keep(theme=lift, by=told.officer))
    assert sort(study, What.FIND, k=2).state == RunState.DONE
    assert keys_of(lift) == before
    assert sizes_of(study).base == 36


def test_what_is_merged_removed_and_moved_while_themes_are_looked_for_stays(told, study, meanwhile):
    lift, damp = theme_about(study, "lift"), theme_about(study, "mould")
    (noise,) = set(themes_standing(study)) - {lift, damp, *Theme.objects.filter(is_none=True)}
    shaping.theme_keep(theme=damp, by=told.officer)
    moved = min(keys_of(noise))

    def deeds():
        shaping.theme_merge(theme=lift, into=damp, by=told.officer)
        shaping.texts_move(study=study, texts=[moved], to=damp, by=told.officer)
        shaping.theme_remove(theme=noise, by=told.officer)

    meanwhile("find_themes", deeds)
    assert sort(study, What.FIND, k=2).state == RunState.DONE
    assert counts(study)[damp.name] == 25
    shaping.theme_unmerge(theme=lift, by=told.officer)
    shaping.theme_restore(theme=noise, by=told.officer)
    found = counts(study)
    assert (found[lift.name], found[damp.name], found[noise.name]) == (12, 13, 11)


def test_a_theme_kept_while_all_is_sorted_again_keeps_its_texts(told, study, meanwhile):
    lift, damp = theme_about(study, "lift"), theme_about(study, "mould")
    shaping.theme_name(theme=damp, name="Damp", description="damp mould lift", by=told.officer)
    before = keys_of(lift)
    meanwhile("match_themes", lambda: shaping.theme_keep(theme=lift, by=told.officer))
    assert sort(study, What.GIVEN).state == RunState.DONE
    assert keys_of(lift) == before


def test_a_stopped_sorting_of_all_texts_wrote_nothing_down(told, study, meanwhile):
    shaping.theme_keep(theme=theme_about(study, "mould"), by=told.officer)
    before = list(Text.objects.order_by("pk").values_list("pk", "machine", "theme"))
    run = sorting_begin(study=study, what=What.GIVEN, by=told.officer)
    now = timezone.now()
    meanwhile("match_themes", lambda: Sorting.objects.filter(pk=run.pk).update(stop_asked_at=now))
    assert sorted_now(run).state == RunState.STOPPED
    assert list(Text.objects.order_by("pk").values_list("pk", "machine", "theme")) == before


@pytest.mark.parametrize("deed", ["merge", "remove", "move", "into"])
def test_a_split_gives_way_to_what_people_do_to_its_theme_meanwhile(told, study, meanwhile, deed):
    lift, damp = theme_about(study, "lift"), theme_about(study, "mould")
    text = min(keys_of(damp))
    does = {
        "merge": lambda: shaping.theme_merge(theme=lift, into=damp, by=told.officer),
        "remove": lambda: shaping.theme_remove(theme=lift, by=told.officer),
        "move": lambda: shaping.texts_move(study=study, texts=[text], to=lift, by=told.officer),
        "into": lambda: shaping.theme_merge(theme=damp, into=lift, by=told.officer),
    }
    meanwhile("find_themes", does[deed])
    run = sort(study, What.SPLIT, theme=lift, k=2)
    assert run.state == RunState.STOPPED
    lift.refresh_from_db()
    assert lift.split_at is None
    assert not lift.parts.exists()
    wanted = {"merge": (damp, 24), "remove": (damp, 12), "move": (lift, 13), "into": (lift, 24)}
    theme, count = wanted[deed]
    assert counts(study)[theme.name] == count
    assert sizes_of(study).unsorted == 0


@pytest.mark.parametrize("what", [What.FIND, What.GIVEN])
def test_a_concern_erased_while_texts_are_sorted_does_not_stop_it(told, study, meanwhile, what):
    shaping.theme_keep(theme=theme_about(study, "mould"), by=told.officer)
    gone = theme_about(study, "lift").quotes.first().text.concern_id
    name = "find_themes" if what == What.FIND else "match_themes"
    meanwhile(name, lambda: Concern.objects.filter(pk=gone).delete())
    assert sort(study, what).state == RunState.DONE
    assert sizes_of(study).base == 35


def test_a_removed_study_is_not_filled_again(told, study, meanwhile):
    waiting = sorting_begin(study=study, what=What.FIND, by=told.officer)
    study_remove(study=study, by=told.officer)
    waiting.refresh_from_db()
    assert waiting.state == RunState.STOPPED
    other = make_study(told)
    meanwhile("find_themes", lambda: study_remove(study=other, by=told.officer))
    assert sort(other, What.FIND).state == RunState.STOPPED
    assert not Text.objects.exists()
    late = Sorting.objects.create(study=other, what=What.FIND)
    assert sorted_now(late).state == RunState.STOPPED
    assert not Text.objects.exists()


def test_a_theme_that_a_search_replaced_meanwhile_is_told_and_no_fault(told, study):
    lift, damp = theme_about(study, "lift"), theme_about(study, "mould")
    text, quote = lift.texts.first(), lift.quotes.first()
    check = check_begin(study=study, by=told.officer, seed=1)
    stale = Theme.objects.get(pk=lift.pk)
    lift.delete()
    for deed in (
        lambda: shaping.theme_name(theme=stale, name="Lifts", by=told.officer),
        lambda: shaping.theme_merge(theme=damp, into=stale, by=told.officer),
        lambda: shaping.theme_unmerge(theme=stale, by=told.officer),
        lambda: shaping.theme_unsplit(theme=stale, by=told.officer),
        lambda: shaping.theme_restore(theme=stale, by=told.officer),
        lambda: shaping.texts_move(study=study, texts=[text.pk], to=stale, by=told.officer),
        lambda: quote_choose(theme=stale, text=text, by=told.officer),
        lambda: quote_approve(quote=quote, shown="x", by=told.officer),
        lambda: quote_withdraw(quote=quote, by=told.officer),
        lambda: check_mark(check=check, themes={1: stale}, by=told.officer),
    ):
        with pytest.raises(ThemeError, match="replaced"):
            deed()


# What people did stays


def test_marks_of_a_sample_stay_when_themes_are_looked_for_again(told, study):
    check = check_begin(study=study, by=told.officer, seed=4)
    themes = {one.pk: one for one in themes_standing(study)}
    right = {one.number: themes[one.machine] for one in reads_of(check)}
    for by in (told.officer, told.colleague):
        check_mark(check=check, themes=right, by=by)
    sort(study, What.FIND, k=2)
    assert Mark.objects.count() == 72
    check.refresh_from_db()
    found = outcome_of(check)
    assert (found.both, found.agreed, found.machine.value) == (36, 36, 1)
    shown = {one.pk for one in themes_standing(study) if one.is_kept}
    assert not shown  # to read a sample keeps nothing, so it publishes nothing


def test_whoever_never_differ_are_told_no_range(told, study):
    check = check_begin(study=study, by=told.officer, seed=4)
    lift, damp = theme_about(study, "lift"), theme_about(study, "mould")
    for by in (told.officer, told.colleague):
        check_mark(check=check, themes={1: lift, 2: damp}, by=by)
    check.refresh_from_db()
    said = outcome_words(outcome_of(check))["people"]
    assert said.startswith("Agreement beyond chance is 1.00 of 1: very good. ")
    assert "1.00 to 1.00" not in said


def test_a_machines_theme_that_is_gone_is_not_known_and_not_wrong(told, study):
    shaping.theme_keep(theme=theme_about(study, "mould"), by=told.officer)
    check = check_begin(study=study, by=told.officer, seed=4)
    none = Theme.objects.get(study=study, is_none=True)
    rows = CheckText.objects.filter(check_of=check)
    rows.filter(number__lte=30).update(machine=None)
    rows.filter(number__gt=30).update(machine=none)
    for by in (told.officer, told.colleague):
        check_mark(check=check, themes=dict.fromkeys(range(1, 37), none), by=by)
    check.refresh_from_db()
    found = outcome_of(check)
    assert (found.agreed, found.known, found.machine.value) == (36, 6, 1)


def test_a_sample_measures_the_machine_and_not_what_people_put_right(told, study):
    lift, damp = theme_about(study, "lift"), theme_about(study, "mould")
    moved = keys_of(lift)
    shaping.texts_move(study=study, texts=moved, to=damp, by=told.officer)
    check = check_begin(study=study, by=told.officer, seed=4)
    for one in reads_of(check):
        assert one.machine == (lift.pk if one.text in moved else one.machine)


def test_an_approved_quote_stays_when_themes_are_looked_for_again(told, study):
    lift = theme_about(study, "lift")
    quote, words = approved(lift, told.officer)
    sort(study, What.FIND, k=2)
    assert approved_words([lift]) == {lift.pk: [words]}
    with pytest.raises(ThemeError, match="approved quotes"):
        shaping.theme_release(theme=lift, by=told.officer)
    quote_withdraw(quote=quote, by=told.officer)
    shaping.theme_release(theme=lift, by=told.officer)


def test_a_split_proposal_can_be_put_together_after_another_search(told):
    study = make_study(told, k=1)
    (whole,) = [one for one in themes_standing(study) if not one.is_none]
    sort(study, What.SPLIT, theme=whole, k=3)
    sort(study, What.FIND, k=2)
    assert [one.pk for one in themes_gone(study)] == [whole.pk]
    shaping.theme_unsplit(theme=whole, by=told.officer)
    assert counts(study)[whole.name] == 36


def test_a_theme_is_put_together_with_parts_that_were_split_again(told):
    study = make_study(told, k=1)
    (whole,) = [one for one in themes_standing(study) if not one.is_none]
    sort(study, What.SPLIT, theme=whole, k=2)
    part = max(whole.parts.all(), key=lambda one: one.texts.count())
    sort(study, What.SPLIT, theme=part, k=2)
    shaping.theme_unsplit(theme=whole, by=told.officer)
    assert counts(study)[whole.name] == 36


def test_new_texts_that_a_failed_run_left_are_sorted_in_the_next_round(told, study, monkeypatch):
    shaping.themes_keep(study=study, by=told.officer)
    estate = told.landlord.estates.get()
    Concern.objects.bulk_create([concern_row(estate, timezone.localdate(), "lift")])

    def broken(*_args, **_options):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(sorting_work, "join_themes", broken)
        assert sort(study, What.FOLLOW).state == RunState.FAILED
    assert sizes_of(study).unsorted == 1
    assert themes_follow() == 1
    sorted_now(study.sortings.get(live=True))
    assert sizes_of(study).unsorted == 0
    assert themes_follow() == 0


# What doesn't count any more, and what may not be shown


@pytest.mark.parametrize("status", ["refused", "merged", "to-check"])
def test_a_concern_that_no_longer_counts_is_neither_counted_nor_quoted(told, study, status):
    lift = theme_about(study, "lift")
    shaping.theme_name(theme=lift, name="Lifts", by=told.officer)
    quote, words = approved(lift, told.officer)
    study_show(study=study, to_everybody=True, by=told.officer)
    assert published_get(study.pk).themes[0].quotes == [words]
    rows = Concern.objects.filter(pk=quote.text.concern_id)
    before = rows.values("status", "suspicions", "closed_at", "merged_into").get()
    closed = None if status == "to-check" else timezone.now()
    other = Concern.objects.exclude(pk=quote.text.concern_id).first()
    into = other if status == "merged" else None
    rows.update(status=status, suspicions=["fast"], closed_at=closed, merged_into=into)
    assert (counts(study)["Lifts"], sizes_of(study).base) == (11, 35)
    assert sum(one.share.count for one in months_of(study, lift)) == 11
    assert sum(one.share.count for one in landlords_of(study, lift)) == 11
    assert texts_page(study, lift).paginator.count == 11
    assert published_get(study.pk).themes[0].quotes == ()
    assert quote.pk not in {one.quote.pk for one in quotes_of(lift)}
    assert quote.text_id not in {one.text for one in reads_of(check_begin(study=study, by=None))}
    rows.update(**before)
    assert published_get(study.pk).themes[0].quotes == [words]  # it was taken up after all
    assert counts(study)["Lifts"] == 12


def test_texts_of_a_file_count_whatever_concerns_do(told):
    study = make_file_study(told, b"comment\nthe lift broke\nthe lift broke again\n", k=1)
    assert sizes_of(study).base == 2
    (theme,) = [one for one in themes_standing(study) if not one.is_none]
    _quote, words = approved(theme, told.officer)
    assert approved_words([theme]) == {theme.pk: [words]}


def test_a_quote_of_a_flagged_concern_is_not_opened(told, study, client):
    quote = theme_about(study, "lift").quotes.first()
    address = reverse("themes:quote", args=[study.pk, quote.pk])
    assert client.get(address).status_code == 200
    Flag.objects.create(concern=quote.text.concern, kind="safeguarding", set_by=told.officer)
    assert client.get(address).status_code == 404
    assert client.post(address, {"shown": "lift"}).status_code == 404


def test_a_landlord_is_not_told_which_public_quotes_are_of_its_homes(told):
    study = make_study(told, landlord=told.landlord, k=1)
    (theme,) = [one for one in themes_standing(study) if not one.is_none]
    shaping.theme_name(theme=theme, name="All", by=told.officer)
    quote, words = approved(theme, told.officer)
    study_show(study=study, to_everybody=True, by=told.officer)
    lead = PersonFactory(role=Role.LANDLORD_LEAD, landlord=told.landlord)
    reader = reader_for_user(lead)
    assert published_get(study.pk).themes[0].quotes == [words]
    assert landlord_get_for(reader, study.pk).themes[0].quotes == ()
    sharing = Sharing.objects.create(concern=quote.text.concern, landlord=told.landlord)
    assert landlord_get_for(reader, study.pk).themes[0].quotes == [words]
    sharing.delete()  # consent was withdrawn
    assert landlord_get_for(reader, study.pk).themes[0].quotes == ()


def test_a_landlord_sees_texts_by_whose_homes_they_are_about_now(told):
    study = make_study(told, k=1)
    (theme,) = [one for one in themes_standing(study) if not one.is_none]
    shaping.theme_name(theme=theme, name="All", by=told.officer)
    study_show(study=study, to_everybody=False, by=told.officer)
    right = LandlordFactory(name="Cedar Homes")
    Concern.objects.filter(landlord=told.landlord).update(landlord=right, estate=None)
    readers = [
        reader_for_user(PersonFactory(role=Role.LANDLORD_LEAD, landlord=one))
        for one in (told.landlord, right)
    ]
    assert [list(landlord_page(one)) for one in readers] == [[], [study]]
    assert landlord_get_for(readers[1], study.pk).base == 20
    sort(study, What.FOLLOW)  # the team's figures follow with the next sorting
    assert {one.name for one in landlords_of(study, theme)} == {"Birch Homes", "Cedar Homes"}


def test_nothing_leaves_but_names_numbers_and_approved_quotes(told):
    data = "comment,landlord\n" + "".join(
        f"the lift broke again {n},Alder Homes\n" for n in range(12)
    )
    study = make_file_study(told, data.encode(), k=1)
    Study.objects.filter(pk=study.pk).update(file_name="answers of Priya Patel.csv")
    (theme,) = [one for one in themes_standing(study) if not one.is_none]
    shaping.theme_name(
        theme=theme, name="Lifts", description="what Priya Patel means", by=told.officer
    )
    study_show(study=study, to_everybody=True, by=told.officer)
    lead = Client()
    start_session(lead, PersonFactory(role=Role.LANDLORD_LEAD, landlord=told.landlord))
    for who, name, keys in (
        (Client(), "what-residents-say:list", []),
        (Client(), "what-residents-say:study", [study.pk]),
        (Client(), "what-residents-say:csv", [study.pk]),
        (lead, "landlord-themes:list", []),
        (lead, "landlord-themes:study", [study.pk]),
    ):
        said = who.get(reverse(name, args=keys))
        assert said.status_code == 200
        assert "Priya" not in said.content.decode(), name
    log = json.dumps(list(Entry.objects.values("before", "after")), default=str)
    assert "Priya" not in log


def test_telling_words_hold_no_names(told):
    said = [f"Priya said the lift is broken {n}" for n in range(4)]
    study = make_file_study(told, ("comment\n" + "\n".join(said) + "\n").encode(), k=1)
    (theme,) = [one for one in themes_standing(study) if not one.is_none]
    assert "lift" in theme.words
    assert "priya" not in theme.words


def test_words_of_a_codebooks_examples_are_kept_without_what_is_personal(told, study):
    example = "Mr Zzyzx of Flat 9, Elm Court, asthma and a broken lift, zz@example.org"
    book = {"themes": [{"name": "Lifts that fail", "examples": [example]}]}
    (theme,) = codebook_import(
        study=study, data=json.dumps(book).encode(), file="b.json", by=told.officer
    )
    words = theme.description.split()
    assert {"broken", "lift"} <= set(words)
    assert not {"zzyzx", "elm", "asthma", "zz"} & set(words)


def test_a_codebook_holds_no_telling_words_that_rules_find_personal(told):
    said = [f"Damp in the bedroom and my asthma is bad {n}" for n in range(4)]
    study = make_file_study(told, ("comment\n" + "\n".join(said) + "\n").encode(), k=1)
    (theme,) = [one for one in themes_standing(study) if not one.is_none]
    shaping.theme_keep(theme=theme, by=told.officer)
    Theme.objects.filter(pk=theme.pk).update(person_name="Damp")
    book = json.loads(codebook_export(study=study, by=told.officer))
    assert "bedroom" in book["themes"][0]["description"]
    assert "asthma" not in book["themes"][0]["description"]


def test_a_language_model_gets_quotes_as_they_were_approved(told, study, settings, monkeypatch):
    settings.MODEL_URL = "https://user:secret@model.example/v1"
    lift = theme_about(study, "lift")
    quote, words = approved(lift, told.officer)
    quote_approve(quote=quote, shown=f"{words.split()[0]} […]", by=told.officer)
    Theme.objects.filter(pk=lift.pk).update(words=["lift", "asthma"])
    sent = []

    class Fake:
        def name(self, words, quotes):
            sent.append((words, quotes))

    monkeypatch.setattr(sorting_work, "model", Fake)
    monkeypatch.setattr(sorting, "model", Fake)
    gone = theme_about(study, "mould")
    shaping.theme_remove(theme=gone, by=told.officer)
    sort(study, What.NAME)
    (mine,) = [(said, quotes) for said, quotes in sent if "lift" in said]
    assert words not in mine[1]
    assert f"{words.split()[0]} […]" in mine[1]
    assert mine[0] == ["lift"]
    assert len(sent) == 2  # nothing of what was removed


def test_where_a_language_model_is_away_no_key_of_its_address_is_told(client, study, settings):
    settings.MODEL_URL = "http://user:sesame@127.0.0.1:9/v1"
    with TestCase.captureOnCommitCallbacks(execute=True):
        said = client.post(reverse("themes:names", args=[study.pk]))
    page = client.get(said.headers["Location"]).content.decode()
    assert "It could not be asked further" in page
    assert "sesame" not in page
    assert "sesame" not in json.dumps(list(Entry.objects.values_list("after")), default=str)


# Codebooks and files


@pytest.mark.parametrize("bad", ["\\u0000", "\\ud800"])
def test_a_codebook_with_letters_that_no_text_has_is_told(told, study, bad):
    for key in ("name", "description", "id"):
        parts = {"name": '"Lifts"', key: f'"Lifts {bad}"'}
        book = '{"themes": [{' + ", ".join(f'"{k}": {v}' for k, v in parts.items()) + "}]}"
        with pytest.raises(BadInputError, match="theme 1"):
            codebook_import(study=study, data=book.encode(), file="b.json", by=told.officer)


def test_a_codebook_taken_twice_makes_no_theme_twice(told, study):
    shaping.theme_add(study=study, name="Pests", by=told.officer)
    gone = theme_about(study, "lift")
    shaping.theme_name(theme=gone, name="Old", by=told.officer)
    shaping.theme_remove(theme=gone, by=told.officer)
    gone.refresh_from_db()
    book = [
        {"id": "Lifts & stairs", "name": "Lifts"},
        {"id": "other", "name": "pests"},
        {"id": gone.code, "name": "Brought back"},
    ]
    data = json.dumps(book).encode()
    first = codebook_import(study=study, data=data, file="b.json", by=told.officer)
    again = codebook_import(study=study, data=data, file="b.json", by=told.officer)
    assert {one.pk for one in first} == {one.pk for one in again}
    assert gone.pk not in {one.pk for one in first}
    names = [one.name.casefold() for one in themes_standing(study)]
    assert len(names) == len(set(names))


def test_a_codebook_with_one_name_twice_is_told(told, study):
    book = json.dumps([{"id": "a", "name": "Lifts"}, {"id": "b", "name": "lifts"}]).encode()
    with pytest.raises(BadInputError, match="Two themes are called"):
        codebook_import(study=study, data=book, file="b.json", by=told.officer)


def test_a_codebook_is_not_taken_while_texts_are_being_sorted(client, told, study):
    sorting_begin(study=study, what=What.FIND, by=told.officer)
    book = SimpleUploadedFile("b.json", b'[{"name": "Pests"}]')
    said = client.post(reverse("themes:codebook-import", args=[study.pk]), {"file": book})
    assert "running already" in said.content.decode()
    assert not Theme.objects.filter(person_name="Pests").exists()


def test_as_many_texts_as_may_be_and_an_empty_last_line(monkeypatch):
    monkeypatch.setattr(reading, "MOST_TEXTS", 2)
    register = reading.Register({}, {}, {}, timezone.localdate())
    data = b"comment,id\none,1\ntwo,2\n\n,3\n"
    found = reading.read_answers(data, "a.csv", column="comment", register=register)
    assert (len(found.rows), found.left_out) == (2, 1)
    with pytest.raises(BadInputError, match="more than 2 texts"):
        reading.read_answers(data + b"three,4\n", "a.csv", column="comment", register=register)


def test_every_row_that_is_left_out_is_told(client):
    rows = "".join(f",{n}\n" for n in range(6))
    file = SimpleUploadedFile("a.csv", f"comment,id\nhello,0\n{rows}".encode())
    with TestCase.captureOnCommitCallbacks(execute=True):
        said = client.post(
            reverse("themes:new-file"), {"title": "A", "file": file, "column": "comment"}
        )
    page = client.get(said.headers["Location"]).content.decode()
    for number in range(3, 9):
        assert f"row {number}" in page


def test_a_name_of_very_long_words_fits(told):
    word = "a" * 180
    rows = "".join(f"{word}{letter} {word}b again\n" for letter in "bbcc")
    study = make_file_study(told, f"comment\n{rows}".encode(), k=1)
    assert study.sortings.get().state == RunState.DONE
    assert all(len(one.machine_name) <= 200 for one in study.themes.all())
    shaping.themes_keep(study=study, by=told.officer)
    codebook_export(study=study, by=told.officer)


# Numbers and pages


def test_where_many_are_compared_luck_stands_out_no_more(told, study):
    landlords = [LandlordFactory() for _ in range(20)]
    lift = theme_about(study, "lift")
    (other,) = Theme.objects.filter(study=study, is_none=True)
    Text.objects.all().delete()
    rows = [
        Text(
            study=study,
            words="x",
            landlord=landlord,
            theme=lift if number < (12 if at == 0 else 5) else other,
        )
        for at, landlord in enumerate(landlords)
        for number in range(20)
    ]
    Text.objects.bulk_create(rows)
    odd = {one.name: one.stands_out for one in landlords_of(study, lift)}
    assert odd.pop(landlords[0].name) == "more"  # 12 of 20 against a quarter
    assert set(odd.values()) == {""}
    Text.objects.filter(landlord=landlords[0], theme=lift).exclude(
        pk__in=[one.pk for one in Text.objects.filter(landlord=landlords[0], theme=lift)[:10]]
    ).update(theme=other)
    assert not any(one.stands_out for one in landlords_of(study, lift))  # 10 of 20: one in 20


def queries(client, address):
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_pages_ask_no_more_for_more_studies_themes_quotes_and_texts(client, told, study):
    lift = theme_about(study, "lift")
    shaping.theme_name(theme=lift, name="Lifts", by=told.officer)
    approved(lift, told.officer)
    check = check_begin(study=study, by=told.officer, seed=1)
    study_show(study=study, to_everybody=True, by=told.officer)
    scope = {"landlord": told.landlord, "ward": told.landlord.estates.get().ward}
    Study.objects.filter(pk=study.pk).update(**scope)
    lead = Client()
    start_session(lead, PersonFactory(role=Role.LANDLORD_LEAD, landlord=told.landlord))
    pages = [
        (client, reverse("themes:list")),
        (client, study.get_absolute_url()),
        (client, lift.get_absolute_url()),
        (client, reverse("themes:export", args=[study.pk])),
        (client, reverse("themes:check-mark", args=[study.pk, check.pk])),
        (lead, reverse("landlord-themes:list")),
        (lead, reverse("landlord-themes:study", args=[study.pk])),
        (Client(), reverse("what-residents-say:list")),
        (Client(), reverse("what-residents-say:study", args=[study.pk])),
    ]
    few = [queries(who, address) for who, address in pages for _ in range(2)][1::2]
    for text in list(lift.texts.all())[1:8]:
        approved(lift, told.officer, text)
    for number in range(8):
        shaping.theme_add(study=study, name=f"More {number}", by=told.officer)
        text = Text.objects.filter(study=study).exclude(theme=lift)[number]
        theme = Theme.objects.get(person_name=f"More {number}")
        shaping.texts_move(study=study, texts=[text.pk], to=theme, by=told.officer)
    for _ in range(3):
        other = make_study(told, k=1, **scope)
        shaping.themes_keep(study=other, by=told.officer)
        study_show(study=other, to_everybody=True, by=told.officer)
    many = [queries(who, address) for who, address in pages]
    assert many == few


def test_at_most_three_approved_quotes_are_read_for_a_theme(told, study, monkeypatch):
    lift = theme_about(study, "lift")
    for text in list(lift.texts.all())[:6]:
        approved(lift, told.officer, text)
    looked = []
    monkeypatch.setattr(
        "heard.themes.selectors.quotes.shown_of", lambda quote: looked.append(quote) or "words"
    )
    assert approved_words([lift]) == {lift.pk: ["words"] * 3}
    assert len(looked) == 3


def test_the_team_counts_what_the_page_says(client, told, study):
    gone = Text.objects.filter(study=study).first().concern_id
    Concern.objects.filter(pk=gone).update(status="refused", closed_at=timezone.now())
    sizes = sizes_of(study)
    assert (sizes.base + sizes.unsorted, sizes.texts) == (35, 35)
    response = client.get(reverse("themes:export", args=[study.pk]))
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert len(rows) == 35
    said = {row["theme"] for row in rows}
    assert said == {one.theme.name for one in sizes.rows if one.share.count}


def test_the_later_half_begins_the_day_after_the_middle(client, told, study):
    middle = sizes_of(study).middle
    page = client.get(study.get_absolute_url()).content.decode()
    assert f"After {middle.day} {middle:%b %Y}" in page


def test_whoever_reads_a_sample_sees_it_when_they_read_all_that_is_left(client, told, study):
    check = check_begin(study=study, by=told.officer, seed=1)
    none = Theme.objects.get(study=study, is_none=True)
    marks = dict.fromkeys(range(1, 37), none)
    check_mark(check=check, themes=marks, by=told.colleague)
    check_mark(check=check, themes=dict.fromkeys(range(1, 36), none), by=told.officer)
    hidden = CheckText.objects.get(check_of=check, number=1).text.concern
    Flag.objects.create(concern=hidden, kind="safeguarding", set_by=told.officer)
    page = client.get(reverse("themes:check", args=[study.pk, check.pk])).content.decode()
    assert "Go on reading" in page  # 35 marks, one of them of a text that isn't shown now
    assert "How far people agree" not in page
    check_mark(check=check, themes={36: none}, by=told.officer)
    page = client.get(reverse("themes:check", args=[study.pk, check.pk])).content.decode()
    assert "How far people agree" in page
