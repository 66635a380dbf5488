"""Whoever was staff becomes a council officer; an owner of the store its administrator too."""

from typing import Any

from django.db import migrations


def give_memberships(apps: Any, schema_editor: Any) -> None:
    membership = apps.get_model("accounts", "Membership")
    for user in apps.get_model("accounts", "User").objects.filter(is_staff=True):
        membership.objects.create(user=user, role="council-officer")
        if user.is_superuser:
            membership.objects.create(user=user, role="council-administrator")


class Migration(migrations.Migration):

    dependencies = [("accounts", "0002_memberships_and_invitations")]

    operations = [migrations.RunPython(give_memberships, migrations.RunPython.noop)]
