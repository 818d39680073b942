from django.db import migrations

from apps.integrations.models.order import OF_THE_PERSON


class Migration(migrations.Migration):
    dependencies = [
        ("integrations", "0005_replays_go_with_what_they_repeat"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE POLICY person_reads ON integrations_order FOR SELECT USING ({OF_THE_PERSON})",
            "DROP POLICY person_reads ON integrations_order",
        )
    ]
