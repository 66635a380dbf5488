"""That a store is a demonstration's."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from heard.access.privacy import NONE_PERSONAL

if TYPE_CHECKING:
    from heard.access.privacy import Personal


class Load(models.Model):
    """The demonstration was loaded into this store. There is one row or none."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    seed = models.PositiveIntegerField()
    with_real = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="load_is_one", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"Demonstration of {self.at.isoformat()}"
