"""A store with two years of made-up landlords' figures, shared by all tests of a module.

    @pytest.fixture(scope="module", autouse=True)
    def store(django_db_setup, django_db_blocker, tmp_path_factory):
        with measures_stored(django_db_blocker, tmp_path_factory.mktemp("books")):
            yield

It holds what pages must cope with: a mark, a figure that its counts don't give, a corrected
workbook, a landlord under another code in the next year, a merger, one left out, a hostile name.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date

from django.db import transaction
from tests.workbooks import MadeUp, build_workbook, cell_of

from heard.landlords.models import Kind, Landlord
from heard.landlords.services import (
    borough_create,
    landlord_add_code,
    landlord_create,
    presence_set,
    succession_record,
)
from heard.measures.models import Result
from heard.measures.services import workbook_import

HOSTILE = "Brook \"><script>alert('x')</script> & <b>Barley</b> Homes"
ALDER = MadeUp("4801", "Alder Vale Homes Limited", homes=6200, size="5,000-40,000", shared=1100)
BROOK = MadeUp("4802", HOSTILE, supported="Yes")
CRANMERE = MadeUp("09ZA", "Cranmere Borough Council", type="LA", region="South", homes=3100)
OLD_CODE, NEW_CODE = MadeUp("L0901", "Dunnock Homes"), MadeUp("L0902", "Dunnock Homes")
ELDER, FERN = MadeUp("L0911", "Elder Trust", homes=4000), MadeUp("L0912", "Fern Homes")
REST = tuple(
    MadeUp(f"49{number:02}", f"Grebe {number} Homes", region=("North", "London")[number % 2])
    for number in range(1, 8)
)
BEFORE = (ALDER, BROOK, CRANMERE, OLD_CODE, ELDER, FERN, *REST)
NOW = (ALDER, BROOK, CRANMERE, NEW_CODE, ELDER, *REST)
LEFT_OUT = ("4899", "Harrier Homes", "The wording differed.")
MARKED, DISAGREEING = CRANMERE, REST[0]


@contextmanager
def measures_stored(blocker, folder):
    """Two years of figures and two boroughs in the store, for as long as this lasts."""
    with blocker.unblock(), transaction.atomic():
        fill(folder)
        yield
        transaction.set_rollback(True)


def fill(folder):
    """Import two years, the second with a correction."""
    dunnock = landlord_create(name="Dunnock Homes", kind=Kind.HOUSING_ASSOCIATION, by=None)
    elder = landlord_create(name="Elder Trust", kind=Kind.HOUSING_ASSOCIATION, by=None)
    fern = landlord_create(name="Fern Homes", kind=Kind.HOUSING_ASSOCIATION, by=None)
    for landlord, codes in ((dunnock, ("L0901", "L0902")), (elder, ("L0911",)), (fern, ("L0912",))):
        for code in codes:
            landlord_add_code(landlord=landlord, code=code, by=None)
    succession_record(
        predecessor=fern, successor=elder, kind="merger", on=date(2024, 6, 1), by=None
    )
    workbook_import(file=build_workbook(folder / "2024.xlsx", landlords=BEFORE), by=None)
    for name, share in (("2025_v1.0.xlsx", 10.0), ("2025_v1.1.xlsx", None)):
        book = build_workbook(
            folder / name,
            year="2024-25",
            landlords=NOW,
            left_out=[LEFT_OUT],
            mutate=odd_figures(share),
        )
        workbook_import(file=book, by=None)
    borough("Riverton", ["4801", "4802", "09ZA", "L0902", "L0911", "4899"])
    borough("Weirside", [one.code for one in NOW])


def odd_figures(share):
    """A mark, a figure that disagrees with its counts, and one that is corrected later."""

    def mutate(book):
        cell_of(book, "LCRA_Perception", "(TP06)", MARKED.code).value = "[X]"
        cell_of(book, "LCRA_Perception", "(TP07)", DISAGREEING.code).value = 12.3
        if share is not None:
            cell_of(book, "LCRA_Perception", "(TP06)", ALDER.code).value = share

    return mutate


def borough(name, codes, **rest):
    """A borough with the landlords that hold these codes."""
    made = borough_create(name=name, by=None, **rest)
    for landlord in Landlord.objects.filter(codes__code__in=codes).distinct():
        presence_set(landlord=landlord, borough=made, by=None)
    return made


def result_of(code, measure="TP06", *, year="2024-25", current=True, population="LCRA"):
    """One stored figure."""
    return Result.objects.get(
        returned__code=code,
        measure__code=measure,
        population=population,
        returned__workbook__year=year,
        returned__workbook__superseded_by__isnull=current,
    )
