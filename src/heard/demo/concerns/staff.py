"""Who works on made-up concerns: the council's team, landlords' officers, ward councillors."""

from __future__ import annotations

from dataclasses import dataclass

from heard.access import Role
from heard.demo.landlords import LANDLORDS, MAIN
from heard.demo.places import WARDS

CHAMPION = "champion"
OFFICERS = ("officer-1", "officer-2", "officer-3")
# Officers who deal with what their landlord is told; one for each, in the order of the landlords.
LANDLORDS_OFFICERS = (
    "Imelda Ferrant", "Chuka Oduya", "Ruth Callow", "Nils Lindqvist", "Asha Bhatt", "Colin Treen",
    "Leyla Yilmaz", "Hugh Penhale", "Marta Sokol", "Dean Ormsby", "Farida Noor", "Ellis Brandt",
    "Joan Tipper", "Obi Nwosu", "Clara Venn", "Sunil Rao", "Petra Holm", "Father Aidan Moss",
    "Bea Larkin", "Sister Winifred Hale",
)  # fmt: skip
COUNCILLORS = (
    "Amos Birch", "Beryl Cato", "Cyril Dunmore", "Dina Eames", "Eamon Frost", "Freya Goode",
    "Gulsum Hart", "Hari Iyer", "Isla Jessop", "Jonah Kemp", "Keziah Lund", "Lloyd Marsh",
    "Mina Nash", "Tobias Wynter", "Olu Parr", "Prue Quist", "Rafe Sorrel", "Sana Tully",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who works on concerns and doesn't exist."""

    key: str
    email: str
    name: str
    role: Role
    landlord: str = ""
    ward: str = ""
    sees_restricted: bool = False


TEAM = (
    StaffMember(CHAMPION, "champion@demo.example", "Marguerite Okonjo", Role.CHAMPION),
    StaffMember(
        "officer-1", "staff@demo.example", "Rosalind Achebe", Role.OFFICER, sees_restricted=True
    ),
    StaffMember("officer-2", "whitlow@team.demo.example", "Desmond Whitlow", Role.OFFICER),
    StaffMember("officer-3", "rahimi@team.demo.example", "Shirin Rahimi", Role.OFFICER),
)


def landlord_key(name: str) -> str:
    """The key of a landlord's own officer."""
    return f"landlord:{name}"


def ward_key(name: str) -> str:
    """The key of a ward's councillor."""
    return f"ward:{name}"


def staff() -> tuple[StaffMember, ...]:
    """Everybody who works on concerns; most have no sign-in of their own."""
    landlords = tuple(
        StaffMember(
            landlord_key(one.name),
            "landlord@demo.example" if at == 0 else f"officer{at}@landlords.demo.example",
            name,
            Role.LANDLORD_OFFICER,
            landlord=one.name,
        )
        for at, (one, name) in enumerate(zip(LANDLORDS, LANDLORDS_OFFICERS, strict=True))
    )
    standing = [ward.name for ward in WARDS]
    councillors = tuple(
        StaffMember(
            ward_key(ward),
            "councillor@demo.example"
            if name == "Tobias Wynter"
            else f"ward{at}@councillors.demo.example",
            name,
            Role.COUNCILLOR,
            ward=ward,
        )
        for at, (ward, name) in enumerate(zip(standing, COUNCILLORS, strict=True))
    )
    lead = StaffMember(
        "lead", "lead@demo.example", "Gerald Quennell", Role.LANDLORD_LEAD, landlord=MAIN
    )
    return (*TEAM, lead, *landlords, *councillors)
