from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from heard.errors import BadInputError
from heard.ingest.csv_columns import Column, Table
from heard.ingest.csv_table import read_table
from heard.ingest.csv_writing import write_table
from heard.landlords.errors import RegisterError
from heard.landlords.exchange import TABLES, register_export, register_import
from heard.landlords.exchange.lists import (
    EarlierName,
    Predecessor,
    join_list,
    read_earlier_names,
    read_predecessors,
    split_list,
)
from heard.landlords.lineage import Edge, ancestors, closes_circle, descendants, today
from heard.landlords.models import Borough, Kind, Landlord, Succession, SuccessionKind, Tenure
from heard.landlords.naming import forms, tidy
from heard.landlords.selectors import landlord_find, landlord_lineage, landlord_today
from heard.landlords.services import (
    borough_create,
    estate_create,
    homes_set,
    landlord_add_code,
    landlord_add_name,
    landlord_create,
    presence_set,
    succession_record,
    ward_create,
)

days = st.dates(date(1990, 1, 1), date(2025, 12, 31))
letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Cf"])
words = (
    st.text(letters, min_size=1, max_size=30)
    .map(tidy)
    .filter(lambda text: text and len(text) <= 100)
)
plain_names = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=9), min_size=1, max_size=3
).map(" ".join)
edges = st.lists(
    st.builds(Edge, st.integers(0, 6), st.integers(0, 6), days, st.booleans()), max_size=12
)
quiet = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def acyclic(all_edges):
    kept = []
    for edge in all_edges:
        if not closes_circle(kept, edge.predecessor, edge.successor):
            kept.append(edge)
    return kept


@given(edges)
def test_what_is_let_in_never_forms_a_circle(all_edges):
    kept = acyclic(all_edges)
    for edge in kept:
        assert edge.predecessor not in ancestors(kept, edge.predecessor)
        assert not ancestors(kept, edge.predecessor) & descendants(kept, edge.predecessor)


@given(edges.map(acyclic), st.randoms(), days, st.integers(0, 6))
def test_lineage_does_not_depend_on_the_order_of_entry(kept, random, on, of):
    shuffled = random.sample(kept, len(kept))
    assert ancestors(shuffled, of) == ancestors(kept, of)
    assert descendants(shuffled, of) == descendants(kept, of)
    assert today(shuffled, of, on) == today(kept, of, on)


@given(edges.map(acyclic), days, st.integers(0, 6))
def test_todays_landlord_is_itself_or_a_descendant_and_stands_for_itself(kept, on, of):
    final = today(kept, of, on)
    assert final == of or final in descendants(kept, of)
    assert today(kept, final, on) == final


@given(edges, days, st.integers(0, 6))
def test_todays_landlord_is_found_even_among_circles(any_edges, on, of):
    today(any_edges, of, on)


@given(st.text())
def test_forms_are_settled(text):
    once = forms(text)
    assert forms(once.plain).plain == once.plain
    assert tidy(tidy(text)) == tidy(text)


@given(st.lists(words, unique=True))
def test_lists_in_a_cell_come_back(parts):
    assert split_list(join_list(parts)) == parts


@given(st.lists(st.builds(EarlierName, words, st.none() | days), unique=True, max_size=4))
def test_earlier_names_in_a_cell_come_back(names):
    assert read_earlier_names(join_list(names)) == names


@given(
    st.lists(
        st.builds(
            Predecessor,
            words,
            st.just("") | st.just("L4279"),
            st.sampled_from(SuccessionKind.values),
            days,
            st.booleans(),
        ),
        unique=True,
        max_size=4,
    )
)
def test_predecessors_in_a_cell_come_back(steps):
    assert read_predecessors(join_list(steps)) == steps


TEXTS = Table("texts", "Texts.", (Column("a", "", "", required=True), Column("b", "", "")))
cells = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0")).map(str.strip)


@given(st.lists(st.tuples(cells.filter(bool), cells), min_size=1))
def test_any_text_survives_a_csv_file(rows):
    data = write_table(TEXTS, [{"a": a, "b": b} for a, b in rows])
    back = [(row.get("a"), row.get("b", "")) for row in read_table(data, "f.csv", TEXTS)]
    assert back == rows
    for line in data.decode("utf-8-sig").split("\r\n"):
        assert line[:1] not in tuple("=+-@\t")


@given(st.binary() | st.text().map(str.encode) | st.text().map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_read_or_refused(data):
    with suppress(BadInputError):
        assert read_table(b"a,b\n" + data, "f.csv", TEXTS)


def misspell(data, name):
    """The name with one letter left out, doubled, swapped with the next or replaced."""
    at = data.draw(st.integers(0, len(name) - 1))
    match data.draw(st.sampled_from(["drop", "double", "swap", "replace"])):
        case "drop":
            return name[:at] + name[at + 1 :]
        case "double":
            return name[:at] + name[at] + name[at:]
        case "swap":
            return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]
    return f"{name[:at]}x{name[at + 1 :]}"


class RegisterProperties(TestCase):
    """What holds of any register, in a store."""

    @quiet
    @given(st.lists(plain_names, min_size=2, max_size=12, unique=True), st.data())
    def test_find_finds_every_landlord_by_each_of_its_names_with_one_mistake(self, names, data):
        endings = ["", " Housing Association", " Ltd", " & Co Limited"]
        for at, name in enumerate(names):
            ending = data.draw(st.sampled_from(endings))
            landlord = landlord_create(name=name + ending, kind="council", by=None)
            if data.draw(st.booleans()):
                other = f"{name[::-1]} {at}"
                landlord_add_name(landlord=landlord, name=other, used_until=None, by=None)
        landlord = data.draw(st.sampled_from(list(Landlord.objects.order_by("pk"))))
        for name in [landlord.name, *(row.name for row in landlord.names.all())]:
            found = landlord_find(misspell(data, name), limit=None)
            assert landlord.pk in {each.landlord_id for each in found}
            assert landlord_find(name, limit=None)[0].score == 100

    @quiet
    @given(
        st.lists(
            st.tuples(
                st.integers(0, 4),
                st.integers(0, 4),
                st.sampled_from(SuccessionKind.values),
                days,
                st.booleans(),
            ),
            max_size=8,
        ),
        st.randoms(),
    )
    def test_successions_are_acyclic_and_any_accepted_set_is_accepted_in_any_order(
        self, told, random
    ):
        def record(steps):
            people = [landlord_create(name=f"L{n}", kind="council", by=None) for n in range(5)]
            kept = []
            for step in steps:
                before, after, kind, on, whole = step
                try:
                    succession_record(
                        predecessor=people[before],
                        successor=people[after],
                        kind=kind,
                        on=on,
                        whole=whole,
                        by=None,
                    )
                except RegisterError:
                    continue
                kept.append(step)
            return people, kept

        people, kept = record(told)
        for landlord in people:
            assert landlord not in {step.landlord for step in landlord_lineage(landlord)}
        again, all_kept = record(random.sample(kept, len(kept)))
        assert len(all_kept) == len(kept)
        for one, other in zip(people, again, strict=True):
            assert people.index(landlord_today(one)) == again.index(landlord_today(other))
            assert len(landlord_lineage(one)) == len(landlord_lineage(other))

    @quiet
    @given(st.data())
    def test_export_into_an_empty_register_and_out_again_gives_the_same_bytes(self, data):
        borough = borough_create(name="Riverton", by=None)
        fill(data, borough)
        first = {what: register_export(what=what, borough=borough) for what in TABLES}
        for what, file in first.items():
            if has_rows(file):
                report = register_import(data=file, file="f.csv", by=None, what=what)
                assert report.unchanged == len(report.changes), report.changes
        empty()
        for what, file in first.items():
            if has_rows(file):
                register_import(data=file, file="f.csv", by=None, what=what, borough="Riverton")
        if not Borough.objects.exists():
            return
        again = Borough.objects.get()
        assert {what: register_export(what=what, borough=again) for what in TABLES} == first


def has_rows(file):
    return file.count(b"\r\n") > 1


def empty():
    """Nothing is left of the register."""
    from heard.landlords.models import Estate, HomesCount, Presence, Ward

    for model in (HomesCount, Estate, Ward, Succession, Presence, Landlord, Borough):
        model.objects.all().delete()


def fill(data, borough):
    """A borough with a few landlords and everything that belongs to them."""
    names = data.draw(
        st.lists(words, min_size=1, max_size=8, unique_by=lambda name: name.casefold())
    )
    wards = [
        ward_create(
            borough=borough, name=f"Ward {name}"[:100], valid_from=date(2002, 5, 2), by=None
        )
        for name in data.draw(st.lists(plain_names, max_size=2, unique=True))
    ]
    people = []
    spare = names[len(names) // 2 :]
    for number, name in enumerate(names[: len(names) // 2]):
        landlord = landlord_create(
            name=name,
            kind=data.draw(st.sampled_from(Kind.values)),
            legal_name=data.draw(st.just("") | words),
            ended_on=data.draw(st.none() | days),
            by=None,
        )
        people.append(landlord)
        for at in range(data.draw(st.integers(0, 2))):
            landlord_add_code(landlord=landlord, code=f"L{number}{at}00", by=None)
        since = data.draw(st.none() | days)
        presence_set(landlord=landlord, borough=borough, since=since, by=None)
        belongings(data, landlord, wards)
        if spare and data.draw(st.booleans()):
            landlord_add_name(
                landlord=landlord, name=spare.pop(), used_until=data.draw(st.none() | days), by=None
            )
    follow(data, people)


def belongings(data, landlord, wards):
    for ward in wards:
        if data.draw(st.booleans()):
            estate_create(landlord=landlord, ward=ward, name="Court", by=None)
        if data.draw(st.booleans()):
            homes_set(
                landlord=landlord,
                ward=ward,
                tenure=data.draw(st.sampled_from(Tenure.values)),
                on=ward.valid_from + timedelta(days=data.draw(st.integers(0, 5000))),
                homes=data.draw(st.integers(0, 9999)),
                by=None,
            )


def follow(data, people):
    for _ in range(data.draw(st.integers(0, 2))):
        before, after = (data.draw(st.sampled_from(people)) for _ in "12") if people else (0, 0)
        if before == after:
            continue
        try:
            succession_record(
                predecessor=before,
                successor=after,
                kind=data.draw(st.sampled_from(SuccessionKind.values)),
                on=data.draw(days),
                whole=data.draw(st.booleans()),
                by=None,
            )
        except RegisterError:
            continue
