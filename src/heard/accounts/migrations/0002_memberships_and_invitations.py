"""What people are to Heard, and one e-mail address for one person."""

from typing import Any

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import heard.accounts.models
from django.conf import settings
from django.db import migrations, models

from heard.migrating import CreatedTogether
from django.db.models.functions import Lower


def addresses_are_unique(apps: Any, schema_editor: Any) -> None:
    """Stop, and name them, where two people share an address: a person must choose."""
    shared = (
        apps.get_model("accounts", "User")
        .objects.exclude(email="")
        .values_list(Lower("email"))
        .annotate(people=models.Count("pk"))
        .filter(people__gt=1)
    )
    if addresses := sorted(address for address, _people in shared):
        raise RuntimeError(
            "These e-mail addresses belong to more than one person: "
            f"{', '.join(addresses)}. Change or clear all but one, then migrate again."
        )


class Migration(CreatedTogether):

    dependencies = [
        ('accounts', '0001_initial'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('landlords', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(addresses_are_unique, migrations.RunPython.noop),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('representative', "Residents' representative"), ('ward-councillor', 'Ward councillor'), ('champion', "Tenants' Champion"), ('council-officer', 'Council officer'), ('council-administrator', 'Council administrator'), ('landlord-officer', "Landlord's officer"), ('landlord-lead', "Landlord's lead"), ('auditor', 'Auditor')], max_length=30, verbose_name='role')),
                ('sees_restricted', models.BooleanField(default=False, verbose_name='may see restricted cases')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('token_digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(editable=False, null=True)),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('representative', "Residents' representative"), ('ward-councillor', 'Ward councillor'), ('champion', "Tenants' Champion"), ('council-officer', 'Council officer'), ('council-administrator', 'Council administrator'), ('landlord-officer', "Landlord's officer"), ('landlord-lead', "Landlord's lead"), ('auditor', 'Auditor')], max_length=30, verbose_name='role')),
                ('sees_restricted', models.BooleanField(default=False, verbose_name='may see restricted cases')),
                ('granted_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='SignInCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('code_digest', models.CharField(max_length=64)),
                ('link_digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('used_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AlterModelOptions(
            name='user',
            options={'verbose_name': 'person', 'verbose_name_plural': 'people'},
        ),
        migrations.AlterField(
            model_name='user',
            name='username',
            field=models.CharField(default=heard.accounts.models.username_new, editable=False, max_length=150, unique=True),
        ),
        migrations.AddField(
            model_name='user',
            name='is_made_up',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='accounts_user_email_once'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='accepted_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitation',
            name='invited_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitation',
            name='landlord',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='landlords.landlord'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='ward',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='landlords.ward'),
        ),
        migrations.AddField(
            model_name='membership',
            name='ended_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='membership',
            name='granted_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='membership',
            name='landlord',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='landlords.landlord'),
        ),
        migrations.AddField(
            model_name='membership',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='membership',
            name='ward',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='landlords.ward'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['representative', 'ward-councillor', 'champion', 'council-officer', 'council-administrator', 'landlord-officer', 'landlord-lead', 'auditor'])), name='accounts_invitation_role_is_known'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('landlord__isnull', False), ('role__in', ['landlord-lead', 'landlord-officer'])), models.Q(models.Q(('role__in', ['landlord-lead', 'landlord-officer']), _negated=True), ('landlord__isnull', True)), _connector='OR'), name='accounts_invitation_landlord_where_due'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', 'ward-councillor'), ('ward__isnull', False)), models.Q(models.Q(('role', 'ward-councillor'), _negated=True), ('ward__isnull', True)), _connector='OR'), name='accounts_invitation_ward_where_due'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('sees_restricted', False), ('role', 'council-officer'), _connector='OR'), name='accounts_invitation_restricted_is_officers'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('accepted_at', None), ('revoked_at', None), _connector='OR'), name='accounts_invitation_has_one_end'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='accounts_invitation_accepted_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['representative', 'ward-councillor', 'champion', 'council-officer', 'council-administrator', 'landlord-officer', 'landlord-lead', 'auditor'])), name='accounts_membership_role_is_known'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('landlord__isnull', False), ('role__in', ['landlord-lead', 'landlord-officer'])), models.Q(models.Q(('role__in', ['landlord-lead', 'landlord-officer']), _negated=True), ('landlord__isnull', True)), _connector='OR'), name='accounts_membership_landlord_where_due'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', 'ward-councillor'), ('ward__isnull', False)), models.Q(models.Q(('role', 'ward-councillor'), _negated=True), ('ward__isnull', True)), _connector='OR'), name='accounts_membership_ward_where_due'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('sees_restricted', False), ('role', 'council-officer'), _connector='OR'), name='accounts_membership_restricted_is_officers'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('granted_at')), _connector='OR'), name='accounts_membership_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None), ('landlord', None), ('ward', None)), fields=('user', 'role'), name='accounts_membership_once'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None), ('landlord__isnull', False)), fields=('user', 'role', 'landlord'), name='accounts_membership_once_a_landlord'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None), ('ward__isnull', False)), fields=('user', 'role', 'ward'), name='accounts_membership_once_a_ward'),
        ),
    ]
