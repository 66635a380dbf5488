from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.factories.landlords import (
    BoroughFactory,
    CodeFactory,
    LandlordFactory,
    PresenceFactory,
    SuccessionFactory,
    WardFactory,
)

from heard.landlords.errors import (
    CodeTakenError,
    InUseError,
    InvalidEntryError,
    RegisterError,
    SuccessionError,
)
from heard.landlords.models import Landlord, LandlordCode, Presence, Succession
from heard.landlords.selectors import landlord_lineage, landlord_named, landlord_today
from heard.landlords.services import (
    borough_create,
    estate_create,
    homes_set,
    landlord_add_code,
    landlord_add_name,
    landlord_create,
    landlord_delete,
    landlord_rename,
    landlord_restore,
    landlord_update,
    presence_set,
    succession_record,
    succession_update,
    ward_create,
    ward_update,
)

pytestmark = pytest.mark.django_db


def test_create_gives_each_a_slug_of_its_own():
    slugs = [
        landlord_create(name=name, kind="council", by=None).slug
        for name in ("Weir Homes", "Weir  homes", "add", "…", "x" * 200)
    ]
    assert slugs == ["weir-homes", "weir-homes-2", "add-2", "landlord", "x" * 100]


def test_update_keeps_the_slug_and_writes_nothing_without_a_change():
    landlord = landlord_create(name="Weir", kind="council", by=None)
    landlord_update(landlord=landlord, name="Weir", by=None)
    assert landlord.history.count() == 1
    changed = landlord_update(landlord=landlord, name="Lock", by=None)
    assert (changed.slug, changed.name) == ("weir", "Lock")
    assert landlord.history.count() == 2


@pytest.mark.parametrize("values", [{"name": " "}, {"kind": "house"}, {"website": "no address"}])
def test_update_refuses_what_breaks_a_rule(values):
    landlord = LandlordFactory()
    with pytest.raises(InvalidEntryError) as caught:
        landlord_update(landlord=landlord, by=None, **values)
    assert caught.value.field in values


def test_rename_to_the_same_name_is_refused():
    with pytest.raises(RegisterError):
        landlord_rename(landlord=LandlordFactory(name="A"), name=" A ", by=None)


def test_rename_there_and_back_keeps_each_name_once():
    landlord = LandlordFactory(name="A")
    for name in ("B", "A", "B"):
        landlord_rename(landlord=landlord, name=name, by=None)
    assert {name.name for name in landlord.names.all()} == {"A", "B"}


def test_restore_of_another_landlords_version_is_refused(admin_user):
    landlord = landlord_create(name="A", kind="council", by=None)
    version = landlord.history.get().history_id
    from heard.errors import NotFoundError

    with pytest.raises(NotFoundError):
        landlord_restore(landlord=LandlordFactory(), version=version, by=admin_user)


def test_delete_of_one_with_a_succession_is_refused():
    step = SuccessionFactory()
    with pytest.raises(InUseError, match="successions"):
        landlord_delete(landlord=step.predecessor, by=None)


@pytest.mark.parametrize("code", ["L4279", "LH0032", "4849", "45UB", " l4279 "])
def test_code_of_every_pattern_is_taken(code):
    assert landlord_add_code(landlord=LandlordFactory(), code=code, by=None).code


@pytest.mark.parametrize(
    "code", ["", "L42", "L42790", "ABC123", "4.88E3", "L427O", "٤٨٤٩", "L4279\n4"]
)
def test_code_of_no_pattern_is_refused(code):
    with pytest.raises(InvalidEntryError):
        landlord_add_code(landlord=LandlordFactory(), code=code, by=None)


def test_code_of_another_landlord_is_refused():
    code = CodeFactory()
    with pytest.raises(CodeTakenError, match=code.landlord.name):
        landlord_add_code(landlord=LandlordFactory(), code=code.code, by=None)
    assert landlord_add_code(landlord=code.landlord, code=code.code, by=None) == code
    assert LandlordCode.objects.count() == 1


def test_name_twice_is_refused():
    landlord = LandlordFactory()
    landlord_add_name(landlord=landlord, name="Old", by=None)
    with pytest.raises(RegisterError):
        landlord_add_name(landlord=landlord, name="Old ", by=None)


def record(before, after, on=date(2018, 10, 1), kind="merger", whole=True):
    return succession_record(
        predecessor=before, successor=after, on=on, kind=kind, whole=whole, by=None
    )


def test_succession_told_again_stays_one():
    before, after = LandlordFactory.create_batch(2)
    assert record(before, after) == record(before, after)
    assert Succession.objects.count() == 1


def test_succession_never_closes_a_circle():
    one, two, three = LandlordFactory.create_batch(3)
    record(one, two)
    record(two, three, on=date(2019, 1, 1))
    for before, after in ((three, one), (two, one), (one, one)):
        with pytest.raises(RegisterError):
            record(before, after, whole=False, kind="stock-transfer", on=date(2018, 1, 1))


@pytest.mark.parametrize("on", [date(1799, 12, 31), timezone.localdate() + timedelta(days=1)])
def test_succession_on_an_impossible_day_is_refused(on):
    with pytest.raises(SuccessionError) as caught:
        record(*LandlordFactory.create_batch(2), on=on)
    assert caught.value.field == "on"


def test_landlord_that_ended_takes_no_part_in_what_came_later():
    one, two, three = LandlordFactory.create_batch(3)
    record(one, two, on=date(2010, 1, 1))
    with pytest.raises(SuccessionError, match="ended on 2010-01-01"):
        record(one, three, on=date(2012, 1, 1), kind="group-join")
    with pytest.raises(SuccessionError, match="ended on 2010-01-01"):
        record(three, one, on=date(2012, 1, 1))
    with pytest.raises(SuccessionError, match="ended on"):
        record(one, three, on=date(2009, 1, 1))
    record(three, one, on=date(2009, 1, 1))
    with pytest.raises(SuccessionError, match="took part in a succession on 2010-01-01"):
        record(two, LandlordFactory(), on=date(2005, 1, 1))


def test_group_join_may_be_followed_by_a_merger():
    one, two = LandlordFactory.create_batch(2)
    record(one, two, kind="group-join", on=date(2022, 4, 1))
    record(one, two, on=date(2023, 4, 1))
    assert landlord_today(one) == two


def test_made_up_and_real_landlords_do_not_follow_each_other():
    with pytest.raises(SuccessionError):
        record(LandlordFactory(is_fictional=True), LandlordFactory())


def test_succession_corrected_is_checked_again():
    step = SuccessionFactory()
    with pytest.raises(SuccessionError):
        succession_update(
            row=step, kind="merger", on=date(1066, 10, 14), whole=True, source="", by=None
        )


def test_lineage_tells_every_step():
    one, two, three = (LandlordFactory(name=name) for name in ("One", "Two", "Three"))
    record(one, two, on=date(2007, 1, 1))
    record(two, three, on=date(2017, 1, 1))
    steps = [(step.landlord.name, step.became.name) for step in landlord_lineage(three)]
    assert steps == [("Two", "Three"), ("One", "Two")]
    assert landlord_today(one) == three
    assert landlord_today(one, on=date(2010, 1, 1)) == two


def test_presence_of_a_made_up_landlord_in_a_real_borough_is_refused():
    with pytest.raises(RegisterError):
        presence_set(landlord=LandlordFactory(is_fictional=True), borough=BoroughFactory(), by=None)


def test_borough_twice_is_refused():
    borough_create(name="Riverton", by=None)
    with pytest.raises(RegisterError):
        borough_create(name="Riverton", by=None)


def test_ward_by_the_same_name_or_code_at_one_time_is_refused():
    borough = BoroughFactory()
    ward_create(
        borough=borough, name="Ham", gss_code="E05000001", valid_from=date(2022, 5, 5), by=None
    )
    for values in ({"name": "HAM"}, {"name": "Weir", "gss_code": "E05000001"}):
        with pytest.raises(RegisterError):
            ward_create(borough=borough, valid_from=date(2010, 1, 1), by=None, **values)
    earlier = ward_create(
        borough=borough,
        name="Ham",
        valid_from=date(2010, 1, 1),
        valid_to=date(2022, 5, 5),
        by=None,
    )
    with pytest.raises(RegisterError):
        ward_update(
            ward=earlier,
            name="Ham",
            gss_code="",
            valid_from=date(2010, 1, 1),
            valid_to=None,
            by=None,
        )


def test_homes_and_estates_make_a_landlord_one_of_the_borough():
    landlord, ward = LandlordFactory(), WardFactory()
    homes_set(
        landlord=landlord,
        ward=ward,
        tenure="leasehold",
        on=date(2025, 3, 31),
        homes=1,
        by=None,
    )
    estate_create(landlord=landlord, ward=WardFactory(), name="Court", by=None)
    assert Presence.objects.filter(landlord=landlord).count() == 2


def test_homes_outside_the_wards_time_are_refused():
    ward = WardFactory(valid_from=date(2022, 5, 5), valid_to=date(2024, 1, 1))
    for on in (date(2022, 5, 4), date(2024, 1, 1)):
        with pytest.raises(RegisterError) as caught:
            homes_set(
                landlord=LandlordFactory(), ward=ward, tenure="leasehold", on=on, homes=1, by=None
            )
        assert caught.value.field == "ward"


def test_landlord_named_is_exact_or_tells_the_nearest():
    from heard.errors import NotFoundError

    code = CodeFactory(code="L0001", landlord__name="Weir Homes")
    assert landlord_named("weir homes") == landlord_named("l0001") == code.landlord
    with pytest.raises(NotFoundError, match=r"Weir Homes \(L0001\)"):
        landlord_named("wier homes")
    with pytest.raises(NotFoundError, match="Add it first"):
        landlord_named("zzzzzzz")


def test_store_itself_refuses_a_landlord_without_a_name():
    with pytest.raises(IntegrityError), transaction.atomic():
        Landlord.objects.create(name="", slug="x", kind="council")


def test_store_itself_refuses_a_presence_that_ends_before_it_starts():
    with pytest.raises(IntegrityError), transaction.atomic():
        PresenceFactory(since=date(2020, 1, 1), until=date(2019, 1, 1))
