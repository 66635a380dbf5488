"""The CSV files of the register, column by column. The reference page is held to this by a test."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_noop as _

from heard.ingest.csv_columns import CellError, Column, Table, day, one_of, whole_number
from heard.landlords.exchange.lists import (
    read_code,
    read_codes,
    read_earlier_names,
    read_name,
    read_predecessors,
)
from heard.landlords.models import Kind, Tenure


def read_website(cell: str) -> str:
    """An address that starts with http:// or https://."""
    try:
        URLValidator(schemes=["http", "https"])(cell)
    except ValidationError:
        mend = "Write it in full, such as https://www.example.org"
        raise CellError(f"{cell!r} is no address of a website.", mend) from None
    return cell


_kind = one_of({kind.value: str(kind.label) for kind in Kind})
_tenure = one_of({tenure.value: str(tenure.label) for tenure in Tenure})
_LIST = 4000

LANDLORDS = Table(
    "landlords",
    _("The landlords of a borough, one a row."),
    (
        Column(
            "name",
            _("Everyday name, as residents know it."),
            "Millstream Homes",
            required=True,
            read=read_name,
        ),
        Column(
            "legal_name",
            _("Registered name, where it differs."),
            "Millstream Housing Association Limited",
            read=read_name,
        ),
        Column(
            "kind",
            _(
                "Needed for a landlord that is new to the register: housing-association, council, "
                "almshouse, co-operative, for-profit or provider."
            ),
            "housing-association",
            read=_kind,
        ),
        Column(
            "codes",
            _(
                "Codes of the Regulator of Social Housing, divided by semicolons: one or two "
                "letters and four digits, four digits, or two digits and two letters. Set this "
                "column to Text in a spreadsheet."
            ),
            "L0001; 0002",
            read=read_codes,
            longest=_LIST,
        ),
        Column(
            "earlier_names",
            _("Other names, divided by semicolons; “until” and a date for one no longer used."),
            "Old Mill Housing Trust until 2018-10-01; Millstream",
            read=read_earlier_names,
            longest=_LIST,
        ),
        Column(
            "predecessors",
            _(
                "Landlords that it came after, divided by semicolons, each with its code where it "
                "had one, the kind (merger, stock-transfer, group-join or rename; “part, ” in "
                "front when only some homes passed) and the date. One that isn't in the register "
                "yet is added."
            ),
            "Weir Housing Trust [L0003] (merger, 2018-10-01)",
            read=read_predecessors,
            longest=_LIST,
        ),
        Column("website", _("Its website."), "https://www.example.org", read=read_website),
        Column("ended_on", _("Day it ceased to exist, if it did."), "", read=day),
        Column(
            "in_borough_since",
            _("Day from which it had homes in the borough, where known."),
            "2001-04-01",
            read=day,
        ),
        Column(
            "in_borough_until", _("Day from which it had none left in the borough."), "", read=day
        ),
    ),
)

WARDS = Table(
    "wards",
    _("The wards of a borough, as they stood between two dates."),
    (
        Column(
            "name", _("Name of the ward."), "Weirside", required=True, read=read_name, longest=120
        ),
        Column(
            "gss_code", _("Code of the Office for National Statistics."), "E05000001", longest=9
        ),
        Column(
            "valid_from",
            _("First day on which the ward stood."),
            "2022-05-05",
            required=True,
            read=day,
        ),
        Column("valid_to", _("First day on which it no longer stood."), "", read=day),
    ),
)

_OF_LANDLORD = (
    Column(
        "landlord",
        _("Name of the landlord. Not needed where its code is given."),
        "Millstream Homes",
        read=read_name,
    ),
    Column("landlord_code", _("A code of the landlord."), "L0001", read=read_code),
)

ESTATES = Table(
    "estates",
    _("Named places where a landlord has homes together."),
    (
        *_OF_LANDLORD,
        Column("ward", _("Name of the ward."), "Weirside", required=True, read=read_name),
        Column(
            "ward_valid_from",
            _("Which ward of that name, by its first day; the latest unless given."),
            "2022-05-05",
            read=day,
        ),
        Column(
            "estate",
            _("Name of the estate."),
            "Lockkeepers Court",
            required=True,
            read=read_name,
            longest=150,
        ),
        Column("postcode", _("Postcode of the estate."), "ZZ1 1ZZ", longest=8),
    ),
)

HOMES = Table(
    "homes",
    _("How many homes each landlord has in each ward by tenure on a day."),
    (
        *_OF_LANDLORD,
        Column(
            "ward",
            _("Name of the ward, as it stood on that day."),
            "Weirside",
            required=True,
            read=read_name,
        ),
        Column(
            "tenure",
            _(
                "How the homes are held: social-rent, affordable-rent, supported, "
                "shared-ownership or leasehold."
            ),
            "social-rent",
            required=True,
            read=_tenure,
        ),
        Column("on", _("The day of the count."), "2025-03-31", required=True, read=day),
        Column(
            "homes",
            _("Number of homes; 0 for none. Leave the row out where it isn't known."),
            "120",
            required=True,
            read=whole_number,
        ),
    ),
)

TABLES = {table.name: table for table in (LANDLORDS, WARDS, ESTATES, HOMES)}
