"""The made-up borough's landlords: who they are, what they were, and how many homes they have.

Shaped like a real outer-London borough whose council sold its homes to a housing association: one
landlord has most of the homes, several are parts of large ones, and a few are small and local.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

HOUSING_ASSOCIATION = "housing-association"
COUNCIL = "council"
ALMSHOUSE = "almshouse"
COOPERATIVE = "co-operative"
FOR_PROFIT = "for-profit"


@dataclass(frozen=True, slots=True)
class Homes:
    """Homes by tenure."""

    social_rent: int = 0
    affordable_rent: int = 0
    supported: int = 0
    shared_ownership: int = 0
    leasehold: int = 0

    def by_tenure(self) -> dict[str, int]:
        """Tenures, as the register names them, of which there are any."""
        homes = {
            "social-rent": self.social_rent,
            "affordable-rent": self.affordable_rent,
            "supported": self.supported,
            "shared-ownership": self.shared_ownership,
            "leasehold": self.leasehold,
        }
        return {tenure: number for tenure, number in homes.items() if number}


@dataclass(frozen=True, slots=True)
class Survey:
    """How a landlord asks. `methods` are shares of its answers by method."""

    methods: dict[str, float]
    census: bool = False
    weighted: bool = False


TELEPHONE = Survey({"telephone": 1.0})
MIXED = Survey({"telephone": 0.7, "internet": 0.3})
ONLINE = Survey({"internet": 0.92, "telephone": 0.08}, census=True)
POSTAL = Survey({"postal": 0.75, "internet": 0.25}, census=True)
VISITS = Survey({"face to face": 0.65, "postal": 0.35}, census=True)
TEXTS = Survey({"sms": 0.6, "internet": 0.4})


@dataclass(frozen=True, slots=True)
class MadeUpLandlord:
    """A landlord. `rented` and `part_owned` are all its homes in England, `homes` the borough's.

    `quality` is how well its residents are served, in standard deviations from the middle;
    nobody knows it, surveys only show it through chance and through how people are asked.
    """

    name: str
    kind: str = HOUSING_ASSOCIATION
    codes: tuple[str, ...] = ()
    legal_name: str = ""
    rented: int = 0
    part_owned: int = 0
    homes: Homes = field(default_factory=Homes)
    wards: int = 3  # in how many wards its homes are
    estates: int = 0
    quality: float = 0.0
    survey: Survey = TELEPHONE
    region: str = "London"
    supported: bool = False
    ended_on: date | None = None
    earlier_names: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Came:
    """One landlord came after another."""

    predecessor: str
    successor: str
    kind: str
    on: date


MAIN = "Osiermead Homes"
COUNCIL_BEFORE = "London Borough of Osiermead"
MERGED_BETWEEN_YEARS = date(2024, 6, 3)

LANDLORDS = (
    MadeUpLandlord(
        MAIN,
        codes=("ZZ0001",),
        legal_name="Osiermead Housing Partnership Limited",
        rented=7_150,
        part_owned=420,
        homes=Homes(6_300, 260, 90, 160, 1_800),
        wards=18,
        estates=27,
        quality=-0.7,
    ),
    MadeUpLandlord(
        "Pallister Wren Homes",
        codes=("ZZ0002",),
        legal_name="Pallister Wren Housing Group Limited",
        rented=20_800,
        part_owned=2_100,
        homes=Homes(740, 120, 0, 85, 60),
        wards=9,
        estates=6,
        quality=-0.3,
        survey=MIXED,
        region="South",
    ),
    MadeUpLandlord(
        "Tidewell Brandreth",
        codes=("ZZ0003", "ZZ0004"),
        legal_name="Tidewell Brandreth Housing Trust Limited",
        rented=46_000,
        part_owned=6_900,
        homes=Homes(560, 70, 40, 140, 95),
        wards=7,
        estates=4,
        quality=-0.9,
    ),
    MadeUpLandlord(
        "Farthing Row",
        codes=("ZZ0005",),
        legal_name="Farthing Row Homes Limited",
        rented=78_000,
        part_owned=9_800,
        homes=Homes(480, 110, 0, 190, 120),
        wards=6,
        estates=4,
        quality=-1.6,
        survey=TEXTS,
    ),
    MadeUpLandlord(
        "Hollin Marrable",
        codes=("ZZ0008",),
        legal_name="Hollin Marrable Housing Association Limited",
        rented=9_450,
        part_owned=610,
        homes=Homes(310, 20, 0, 15, 40),
        wards=5,
        estates=3,
        quality=0.2,
    ),
    MadeUpLandlord(
        "Candlemas Housing",
        codes=("ZZ0009",),
        legal_name="Candlemas Housing Group Limited",
        rented=32_000,
        part_owned=3_300,
        homes=Homes(290, 45, 0, 60, 30),
        wards=4,
        estates=3,
        quality=0.1,
    ),
    MadeUpLandlord(
        "Bridewater & Stanner",
        codes=("ZZ0010",),
        legal_name="Bridewater and Stanner Housing Society Limited",
        rented=14_500,
        part_owned=1_450,
        homes=Homes(220, 25, 0, 30, 20),
        wards=4,
        estates=2,
        quality=0.5,
        survey=MIXED,
        region="South",
    ),
    MadeUpLandlord(
        "Almoner & Pike",
        codes=("ZZ0011",),
        legal_name="Almoner and Pike Housing Limited",
        rented=27_400,
        part_owned=2_250,
        homes=Homes(80, 60, 0, 45, 0),
        wards=2,
        estates=1,
        quality=0.0,
        region="Mixed",
    ),
    MadeUpLandlord(
        "Tamsin Grove Housing",
        codes=("ZZ0012",),
        legal_name="Tamsin Grove Housing Association Limited",
        rented=9_400,
        part_owned=380,
        homes=Homes(120, 0, 0, 0, 10),
        wards=3,
        estates=1,
        quality=0.7,
        survey=POSTAL,
        region="South",
    ),
    MadeUpLandlord(
        "Sallowfield Homes",
        codes=("ZZ0013",),
        legal_name="Sallowfield Homes Limited",
        rented=6_300,
        part_owned=290,
        homes=Homes(70, 15, 0, 0, 0),
        wards=2,
        estates=1,
        quality=-0.4,
        survey=ONLINE,
        region="South",
    ),
    MadeUpLandlord(
        "Corvane Homes",
        codes=("ZZ0014",),
        legal_name="Corvane Homes Limited",
        rented=4_200,
        part_owned=160,
        homes=Homes(60, 0, 0, 8, 0),
        wards=2,
        estates=1,
        quality=0.4,
        region="South",
        earlier_names=(("Corvane and District Housing Society", date(2019, 9, 2)),),
    ),
    MadeUpLandlord(
        "Eventide Courts",
        codes=("ZZ0015",),
        legal_name="Eventide Courts Housing Limited",
        rented=17_200,
        part_owned=640,
        homes=Homes(110, 0, 60, 0, 25),
        wards=3,
        estates=2,
        quality=1.1,
        survey=VISITS,
        region="Mixed",
        supported=True,
    ),
    MadeUpLandlord(
        "Lanterngate Support",
        codes=("ZZ0016",),
        legal_name="Lanterngate Housing and Support Limited",
        rented=2_900,
        homes=Homes(40, 0, 95, 0, 0),
        wards=5,
        quality=1.3,
        survey=VISITS,
        supported=True,
    ),
    MadeUpLandlord(
        "Kestrel Yard",
        codes=("ZZ0017",),
        legal_name="Kestrel Yard Housing Association Limited",
        rented=1_120,
        homes=Homes(90, 0, 0, 0, 12),
        wards=2,
        estates=1,
        quality=0.3,
        survey=ONLINE,
    ),
    MadeUpLandlord(
        "Verdigris Living",
        FOR_PROFIT,
        codes=("ZZ0018",),
        legal_name="Verdigris Living (Affordable Homes) Limited",
        rented=1_650,
        part_owned=1_320,
        homes=Homes(20, 55, 0, 110, 0),
        wards=2,
        estates=1,
        quality=-1.0,
        survey=ONLINE,
    ),
    MadeUpLandlord(
        "Hurlingmoor Council",
        COUNCIL,
        codes=("ZZ0019",),
        legal_name="London Borough of Hurlingmoor",
        rented=12_600,
        homes=Homes(45, 0, 0, 0, 30),
        wards=1,
        estates=0,
        quality=-0.6,
    ),
    MadeUpLandlord(
        "Mossop Trust",
        codes=("ZZ0020",),
        legal_name="The Mossop Housing Trust",
        rented=760,
        homes=Homes(190, 10, 0, 0, 15),
        wards=4,
        estates=1,
    ),
    MadeUpLandlord(
        "St Oswin's Churches Housing",
        codes=("ZZ0021",),
        legal_name="St Oswin's Churches Housing Association Limited",
        rented=340,
        homes=Homes(160, 0, 14, 0, 0),
        wards=3,
        estates=1,
    ),
    MadeUpLandlord(
        "Greengage Row Co-op",
        COOPERATIVE,
        codes=("ZZ0022",),
        legal_name="Greengage Row Housing Co-operative Limited",
        rented=84,
        homes=Homes(84),
        wards=1,
        estates=1,
    ),
    MadeUpLandlord(
        "Dame Isolde's Almshouses",
        ALMSHOUSE,
        legal_name="The Almshouse Charity of Dame Isolde Farrant",
        rented=62,
        homes=Homes(62),
        wards=2,
        estates=0,
    ),
)

# Landlords of the past. Only Hollin and Marrable still stood when the first figures were reported.
HOLLIN = MadeUpLandlord(
    "Hollin Homes",
    codes=("ZZ0006",),
    legal_name="Hollin Homes Limited",
    rented=5_900,
    part_owned=430,
    homes=Homes(190, 20, 0, 15, 25),
    wards=3,
    quality=0.5,
    ended_on=MERGED_BETWEEN_YEARS,
)
MARRABLE = MadeUpLandlord(
    "Marrable Housing Association",
    codes=("ZZ0007",),
    legal_name="Marrable Housing Association Limited",
    rented=3_600,
    part_owned=170,
    homes=Homes(118, 0, 0, 0, 15),
    wards=2,
    quality=-0.3,
    ended_on=MERGED_BETWEEN_YEARS,
)
PREDECESSORS = (
    HOLLIN,
    MARRABLE,
    MadeUpLandlord("Pallister Housing Group", ended_on=date(2017, 4, 3)),
    MadeUpLandlord("Wren and District Churches Housing", ended_on=date(2017, 4, 3)),
    MadeUpLandlord("Tidewell Homes", ended_on=date(2018, 10, 1)),
    MadeUpLandlord("Brandreth Housing Trust", ended_on=date(2018, 10, 1)),
    MadeUpLandlord(COUNCIL_BEFORE, COUNCIL, ended_on=date(2001, 3, 26)),
)
SUCCESSIONS = (
    Came("Hollin Homes", "Hollin Marrable", "merger", MERGED_BETWEEN_YEARS),
    Came("Marrable Housing Association", "Hollin Marrable", "merger", MERGED_BETWEEN_YEARS),
    Came("Pallister Housing Group", "Pallister Wren Homes", "merger", date(2017, 4, 3)),
    Came("Wren and District Churches Housing", "Pallister Wren Homes", "merger", date(2017, 4, 3)),
    Came("Tidewell Homes", "Tidewell Brandreth", "merger", date(2018, 10, 1)),
    Came("Brandreth Housing Trust", "Tidewell Brandreth", "merger", date(2018, 10, 1)),
    Came(COUNCIL_BEFORE, MAIN, "stock-transfer", date(2001, 3, 26)),
)
