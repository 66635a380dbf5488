"""What a landlord published, as the benchmark takes it in."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import isfinite
from types import MappingProxyType
from typing import TYPE_CHECKING

from heard.analysis.intervals import effective_base

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TELEPHONE = "telephone"
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "telephone": TELEPHONE,
        "phone": TELEPHONE,
        "internet": "internet",
        "online": "internet",
        "web": "internet",
        "email": "internet",
        "postal": "postal",
        "post": "postal",
        "paper": "postal",
        "facetoface": "face to face",
        "inperson": "face to face",
        "sms": "sms",
        "text": "sms",
        "textmessage": "sms",
    }
)
_CHANGED = 0.3  # a third of answers came another way: the survey is not the same one


@dataclass(frozen=True, slots=True)
class Reading:
    """One landlord's published share on one perception measure in one year.

    Attributes:
        code: the landlord's code, unique in the set.
        share: share of answers, 0-1; None when not known.
        base: answers on the scale, whole or weighted; None when not known.
        population: tenants that the survey stands for; None when not known.
        census: whether every tenant was invited to answer.
        weighted: whether answers were weighted.
        methods: share of responses by method, such as {"telephone": 0.8, "internet": 0.2}.
            Empty when not known; spelling and case are forgiven, an unknown name is "other".
        supported: whether the landlord's homes are predominantly supported housing.
        mark: the regulator's mark where the share is None.
        traits: what the landlord is, such as {"type": "LA", "region": "London"}, in any words that
            alike landlords share; it is drawn towards landlords like it.
    """

    code: str
    share: float | None
    base: float | None
    population: float | None
    census: bool = False
    weighted: bool = False
    methods: Mapping[str, float] = field(default_factory=dict[str, float])
    supported: bool | None = None
    mark: str = ""
    traits: Mapping[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        if self.share is not None and not 0 <= self.share <= 1:
            raise ValueError(f"{self.code}: a share lies between 0 and 1, not at {self.share!r}.")
        for name in ("base", "population"):
            amount: float | None = getattr(self, name)
            if amount is not None and not (isfinite(amount) and amount >= 0):
                raise ValueError(f"{self.code}: {name} can't be {amount!r}.")
        if any(not (isfinite(part) and part >= 0) for part in self.methods.values()):
            raise ValueError(f"{self.code}: shares by method can't be negative or unknown.")


@dataclass(frozen=True, slots=True)
class Count:
    """Cases that one landlord counted in one year, and the homes they arose from.

    Attributes:
        code: the landlord's code, unique in the set.
        events: cases counted; None when not known.
        exposure: homes; None when not known.
        per: homes that the rate is published for.
        mark: the regulator's mark where events is None.
        published: the rate as published, which may be rounded; None where the counts alone are.
    """

    code: str
    events: float | None
    exposure: float | None
    per: float = 1000.0
    mark: str = ""
    published: float | None = None

    def __post_init__(self) -> None:
        for name in ("events", "exposure", "published"):
            amount: float | None = getattr(self, name)
            if amount is not None and not (isfinite(amount) and amount >= 0):
                raise ValueError(f"{self.code}: {name} can't be {amount!r}.")
        if not self.per > 0:
            raise ValueError(f"{self.code}: a rate is per so many homes, not {self.per!r}.")

    @property
    def rate(self) -> float | None:
        """Cases per `per` homes; None where either part isn't known or there are no homes."""
        if self.events is None or not self.exposure:
            return None
        return self.events * self.per / self.exposure

    @property
    def shown(self) -> float | None:
        """The rate that readers see: as published, else as the counts give it."""
        return self.rate if self.rate is None or self.published is None else self.published


def require_unique(items: Sequence[Reading] | Sequence[Count]) -> None:
    """Raise ValueError, naming the code, where a landlord comes twice."""
    seen: set[str] = set()
    for item in items:
        if item.code in seen:
            raise ValueError(f"{item.code} comes twice in the set.")
        seen.add(item.code)


def sampling_variance(share: float, base: float, population: float | None) -> float:
    """Variance of a share by the luck of who was asked, never nought short of everybody.

    Two answers of each kind are added first (Agresti & Coull), so that a unanimous small survey
    isn't taken for certain; the finite-population correction applies where population is known.

    References:
        Agresti & Coull (1998), The American Statistician 52(2), 119-126.
    """
    answers = effective_base(base, population)
    if not isfinite(answers):
        return 0.0
    eased = (share * answers + 2) / (answers + 4)
    return eased * (1 - eased) / (answers + 4)


def method_mix(methods: Mapping[str, float]) -> dict[str, float]:
    """Shares of responses by method under one spelling, summing to one; empty if unknown.

    Examples:
        >>> method_mix({"Phone": 300, "Face-to-Face": 100})
        {'telephone': 0.75, 'face to face': 0.25}
    """
    mix: dict[str, float] = {}
    for name, part in methods.items():
        known = _method(name)
        mix[known] = mix.get(known, 0.0) + part
    total = sum(mix.values())
    return {name: part / total for name, part in mix.items() if part} if total else {}


@lru_cache(maxsize=256)
def _method(name: str) -> str:
    """The one spelling of a method's name."""
    return _NAMES.get("".join(letter for letter in name.lower() if letter.isalpha()), "other")


def survey_flags(now: Reading, before: Reading | None = None) -> tuple[str, ...]:
    """What a reader must know about how the figure came about, as machine words.

    "mark:X" (the regulator's mark), "weighted", "mostly-internet" and the like (half or more of
    answers by a method other than telephone), and against an earlier reading "method-changed"
    (three in ten answers came another way) and "weighting-changed".
    """
    mix = method_mix(now.methods)
    flags = [f"mark:{now.mark}"] if now.mark else []
    flags += ["weighted"] if now.weighted else []
    main = max(sorted(mix), key=mix.__getitem__, default=TELEPHONE)
    if main != TELEPHONE and mix[main] >= 0.5:  # noqa: PLR2004 - half
        flags.append(f"mostly-{main.replace(' ', '-')}")
    if before is not None:
        earlier = method_mix(before.methods)
        names = set(mix) | set(earlier)
        moved = sum(abs(mix.get(name, 0.0) - earlier.get(name, 0.0)) for name in names) / 2
        flags += ["method-changed"] if mix and earlier and moved >= _CHANGED else []
        flags += ["weighting-changed"] if now.weighted != before.weighted else []
    return tuple(flags)
