"""Writes to the register. Each keeps who did it and why beside the version it replaced."""

from heard.landlords.services.homes import homes_remove, homes_set
from heard.landlords.services.keeping import written_as_one
from heard.landlords.services.landlords import (
    LandlordChanges,
    landlord_create,
    landlord_delete,
    landlord_rename,
    landlord_restore,
    landlord_update,
)
from heard.landlords.services.names import (
    landlord_add_code,
    landlord_add_name,
    landlord_remove_code,
    landlord_remove_name,
    landlord_update_name,
)
from heard.landlords.services.places import (
    borough_create,
    estate_create,
    estate_delete,
    estate_update,
    presence_remove,
    presence_set,
    ward_create,
    ward_delete,
    ward_update,
)
from heard.landlords.services.successions import (
    succession_record,
    succession_remove,
    succession_update,
)

__all__ = [
    "LandlordChanges",
    "borough_create",
    "estate_create",
    "estate_delete",
    "estate_update",
    "homes_remove",
    "homes_set",
    "landlord_add_code",
    "landlord_add_name",
    "landlord_create",
    "landlord_delete",
    "landlord_remove_code",
    "landlord_remove_name",
    "landlord_rename",
    "landlord_restore",
    "landlord_update",
    "landlord_update_name",
    "presence_remove",
    "presence_set",
    "succession_record",
    "succession_remove",
    "succession_update",
    "ward_create",
    "ward_delete",
    "ward_update",
    "written_as_one",
]
