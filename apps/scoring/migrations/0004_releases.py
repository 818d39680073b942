import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import apps.core.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0003_people_over_the_wall"),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
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
                ("version", models.CharField(max_length=40, unique=True)),
                ("content", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("shadow", "Running in the shadow"),
                            ("announced", "Announced"),
                            ("active", "Active"),
                            ("replaced", "Replaced"),
                            ("rolled_back", "Rolled back"),
                            ("stopped", "Stopped"),
                        ],
                        default="shadow",
                        max_length=12,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=0)),
                ("shadow_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("announced_at", models.DateTimeField(null=True)),
                ("activates_at", models.DateTimeField(null=True)),
                ("activated_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("because", models.CharField(blank=True, max_length=500)),
                ("ended_because", models.CharField(blank=True, max_length=500)),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="scoring.release",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "active")),
                        fields=("state",),
                        name="one_active_release",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "announced")),
                        fields=("state",),
                        name="one_announced_release",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["shadow"]),
                                ("activated_at__isnull", True),
                                ("ended_at__isnull", True),
                                ("announced_at", None),
                            ),
                            models.Q(
                                ("state__in", ["announced"]),
                                ("activated_at__isnull", True),
                                ("ended_at__isnull", True),
                                ("announced_at__isnull", False),
                            ),
                            models.Q(
                                ("state__in", ["active"]),
                                ("activated_at__isnull", False),
                                ("ended_at__isnull", True),
                            ),
                            models.Q(
                                ("state__in", ["replaced", "rolled_back"]),
                                ("activated_at__isnull", False),
                                ("ended_at__isnull", False),
                            ),
                            models.Q(
                                ("state__in", ["stopped"]),
                                ("activated_at__isnull", True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="release_times_are_its_states",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("activates_at", None), ("announced_at", None)),
                            models.Q(
                                ("activates_at__gte", models.F("announced_at")),
                                ("announced_at__isnull", False),
                                ("round__gte", 1),
                            ),
                            _connector="OR",
                        ),
                        name="release_announced_for_a_time",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="release",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="570596499628628db5cd4b3bcb704251d2ee8af3",
                    operation="DELETE",
                    pgid="pgtrigger_kept_05fd3",
                    table="scoring_release",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="release",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "version", "content", "sha256" rows from % table\', TG_TABLE_NAME;',
                    hash="e485e3bfc841d7b19a6904a1d182d8aa3c3eb115",
                    operation='UPDATE OF "version", "content", "sha256"',
                    pgid="pgtrigger_frozen_94c9a",
                    table="scoring_release",
                    when="BEFORE",
                ),
            ),
        ),
    ]
