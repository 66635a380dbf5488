"""That a store is a demonstration's."""

from __future__ import annotations

from django.db import models


class Load(models.Model):
    """The demonstration was loaded into this store. There is one row or none."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    seed = models.PositiveIntegerField()
    with_real = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="load_is_one", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"Demonstration of {self.at.isoformat()}"
