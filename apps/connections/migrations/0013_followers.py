import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import apps.core.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("connections", "0012_confirm"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="fetch",
            name="stage",
            field=models.CharField(
                choices=[
                    ("profile", "Profile"),
                    ("posts", "Posts"),
                    ("interactions", "Interactions"),
                    ("followers", "A sample of the followers"),
                    ("end", "Everything is read"),
                ],
                default="profile",
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="FollowersObservation",
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
                ("looked_at", models.PositiveIntegerField()),
                ("authentic", models.PositiveIntegerField()),
                ("rule", models.CharField(max_length=40)),
                ("taken_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "snapshot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="connections.snapshot",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("authentic__lte", models.F("looked_at"))),
                        name="authentic_of_those_looked_at",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followersobservation",
            trigger=pgtrigger.compiler.Trigger(
                name="immutable",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="24aa0205bba37a25070a8062163d173968ae30ab",
                    operation="UPDATE",
                    pgid="pgtrigger_immutable_d5a01",
                    table="connections_followersobservation",
                    when="BEFORE",
                ),
            ),
        ),
    ]
