from django.db import migrations

from apps.core.walls import BuildWall, CompositeForeignKey, Wall

TABLES = ("connection", "fetch", "snapshot", "postobservation", "interactionobservation")
LINKS = (
    ("fetch", "connection"),
    ("snapshot", "connection"),
    ("snapshot", "fetch"),
    ("postobservation", "snapshot"),
    ("interactionobservation", "snapshot"),
)


class Migration(migrations.Migration):
    dependencies = [("connections", "0001_initial")]

    operations = [
        *[BuildWall(f"connections_{table}", Wall(person="person_id")) for table in TABLES],
        *[
            CompositeForeignKey(
                f"connections_{child}",
                ("person_id", f"{parent}_id"),
                f"connections_{parent}",
                ("person_id", "id"),
            )
            for child, parent in LINKS
        ],
    ]
