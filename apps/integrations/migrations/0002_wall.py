from django.db import migrations

from apps.core.walls import BuildWall, CompositeForeignKey, Wall

TABLES = ("endpoint", "message", "order", "delivery", "attempt")
REFERENCES = (
    ("endpoint", "api_key_id", "organisations_apikey"),
    ("order", "endpoint_id", "integrations_endpoint"),
    ("delivery", "endpoint_id", "integrations_endpoint"),
    ("delivery", "message_id", "integrations_message"),
    ("delivery", "order_id", "integrations_order"),
    ("delivery", "replay_of_id", "integrations_delivery"),
    ("attempt", "delivery_id", "integrations_delivery"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("integrations", "0001_initial"),
        ("organisations", "0010_announcements_wall"),
    ]

    operations = [
        *(
            BuildWall(f"integrations_{table}", Wall(organisation="organisation_id"))
            for table in TABLES
        ),
        *(
            CompositeForeignKey(
                f"integrations_{table}",
                ("organisation_id", column),
                target,
                ("organisation_id", "id"),
            )
            for table, column, target in REFERENCES
        ),
    ]
