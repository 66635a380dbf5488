"""Themes in the store: found, shaped by people, followed, checked, quoted, shown."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.factories.accounts import PersonFactory, start_session
from tests.factories.concerns import make_raised
from tests.factories.landlords import EstateFactory
from tests.factories.signals import concern_row
from tests.factories.themes import (
    DAMP,
    LIFT,
    NOISE,
    make_file_study,
    make_study,
    make_told,
    sort,
    sorted_now,
    theme_about,
)

from heard.access import NOBODY, Role
from heard.accounts.selectors import reader_for_user
from heard.audit.models import Entry
from heard.concerns.actors import Actor
from heard.concerns.models import Concern, Flag, Sharing
from heard.concerns.services.residents import resident_add
from heard.errors import BadInputError, NotFoundError
from heard.runs.errors import RunError
from heard.runs.models import RunState
from heard.themes.errors import ThemeError
from heard.themes.models import Check, Quote, Sorting, Study, Text, Theme, What
from heard.themes.selectors.checks import outcome_of, reads_of
from heard.themes.selectors.quotes import approved_words, quotes_of
from heard.themes.selectors.shown import landlord_get_for, published_get, published_page
from heard.themes.selectors.sizes import landlords_of, months_of, sizes_of, tenures_of, wards_of
from heard.themes.selectors.studies import kept_themes, study_get_for, themes_gone, themes_standing
from heard.themes.selectors.texts import texts_page
from heard.themes.services import shaping
from heard.themes.services.checking import check_apply, check_begin, check_mark
from heard.themes.services.codebooks import codebook_export, codebook_import
from heard.themes.services.quoting import quote_approve, quote_choose, quote_withdraw
from heard.themes.services.sorting import (
    sorting_begin,
    sorting_request,
    sortings_resume,
    themes_follow,
)
from heard.themes.services.studies import (
    Scope,
    study_hide,
    study_of_concerns,
    study_of_file,
    study_remove,
    study_show,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def told():
    return make_told()


@pytest.fixture
def study(told):
    return make_study(told)


def counts(study):
    return {one.theme.name: one.share.count for one in sizes_of(study).rows}


def test_a_study_of_concerns_finds_what_they_are_about(told, study):
    sizes = sizes_of(study)
    assert (sizes.base, sizes.unsorted, study.texts_count) == (36, 0, 36)
    found = {
        one.theme.name: set(
            Text.objects.filter(theme=one.theme).values_list("concern__category", flat=True)
        )
        for one in sizes.rows
        if one.share.count
    }
    assert sorted(map(sorted, found.values())) == [["damp-mould"], ["lift"], ["noise"]]
    run = study.sortings.get()
    assert (run.state, run.read["themes"], run.read["sorted"]) == (RunState.DONE, 3, 36)
    assert not Text.objects.exclude(words="").exists()  # words stay with the concern
    for theme in themes_standing(study):
        assert theme.is_none or len(quotes_of(theme)) == 3
    events = set(Entry.objects.values_list("event", flat=True))
    assert {"themes.begin", "themes.sort", "themes.sorted"} <= events


def test_a_study_keeps_to_its_period_category_landlord_and_ward(told):
    first = timezone.localdate() - 120 * DAY
    ward = told.landlord.estates.get().ward

    def texts(**scope):
        made = make_study(told, k=None, **scope)
        return set(Text.objects.filter(study=made).values_list("concern__category", "landlord"))

    assert {one for one, _ in texts(category="lift")} == {"lift"}
    assert {one for _, one in texts(landlord=told.landlord)} == {told.landlord.pk}
    assert {one for _, one in texts(ward=ward)} == {told.landlord.pk}
    assert texts(last=first + DAY) == set()
    with pytest.raises(ThemeError, match="before the first"):
        study_of_concerns(title="x", scope=Scope(first, first - DAY), by=told.officer)
    with pytest.raises(ThemeError, match="in the future"):
        study_of_concerns(title="x", scope=Scope(timezone.localdate() + DAY), by=told.officer)


def test_what_a_resident_adds_later_is_read_with_the_concern(told):
    concern = make_raised(
        category="something-else", description="Zzyzx.", landlord=told.landlord
    ).concern
    actor = Actor("resident", party=concern.parties.get())
    resident_add(concern=concern, words=f"It is the lift. {LIFT[0]}", actor=actor)
    study = make_study(told)
    lift = theme_about(study, "lift")
    text = Text.objects.get(study=study, concern=concern)
    assert text.theme == lift
    assert text.shown_words == "Zzyzx."  # what is listed and quoted is what was raised


def test_refused_and_doubtful_concerns_are_no_texts(told):
    estate = told.landlord.estates.get()
    now = timezone.now()
    Concern.objects.bulk_create(
        [
            concern_row(estate, timezone.localdate(), "lift", status="refused", closed_at=now),
            concern_row(
                estate, timezone.localdate(), "lift", status="to-check", suspicions=["fast"]
            ),
        ]
    )
    assert make_study(told).texts_count == 36


def test_the_machines_theme_and_the_persons_are_kept_apart(told, study):
    lift, damp = theme_about(study, "lift"), theme_about(study, "mould")
    texts = list(Text.objects.filter(theme=lift)[:2])
    moved = shaping.texts_move(
        study=study, texts=[one.pk for one in texts], to=damp, by=told.officer
    )
    assert moved == 2
    for one in Text.objects.filter(pk__in=[one.pk for one in texts]):
        assert (one.machine, one.person, one.theme) == (lift, damp, damp)
        assert (one.person_by, bool(one.person_at)) == (told.officer, True)
    damp.refresh_from_db()
    assert damp.is_kept  # a person put something there
    assert counts(study)[damp.name] == 14
    assert len(texts_page(study, damp, mine=True)) == 2
    left = shaping.texts_leave(study=study, texts=[texts[0].pk], by=told.officer)
    assert left == 1
    assert counts(study)[damp.name] == 13
    with pytest.raises(ThemeError, match="at least one"):
        shaping.texts_move(study=study, texts=[], to=damp, by=told.officer)
    to_none = shaping.texts_move(study=study, texts=[texts[1].pk], to=None, by=told.officer)
    assert to_none == 1
    assert Text.objects.get(pk=texts[1].pk).theme.is_none


def test_naming_keeps_a_theme_and_a_new_search_leaves_it(told, study):
    lift = theme_about(study, "lift")
    machine = lift.machine_name
    shaping.theme_name(
        theme=lift, name="  Lifts that  fail ", description="lift broken stuck", by=told.officer
    )
    lift.refresh_from_db()
    assert (lift.name, lift.machine_name, lift.is_kept) == ("Lifts that fail", machine, True)
    before = set(Text.objects.filter(theme=lift).values_list("pk", flat=True))
    proposals = {one.pk for one in themes_standing(study)} - {lift.pk}
    sort(study, What.FIND, k=2)
    assert set(Text.objects.filter(theme=lift).values_list("pk", flat=True)) == before
    after = {one.pk for one in themes_standing(study) if not one.is_none}
    assert lift.pk in after
    assert not (after - {lift.pk}) & proposals
    assert sizes_of(study).base == 36
    damp = theme_about(study, "mould")
    with pytest.raises(ThemeError, match="Another theme has this name"):
        shaping.theme_name(theme=damp, name="lifts THAT fail", by=told.officer)
    with pytest.raises(ThemeError, match="People named it"):
        shaping.theme_release(theme=lift, by=told.officer)
    shaping.theme_keep(theme=damp, by=told.officer)
    assert not shaping.theme_release(theme=damp, by=told.officer).is_kept


def test_a_merger_counts_together_and_can_be_undone(told, study):
    lift, damp = theme_about(study, "lift"), theme_about(study, "mould")
    before = counts(study)
    machine = dict(Text.objects.filter(study=study).values_list("pk", "machine"))
    shaping.theme_merge(theme=lift, into=damp, by=told.officer)
    assert counts(study)[damp.name] == 24
    assert lift.name not in counts(study)
    assert dict(Text.objects.filter(study=study).values_list("pk", "machine")) == machine
    assert [one.pk for one in themes_gone(study)] == [lift.pk]
    for wrong in (damp, Theme.objects.get(study=study, is_none=True)):
        with pytest.raises(ThemeError):
            shaping.theme_merge(theme=damp, into=wrong, by=told.officer)
    with pytest.raises(ThemeError, match="merged, split or removed"):
        shaping.theme_name(theme=lift, name="Lift", by=told.officer)
    sort(study, What.FIND, k=1)  # a merged theme isn't swept away with the machine's proposals
    shaping.theme_unmerge(theme=lift, by=told.officer)
    assert counts(study)[lift.name] == before[lift.name]
    with pytest.raises(ThemeError, match="isn’t merged"):
        shaping.theme_unmerge(theme=lift, by=told.officer)


def test_a_split_makes_parts_and_can_be_undone(told):
    study = make_study(told, k=1)
    (whole,) = [one for one in themes_standing(study) if not one.is_none]
    run = sort(study, What.SPLIT, theme=whole, k=3)
    assert run.read["themes"] == 3
    parts = list(whole.parts.all())
    assert sorted(counts(study)[one.name] for one in parts) == [12, 12, 12]
    whole.refresh_from_db()
    assert not whole.is_standing
    shaping.theme_unsplit(theme=whole, by=told.officer)
    assert counts(study)[whole.name] == 36
    with pytest.raises(ThemeError, match="isn’t split"):
        shaping.theme_unsplit(theme=whole, by=told.officer)
    added = shaping.theme_add(study=study, name="Empty", by=told.officer)
    with pytest.raises(ThemeError, match="too few texts"):
        sorting_begin(study=study, what=What.SPLIT, theme=added, by=told.officer)


def test_a_persons_text_in_a_split_theme_goes_where_the_machine_puts_it(told):
    study = make_study(told, k=1)
    (whole,) = [one for one in themes_standing(study) if not one.is_none]
    text = whole.texts.first()
    shaping.texts_move(study=study, texts=[text.pk], to=whole, by=told.officer)
    sort(study, What.SPLIT, theme=whole, k=2)
    text.refresh_from_db()
    assert text.theme == text.machine != whole


def test_a_removed_theme_gives_its_texts_to_none_and_can_be_brought_back(told, study):
    lift = theme_about(study, "lift")
    shaping.theme_remove(theme=lift, by=told.officer)
    assert {one.theme.is_none for one in sizes_of(study).rows if one.share.count == 12} >= {True}
    shaping.theme_restore(theme=lift, by=told.officer)
    assert counts(study)[lift.name] == 12
    with pytest.raises(ThemeError, match="isn’t removed"):
        shaping.theme_restore(theme=lift, by=told.officer)


def test_new_concerns_fall_into_kept_themes(told, study):
    with pytest.raises(ThemeError, match="Keep some themes first"):
        sorting_request(study=study, what=What.FOLLOW, by=told.officer)
    assert themes_follow() == 0
    assert shaping.themes_keep(study=study, by=told.officer) == 3
    lift, damp = theme_about(study, "lift"), theme_about(study, "mould")
    machine = dict(Text.objects.filter(study=study).values_list("pk", "machine"))
    estate = told.landlord.estates.get()
    said = {
        "Stuck in the lift, the engineer never came": lift.pk,
        "Wet wall and black mould": damp.pk,
        "xyzzy": Theme.objects.get(study=study, is_none=True).pk,
    }
    Concern.objects.bulk_create(
        [
            concern_row(estate, timezone.localdate(), "other-repair", description=words)
            for words in said
        ]
    )
    assert themes_follow() == 1
    assert themes_follow() == 0  # one is under way
    run = study.sortings.get(live=True)
    assert sorted_now(run).read["sorted"] == 3
    new = Text.objects.filter(study=study).exclude(pk__in=machine)
    assert {one.shown_words: one.theme_id for one in new.select_related("concern")} == said
    assert (
        dict(Text.objects.filter(pk__in=machine).values_list("pk", "machine")) == machine
    )  # old ones stay
    assert themes_follow() == 0  # nothing is new
    assert study.sortings.count() == 2


def test_a_study_with_an_end_is_not_followed(told):
    study = make_study(told, last=timezone.localdate())
    shaping.themes_keep(study=study, by=told.officer)
    Concern.objects.bulk_create(
        [concern_row(told.landlord.estates.get(), timezone.localdate(), "lift")]
    )
    assert themes_follow() == 0
    assert sort(study, What.FOLLOW).read["sorted"] == 1  # unless somebody asks


def test_one_sorting_at_a_time_stopped_and_begun_again(told, study):
    run = sorting_begin(study=study, what=What.FIND, by=told.officer)
    with pytest.raises(RunError, match="running already"):
        sorting_begin(study=study, what=What.FIND, by=told.officer)
    make_study(told)  # another study isn't kept waiting
    Sorting.objects.filter(pk=run.pk).update(at=timezone.now() - DAY, attempts=3)
    assert sortings_resume() == 0
    run.refresh_from_db()
    assert (run.state, run.live) == (RunState.FAILED, None)
    for k in (0, 61):
        with pytest.raises(ThemeError, match="from 1 to 60"):
            sorting_begin(study=study, what=What.FIND, by=told.officer, k=k)


def test_a_sorting_that_fails_writes_nothing(told, study, monkeypatch):
    before = list(Text.objects.values_list("pk", "machine", "theme"))

    def broken(*_args, **_options):
        raise RuntimeError

    monkeypatch.setattr("heard.themes.services.sorting_work.quotes_propose", broken)
    run = sort(study, What.FIND, k=2)
    assert run.state == RunState.FAILED
    assert list(Text.objects.values_list("pk", "machine", "theme")) == before


def test_rerun_gives_the_same_themes(told, study):
    names = [one.name for one in themes_standing(study)]
    where = dict(Text.objects.filter(study=study).values_list("pk", "theme__machine_name"))
    sort(study, What.FIND, k=3)
    assert [one.name for one in themes_standing(study)] == names
    assert dict(Text.objects.filter(study=study).values_list("pk", "theme__machine_name")) == where


def test_shares_by_month_landlord_ward_and_tenure(told, study):
    lift = theme_about(study, "lift")
    months = months_of(study, lift)
    assert sum(one.share.count for one in months) == 12
    assert sum(one.share.base for one in months) == 36
    assert [one.name for one in months] == sorted(one.name for one in months)
    parts = {one.name: (one.share.count, one.share.base) for one in landlords_of(study, lift)}
    assert parts == {"Alder Homes": (6, 18), "Birch Homes": (6, 18)}
    assert {one.name for one in wards_of(study, lift)} == {"Northfold", "Southmere"}
    assert tenures_of(study, lift) == []
    Text.objects.filter(study=study).update(landlord=told.other)
    Text.objects.filter(theme=lift).update(landlord=told.landlord)
    shown = {one.name: one.stands_out for one in landlords_of(study, lift)}
    assert shown == {"Alder Homes": "more", "Birch Homes": "less"}


def test_change_from_the_first_half_to_the_second(told, study):
    lift = theme_about(study, "lift")
    today = timezone.localdate()
    Text.objects.filter(study=study).update(day=today - 60 * DAY)
    Text.objects.filter(theme=lift).update(day=today)
    damp = Text.objects.filter(study=study).exclude(theme=lift).values_list("pk", flat=True)[:6]
    Text.objects.filter(pk__in=list(damp)).update(day=today)
    size = next(one for one in sizes_of(study).rows if one.theme == lift)
    assert (size.before.count, size.now.count, size.direction) == (0, 12, "more")


@pytest.mark.parametrize(("kind", "most"), [("standing", 9), ("theme", 14)])
def test_pages_ask_the_same_number_of_queries_however_many_texts(
    told, study, client, django_assert_max_num_queries, kind, most
):
    start_session(client, told.officer)
    lift = theme_about(study, "lift")
    address = study.get_absolute_url() if kind == "standing" else lift.get_absolute_url()
    client.get(address)
    with django_assert_max_num_queries(most + 12):
        assert client.get(address).status_code == 200


def test_quotes_are_approved_verbatim_and_break_when_the_text_changes(told, study):
    lift = theme_about(study, "lift")
    text = lift.texts.select_related("concern").first()
    words = "Priya Patel of Flat 3 says the lift is broken and nobody comes."
    Concern.objects.filter(pk=text.concern_id).update(description=words)
    text.concern.refresh_from_db()
    quote = quote_choose(theme=lift, text=text, by=told.officer)
    assert quote_choose(theme=lift, text=text, by=told.officer) == quote
    assert approved_words([lift]) == {}
    with pytest.raises(ThemeError, match="doesn’t stand in the text"):
        quote_approve(quote=quote, shown="Priya Patel says", by=told.officer)
    with pytest.raises(ThemeError, match="doesn’t stand in the text"):
        quote_approve(quote=quote, shown="the lift is fine", by=told.officer)
    quote_approve(quote=quote, shown="[…] the lift is broken and nobody comes.", by=told.officer)
    assert approved_words([lift]) == {lift.pk: ["[…] the lift is broken and nobody comes."]}
    assert "Priya" not in json.dumps(list(Quote.objects.filter(pk=quote.pk).values()), default=str)
    Concern.objects.filter(pk=text.concern_id).update(description=words + " Please.")
    assert not approved_words([lift]).get(lift.pk)
    assert [one.is_broken for one in quotes_of(lift) if one.quote == quote] == [True]
    quote_withdraw(quote=quote, by=told.officer)
    assert not Quote.objects.filter(pk=quote.pk).exists()


def test_nothing_is_left_of_an_erased_concern(told, study):
    lift = theme_about(study, "lift")
    text = lift.texts.first()
    quote = quote_choose(theme=lift, text=text, by=told.officer)
    shown = next(one.words for one in quotes_of(lift) if one.quote == quote)
    quote_approve(quote=quote, shown=shown, by=told.officer)
    Concern.objects.filter(pk=text.concern_id).delete()
    assert not Text.objects.filter(pk=text.pk).exists()
    assert not Quote.objects.filter(pk=quote.pk).exists()


def test_a_flagged_concern_is_counted_and_nothing_of_it_is_shown(told, study):
    lift = theme_about(study, "lift")
    text = lift.texts.first()
    Flag.objects.create(concern_id=text.concern_id, kind="safeguarding", set_by=told.officer)
    assert counts(study)[lift.name] == 12
    assert text.pk not in {one.pk for one in texts_page(study, lift)}
    with pytest.raises(ThemeError, match="restricted flag"):
        quote_choose(theme=lift, text=text, by=told.officer)
    assert text.pk not in {one.quote.text_id for one in quotes_of(lift)}
    check = check_begin(study=study, by=told.officer, seed=1)
    assert text.pk not in {one.text for one in reads_of(check)}


def csv_of(rows):
    return "\n".join(["id,comment,date,landlord,tenure", *rows]).encode()


def test_a_file_is_read_with_what_is_known_of_who_wrote_it(told):
    rows = [
        f'{n},"{words}, {n}",2026-05-0{n % 9 + 1},Alder Homes,social-rent'
        for n, words in enumerate(LIFT + DAMP + NOISE, start=1)
    ]
    data = csv_of(
        [*rows, "13,,2026-05-01,Alder Homes,", "14,Late,2126-05-01,,", "15,Odd,,Nowhere,"]
    )
    study, answers = study_of_file(
        title="Survey",
        question="",
        data=data,
        file="s.csv",
        column="Comment",
        by=told.officer,
        enqueue=False,
    )
    assert (study.texts_count, study.left_out) == (13, 2)
    assert [one.place for one in answers.faults] == ["row 14", "row 15"]
    assert answers.unknown == {("landlord", "Nowhere"): 1}
    first = Text.objects.filter(study=study).first()
    assert (first.mark, first.landlord, first.day.isoformat()) == ("1", told.landlord, "2026-05-02")
    study_remove(study=study, by=told.officer)
    assert not Text.objects.filter(study=study).exists()
    with pytest.raises(NotFoundError):
        study_get_for(reader_for_user(told.officer), study.pk)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a,b\n1,2\n", "There is no column 'comment'. The file has: a, b."),
        (b"comment\n", "no rows"),
        (b"", "empty"),
        (b"PK\x03\x04", "Excel workbook"),
        (b"comment\n\n  \n", "no rows"),
    ],
)
def test_a_file_at_fault_begins_no_study(told, data, said):
    with pytest.raises(BadInputError, match=said):
        study_of_file(
            title="x", question="", data=data, file="x.csv", column="comment", by=told.officer
        )
    assert not Study.objects.exists()


def test_a_codebook_is_exported_corrected_imported_and_applied_to_new_texts(told, study):
    lift = theme_about(study, "lift")
    shaping.theme_name(
        theme=lift, name="Lifts", description="lift engineer stairs", by=told.officer
    )
    quote = quote_choose(theme=lift, text=lift.texts.first(), by=told.officer)
    shown = next(one.words for one in quotes_of(lift) if one.quote == quote)
    quote_approve(quote=quote, shown=shown, by=told.officer)
    book = json.loads(codebook_export(study=study, by=told.officer))
    assert [(one["name"], one["examples"]) for one in book["themes"]] == [("Lifts", [shown])]
    book["themes"].append({"name": "Damp", "description": "damp mould wet wall"})
    other = make_file_study(
        told, b'comment\n"the lift broke, engineer came"\nmould on a wet wall\nhello\n'
    )
    given = codebook_import(
        study=other, data=json.dumps(book).encode(), file="book.json", by=told.officer
    )
    assert {one.name for one in given} == {"Damp", "Lifts"}
    sort(other, What.GIVEN)
    found = {
        one.words: one.theme.name
        for one in Text.objects.filter(study=other).select_related("theme")
    }
    assert found["the lift broke, engineer came"] == "Lifts"
    assert found["mould on a wet wall"] == "Damp"
    assert {one.name for one in kept_themes(other)} == {"Damp", "Lifts"}
    again = codebook_import(
        study=other, data=json.dumps(book).encode(), file="book.json", by=told.officer
    )
    assert {one.pk for one in again} == {one.pk for one in given}
    with pytest.raises(BadInputError, match="no list of themes"):
        codebook_import(study=other, data=b"{}", file="book.json", by=told.officer)


def test_two_people_check_a_sample_apart_from_each_other(told, study):
    shaping.themes_keep(study=study, by=told.officer)
    check = check_begin(study=study, by=told.officer, seed=4)
    with pytest.raises(ThemeError, match="under way"):
        check_begin(study=study, by=told.officer)
    reads = reads_of(check)
    assert len(reads) == 36
    assert reads == reads_of(check)
    themes = {one.pk: one for one in themes_standing(study)}
    right = {one.number: themes[one.machine] for one in reads}
    check_mark(check=check, themes=right, by=told.officer)
    lift, damp = theme_about(study, "lift"), theme_about(study, "mould")
    theirs = dict(right)
    at_lift = [one.number for one in reads if one.machine == lift.pk]
    for number in at_lift[:2]:
        theirs[number] = damp
    check_mark(check=check, themes=theirs, by=told.colleague)
    with pytest.raises(ThemeError, match="Two people"):
        check_mark(check=check, themes={1: lift}, by=PersonFactory(role=Role.OFFICER))
    check.refresh_from_db()
    found = outcome_of(check)
    assert (found.size, found.both, found.agreed) == (36, 36, 34)
    assert found.people.value == pytest.approx(11 / 12)
    assert found.machine.value == 1
    assert len(found.apart) == 2
    with pytest.raises(ThemeError, match="nothing to put right"):
        check_apply(check=check, by=told.officer)
    for number in at_lift[:2]:
        check_mark(check=check, themes={number: damp}, by=told.officer)
    assert check_apply(check=check, by=told.officer) == 2
    assert Text.objects.filter(study=study, person=damp).count() == 2
    assert check_begin(study=study, by=told.officer).pk != check.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(second=told.officer)


def lead_of(landlord):
    return PersonFactory(role=Role.LANDLORD_LEAD, landlord=landlord)


def test_outside_the_team_only_kept_themes_rounded_numbers_and_approved_quotes(told, study):
    lift = theme_about(study, "lift")
    with pytest.raises(ThemeError, match="Keep some themes"):
        study_show(study=study, to_everybody=True, by=told.officer)
    shaping.theme_name(theme=lift, name="Lifts", by=told.officer)
    with pytest.raises(NotFoundError):
        published_get(study.pk)
    study_show(study=study, to_everybody=True, by=told.officer)
    shown = published_get(study.pk)
    assert shown.base == 35
    assert [(one.theme.name, one.count, one.quotes) for one in shown.themes] == [("Lifts", 10, ())]
    assert shown.others == 25
    assert list(published_page()) == [study]
    quote = lift.quotes.first()
    words = next(one.words for one in quotes_of(lift) if one.quote == quote)
    quote_approve(quote=quote, shown=words, by=told.officer)
    assert published_get(study.pk).themes[0].quotes == [words]
    study_hide(study=study, by=told.officer)
    with pytest.raises(NotFoundError):
        published_get(study.pk)


def test_a_theme_of_few_is_withheld(told, study):
    lift = theme_about(study, "lift")
    shaping.theme_name(theme=lift, name="Lifts", by=told.officer)
    some = list(lift.texts.values_list("pk", flat=True)[:5])
    shaping.texts_move(study=study, texts=some, to=None, by=told.officer)
    study_show(study=study, to_everybody=True, by=told.officer)
    (one,) = published_get(study.pk).themes
    assert (one.count, one.share, one.quotes) == (None, None, ())
    Text.objects.exclude(pk__in=some[:4]).delete()
    assert published_get(study.pk).base is None


def test_a_landlord_sees_its_own_and_quotes_by_consent(told, study):
    lift = theme_about(study, "lift")
    shaping.theme_name(theme=lift, name="Lifts", by=told.officer)
    mine = lift.texts.filter(landlord=told.landlord)
    extra = [
        concern_row(told.landlord.estates.get(), timezone.localdate(), "lift", description=LIFT[1])
        for _ in range(6)
    ]
    Concern.objects.bulk_create(extra)
    sort(study, What.FOLLOW)
    reader = reader_for_user(lead_of(told.landlord))
    with pytest.raises(NotFoundError):
        landlord_get_for(reader, study.pk)
    study_show(study=study, to_everybody=False, by=told.officer)
    quote = quote_choose(theme=lift, text=mine.first(), by=told.officer)
    words = next(one.words for one in quotes_of(lift) if one.quote == quote)
    quote_approve(quote=quote, shown=words, by=told.officer)
    shown = landlord_get_for(reader, study.pk)
    assert shown.base == 25  # 24 of its own
    assert [(one.count, one.quotes) for one in shown.themes] == [(10, ())]  # 12, none shared
    Sharing.objects.create(concern=quote.text.concern, landlord=told.landlord, is_open=True)
    assert landlord_get_for(reader, study.pk).themes[0].quotes == [words]
    stranger = reader_for_user(lead_of(EstateFactory().landlord))
    for other in (NOBODY, stranger):
        with pytest.raises(NotFoundError):
            landlord_get_for(other, study.pk)


def test_nobody_but_the_team_opens_a_study(told, study):
    for user in (lead_of(told.landlord), PersonFactory(role=Role.AUDITOR)):
        with pytest.raises(NotFoundError):
            study_get_for(reader_for_user(user), study.pk)
