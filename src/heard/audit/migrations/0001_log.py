
import django.db.models.deletion
from django.db import migrations, models

from heard.migrating import CreatedTogether
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from heard.audit.guards import guards_lift, guards_set


def set_guards(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards_set(schema_editor.connection)


def lift_guards(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards_lift(schema_editor.connection)


class Migration(CreatedTogether):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(null=True, unique=True, verbose_name='place in the chain')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('event', models.CharField(max_length=60, verbose_name='event')),
                ('actor', models.BigIntegerField(null=True, verbose_name='person')),
                ('actor_roles', models.CharField(blank=True, max_length=200, verbose_name='as')),
                ('target_type', models.CharField(blank=True, max_length=60, verbose_name='kind of thing')),
                ('target_id', models.CharField(blank=True, max_length=40, verbose_name='key of the thing')),
                ('target_label', models.CharField(blank=True, max_length=140, verbose_name='about')),
                ('before', models.TextField(blank=True, verbose_name='before')),
                ('after', models.TextField(blank=True, verbose_name='after')),
                ('reason_digest', models.CharField(blank=True, max_length=64)),
                ('nonce', models.CharField(max_length=32, unique=True)),
                ('mark', models.CharField(max_length=64)),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('digest', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'verbose_name': 'entry of the log',
                'verbose_name_plural': 'entries of the log',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Head',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(default=0)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('mark', models.CharField(max_length=64)),
                ('key_mark', models.CharField(max_length=16)),
            ],
            options={
                'verbose_name': 'head of the log',
                'verbose_name_plural': 'heads of the log',
            },
        ),
        migrations.CreateModel(
            name='Reason',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='reason_kept', serialize=False, to='audit.entry')),
                ('text', models.TextField(verbose_name='reason')),
                ('salt', models.CharField(max_length=32)),
            ],
            options={
                'verbose_name': 'reason in the log',
                'verbose_name_plural': 'reasons in the log',
            },
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('number', None)), fields=['id'], name='audit_unsealed'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['actor', 'id'], name='audit_by_actor'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['event', 'id'], name='audit_by_event'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['target_label', 'id'], name='audit_by_label'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['target_type', 'target_id', 'id'], name='audit_by_target'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['at'], name='audit_by_time'),
        ),
        migrations.RunPython(set_guards, lift_guards),
    ]
