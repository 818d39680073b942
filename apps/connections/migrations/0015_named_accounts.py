import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import apps.core.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0017_blind_waits"),
        ("connections", "0014_followers_wall"),
        ("organisations", "0010_announcements_wall"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NamedAccount",
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
                ("number", models.BigIntegerField()),
                ("account_key", models.CharField(max_length=40)),
                ("name_key", models.CharField(max_length=40)),
                ("sealed_account", models.BinaryField()),
                (
                    "candidate",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="named_accounts",
                        to="candidates.candidate",
                    ),
                ),
                (
                    "connection",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="named",
                        to="connections.connection",
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="named_accounts",
                        to="candidates.consent",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "name_key"], name="named_by_name"),
                    models.Index(fields=["organisation", "account_key"], name="named_by_account"),
                    models.Index(fields=["organisation", "number"], name="named_by_number"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "consent", "network"), name="one_name_a_network"
                    )
                ],
            },
        ),
    ]
