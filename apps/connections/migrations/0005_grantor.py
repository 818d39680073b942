import django.contrib.postgres.fields
import django.utils.timezone
from django.db import migrations, models

import apps.connections.models.deletion
import apps.core.models.base


class Migration(migrations.Migration):
    dependencies = [("connections", "0004_revocation_wall")]

    operations = [
        migrations.CreateModel(
            name="DeletionRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=apps.core.models.base.identifier,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("network", models.CharField(max_length=40)),
                (
                    "code",
                    models.CharField(
                        default=apps.connections.models.deletion.code,
                        editable=False,
                        max_length=20,
                        unique=True,
                    ),
                ),
                ("accounts", models.PositiveSmallIntegerField()),
                (
                    "waiting",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="connection",
            name="grantor_key",
            field=models.CharField(default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="revocation",
            name="grantor_key",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddIndex(
            model_name="connection",
            index=models.Index(fields=["network", "grantor_key"], name="connection_by_grantor"),
        ),
        migrations.AddIndex(
            model_name="revocation",
            index=models.Index(fields=["network", "grantor_key"], name="revocation_by_grantor"),
        ),
        migrations.AddConstraint(
            model_name="deletionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at__isnull", False), ("waiting", []))
                | models.Q(models.Q(("waiting", []), _negated=True), ("done_at__isnull", True)),
                name="deletion_done_when_none_waits",
            ),
        ),
    ]
