import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import apps.core.models.base


class Migration(migrations.Migration):
    dependencies = [("connections", "0009_people_with_secrets")]

    operations = [
        migrations.CreateModel(
            name="NetworkDecision",
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
                ("allowed", models.BooleanField()),
                ("agreement", models.CharField(blank=True, max_length=200)),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("decided_by", models.UUIDField()),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "indexes": [models.Index(fields=["network", "-id"], name="decision_newest")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="networkdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7bbb8695b3a4560ddd3f7fced19f16ae3daa9a59",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ef09d",
                    table="connections_networkdecision",
                    when="BEFORE",
                ),
            ),
        ),
    ]
