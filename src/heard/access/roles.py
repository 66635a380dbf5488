"""The roles that people have."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody is to Heard. One person may be several."""

    RESIDENT = "resident", _("Resident")
    REPRESENTATIVE = "representative", _("Residents' representative")
    COUNCILLOR = "ward-councillor", _("Ward councillor")
    CHAMPION = "champion", _("Tenants' Champion")
    OFFICER = "council-officer", _("Council officer")
    ADMINISTRATOR = "council-administrator", _("Council administrator")
    LANDLORD_OFFICER = "landlord-officer", _("Landlord's officer")
    LANDLORD_LEAD = "landlord-lead", _("Landlord's lead")
    AUDITOR = "auditor", _("Auditor")


COUNCIL = frozenset({Role.CHAMPION, Role.OFFICER, Role.ADMINISTRATOR})
LANDLORD = frozenset({Role.LANDLORD_OFFICER, Role.LANDLORD_LEAD})
# Those who must sign in by more than an e-mail code.
STAFF = COUNCIL | LANDLORD | {Role.COUNCILLOR, Role.AUDITOR}
