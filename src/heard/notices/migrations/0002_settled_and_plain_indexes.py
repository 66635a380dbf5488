from typing import Any

from django.db import migrations, models


def settle(apps: Any, schema_editor: Any) -> None:
    """What was done with already was done with when it came into its state."""
    done = apps.get_model("notices", "Notice").objects.filter(
        state__in=["sent", "cancelled", "told"]
    )
    done.update(settled_at=models.F("changed_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='notice',
            name='notice_due',
        ),
        migrations.RemoveIndex(
            model_name='notice',
            name='notice_taken',
        ),
        migrations.AddField(
            model_name='notice',
            name='settled_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='done with at'),
        ),
        migrations.RunPython(settle, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('next_try_at__isnull', False)), fields=['urgent', 'next_try_at', 'id'], name='notice_due'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('claimed_at__isnull', False)), fields=['claimed_at'], name='notice_taken'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('settled_at__isnull', True)), fields=['state', '-id'], name='notice_open'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', False), ('state__in', ('sent', 'cancelled', 'told'))), models.Q(models.Q(('state__in', ('sent', 'cancelled', 'told')), _negated=True), ('settled_at__isnull', True)), _connector='OR'), name='notice_settled_at_if_settled'),
        ),
    ]
