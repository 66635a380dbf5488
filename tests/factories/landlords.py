"""Rows of the register for tests, all of them made up."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from heard.landlords import models


class BoroughFactory(DjangoModelFactory):
    class Meta:
        model = models.Borough

    name = factory.Sequence(lambda n: f"Borough {n}")
    slug = factory.Sequence(lambda n: f"borough-{n}")


class WardFactory(DjangoModelFactory):
    class Meta:
        model = models.Ward

    borough = factory.SubFactory(BoroughFactory)
    name = factory.Sequence(lambda n: f"Ward {n}")
    valid_from = date(2022, 5, 5)


class LandlordFactory(DjangoModelFactory):
    class Meta:
        model = models.Landlord

    name = factory.Sequence(lambda n: f"Landlord {n} Homes")
    slug = factory.Sequence(lambda n: f"landlord-{n}")
    kind = models.Kind.HOUSING_ASSOCIATION


class CodeFactory(DjangoModelFactory):
    class Meta:
        model = models.LandlordCode

    landlord = factory.SubFactory(LandlordFactory)
    code = factory.Sequence(lambda n: f"L{n % 10_000:04d}")


class NameFactory(DjangoModelFactory):
    class Meta:
        model = models.LandlordName

    landlord = factory.SubFactory(LandlordFactory)
    name = factory.Sequence(lambda n: f"Old name {n}")


class SuccessionFactory(DjangoModelFactory):
    class Meta:
        model = models.Succession

    predecessor = factory.SubFactory(LandlordFactory)
    successor = factory.SubFactory(LandlordFactory)
    kind = models.SuccessionKind.MERGER
    on = date(2018, 10, 1)


class PresenceFactory(DjangoModelFactory):
    class Meta:
        model = models.Presence

    landlord = factory.SubFactory(LandlordFactory)
    borough = factory.SubFactory(BoroughFactory)


class EstateFactory(DjangoModelFactory):
    class Meta:
        model = models.Estate

    landlord = factory.SubFactory(LandlordFactory)
    ward = factory.SubFactory(WardFactory)
    name = factory.Sequence(lambda n: f"Estate {n}")


class HomesFactory(DjangoModelFactory):
    class Meta:
        model = models.HomesCount

    landlord = factory.SubFactory(LandlordFactory)
    ward = factory.SubFactory(WardFactory)
    tenure = models.Tenure.SOCIAL_RENT
    on = date(2025, 3, 31)
    homes = 100
