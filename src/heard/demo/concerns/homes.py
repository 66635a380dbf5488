"""Who lives where: households of the made-up borough, drawn as their landlords' homes are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from functools import cache
from math import exp
from typing import TYPE_CHECKING

from heard.demo.concerns.luck import Luck
from heard.demo.concerns.shapes import Home, StoryPerson
from heard.demo.homes import estates, wards_of
from heard.demo.landlords import LANDLORDS

if TYPE_CHECKING:
    from heard.demo.homes import EstateThere

FIRST = (
    "Abena", "Adrian", "Agnieszka", "Ahmed", "Aisha", "Alan", "Amina", "Andrea", "Angela", "Anwar",
    "Beata", "Beverley", "Bogdan", "Brenda", "Carlos", "Carol", "Chidi", "Christine", "Comfort",
    "Dariusz", "Dawn", "Deborah", "Denise", "Derek", "Dilip", "Doreen", "Edna", "Elena", "Emeka",
    "Esther", "Fatima", "Femi", "Florence", "Gary", "Gita", "Gloria", "Grace", "Halima", "Hassan",
    "Helen", "Ibrahim", "Ines", "Irena", "Jacqui", "Jamila", "Janet", "Jean", "Joyce", "Kamal",
    "Karen", "Kofi", "Layla", "Leroy", "Linda", "Lorraine", "Luis", "Magda", "Malik", "Marcia",
    "Maria", "Maureen", "Meera", "Mohammed", "Monica", "Nadia", "Nigel", "Olga", "Omar", "Pauline",
    "Pedro", "Priya", "Rashid", "Rita", "Roger", "Rosa", "Sadia", "Samuel", "Sandra", "Shanice",
    "Sheila", "Stefan", "Sunita", "Tariq", "Teresa", "Thuy", "Tony", "Vera", "Victor", "Wanda",
    "Winston", "Yusuf", "Zainab",
)  # fmt: skip
LAST = (
    "Abiola", "Adeyemi", "Ahmadi", "Alderton", "Amoah", "Andrews", "Arslan", "Baptiste", "Barlow",
    "Begum", "Bello", "Bianchi", "Boateng", "Brackley", "Bright", "Campbell", "Carvalho",
    "Chaudhry", "Chowdhury", "Coker", "Costa", "Da Silva", "Darko", "Demir", "Dervish", "Dobson",
    "Duarte", "Edwards", "Eze", "Farah", "Fernandes", "Fofanah", "Georgiou", "Gomez", "Grabowski",
    "Gupta", "Haddad", "Hallett", "Hassan", "Hoang", "Hughes", "Iqbal", "Ivanova", "Jallow",
    "James", "Kaczmarek", "Kamara", "Kapoor", "Karimi", "Kelly", "Khan", "Kowalski", "Lawal",
    "Lewandowska", "Lovell", "Mahmood", "Malik", "Mensah", "Miah", "Morris", "Mustafa", "Nair",
    "Ncube", "Nguyen", "Nowak", "O'Dowd", "Obi", "Okafor", "Osei", "Owusu", "Patel", "Pereira",
    "Pinnock", "Popescu", "Quartey", "Rahman", "Reid", "Rossi", "Sadiq", "Santos", "Sesay", "Shah",
    "Sharma", "Simmonds", "Singh", "Soares", "Stoica", "Tesfaye", "Tran", "Uddin", "Vaughan",
    "Wójcik", "Yeboah", "Zielinska",
)  # fmt: skip
BLOCKS = (
    "Bream", "Chub", "Coot", "Curlew", "Dabchick", "Dunlin", "Eider", "Fieldfare", "Garganey",
    "Godwit", "Goosander", "Heron", "Lapwing", "Loach", "Mallard", "Merganser", "Minnow", "Perch",
    "Plover", "Pochard", "Redshank", "Roach", "Ruff", "Sanderling", "Smew", "Snipe", "Stint",
    "Tench", "Turnstone", "Whimbrel",
)  # fmt: skip
STREETS = (
    "Tanner's Row", "Staithe Street", "Cooper's Fold", "Weir Road", "Osier Lane", "Candle Street",
    "Ferry Approach", "Maltster's Hill", "Reed Street", "Sluice Road", "Quill Lane",
    "Lantern Street", "Barge Road", "Chantry Way", "Swan Passage", "Hop Street", "Millpond Road",
    "Withy Street",
)  # fmt: skip
SINGLE = ("House", "Court")  # estates that are one block
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # those of the last part of a postcode
LANGUAGES = {
    "en": 78, "pl": 4, "ar": 3, "so": 2, "fa": 2, "pt": 2, "es": 1.5, "ur": 1.5, "bn": 1.5,
    "ro": 1.5, "tr": 1, "sq": 1, "gu": 0.7, "ti": 0.5, "uk": 1, "vi": 0.4, "bfi": 0.4,
}  # fmt: skip
ADJUSTMENTS = {
    "large-print": 3, "interpreter": 0, "call-not-write": 3, "write-not-call": 2, "more-time": 2,
    "somebody-with-me": 1.5, "easy-read": 1, "step-free": 1, "time-of-day": 1.5, "bsl": 0.5,
    "woman-only": 0.7, "braille": 0.3, "audio": 0.3, "text-relay": 0.3,
}  # fmt: skip
NOTES = (
    "Carer answers the phone.", "Not before 10, works nights.", "Daughter reads letters to her.",
    "Shares a phone with her husband.", "Knock loudly.",
    "E-mail is read once a week at the library.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Household:
    """A person and their home."""

    person: StoryPerson
    home: Home


@cache
def weights(seed: int) -> dict[str, float]:
    """How many concerns a landlord's residents have, against others'."""
    del seed
    return {
        one.name: sum(one.homes.by_tenure().values()) * exp(-0.35 * one.quality)
        for one in LANDLORDS
    }


@cache
def estates_of(seed: int, landlord: str) -> tuple[EstateThere, ...]:
    """A landlord's estates."""
    return tuple(row for row in estates(seed=seed) if row.landlord == landlord)


@cache
def blocks_of(seed: int, estate: str) -> tuple[str, ...]:
    """The blocks of an estate: itself, where it is one building."""
    if estate.endswith(SINGLE):
        return (estate,)
    luck = Luck(seed, "blocks", estate)
    return tuple(f"{name} House" for name in luck.some(BLOCKS, luck.number(3, 6)))


@cache
def postcode_of(seed: int, *where: str) -> str:
    """A postcode of no real place: no area of the Royal Mail begins with Q."""
    luck = Luck(seed, "postcode", *where)
    letters = luck.pick(LETTERS) + luck.pick(LETTERS)
    return f"QO{luck.number(1, 9)} {luck.number(1, 9)}{letters}"


def household(
    seed: int, key: int, *, landlord: str = "", estate: str = "", block: str = ""
) -> Household:
    """A household, anywhere in the borough or in one place."""
    luck = Luck(seed, "household", key)
    name = landlord or luck.weighed(weights(seed))
    home = _home(seed, luck, name, estate, block)
    return Household(_person(luck, key, home), home)


def _home(seed: int, luck: Luck, landlord: str, estate: str, block: str) -> Home:
    register = next(one for one in LANDLORDS if one.name == landlord)
    tenures = {
        tenure: float(number) for tenure, number in register.homes.by_tenure().items() if number
    }
    tenure = luck.weighed(tenures)
    there = estates_of(seed, landlord)
    if estate:
        there = tuple(row for row in there if row.name == estate)
    if there and (estate or luck.odds(0.72)):
        row = luck.pick(there)
        block = block or luck.pick(blocks_of(seed, row.name))
        flat = luck.number(1, 48)
        where = block if block == row.name else f"{block}, {row.name}"
        return Home(
            landlord, tenure, row.ward, row.name, block, f"Flat {flat}, {where}",
            postcode_of(seed, row.name, block),
        )  # fmt: skip
    wards = register_wards(seed, landlord)
    street = luck.pick(STREETS)
    ward = luck.weighed({ward: 1 / (at + 1) for at, ward in enumerate(wards)})
    number = luck.number(1, 120)
    return Home(
        landlord, tenure, ward, "", "", f"{number} {street}",
        postcode_of(seed, ward, street, str(number // 40)),
    )  # fmt: skip


@cache
def register_wards(seed: int, landlord: str) -> tuple[str, ...]:
    """The wards in which a landlord has homes, the most first."""
    return wards_of(next(one for one in LANDLORDS if one.name == landlord), seed=seed)


def _person(luck: Luck, key: int, home: Home) -> StoryPerson:
    first, last = luck.pick(FIRST), luck.pick(LAST)
    language = luck.weighed(LANGUAGES)
    by = luck.weighed({"email": 62, "phone": 24, "letter": 12, "none": 2})
    phone = _phone(luck) if by == "phone" or luck.odds(0.6) else ""
    has_email = by == "email" or luck.odds(0.3)
    plain = f"{first}.{last}".lower().replace("'", "").replace(" ", "").replace("ó", "o")
    person = StoryPerson(
        key=key,
        name=f"{first} {last}",
        email=f"{plain}.{key}@example.org" if has_email else "",
        phone=phone,
        address=f"{home.address}\nOsiermead",
        postcode=home.postcode,
        language=language,
        interpreter=language not in {"en", "bfi"} and luck.odds(0.6),
        contact_by=by,
    )
    return _with_wishes(person, luck)


def _with_wishes(person: StoryPerson, luck: Luck) -> StoryPerson:
    wanted = []
    if person.interpreter:
        wanted.append("interpreter")
    if person.language == "bfi":
        wanted += ["bsl", "write-not-call"]
    if luck.odds(0.12):
        wanted += [luck.weighed(ADJUSTMENTS) for _ in range(luck.number(1, 2))]
    person = replace(person, adjustments=tuple(sorted(set(wanted))))
    if luck.odds(0.05):
        person = replace(person, discreet=True, no_messages=luck.odds(0.6))
    if luck.odds(0.04):
        person = replace(
            person, safe_from=time(luck.number(9, 11)), safe_to=time(luck.number(14, 17))
        )
    if luck.odds(0.05):
        person = replace(person, contact_note=luck.pick(NOTES))
    return person


def _phone(luck: Luck) -> str:
    """A number from the ranges that Ofcom keeps for drama."""
    if luck.odds(0.4):
        return f"020 7946 0{luck.number(0, 999):03d}"
    return f"07700 900{luck.number(0, 999):03d}"
