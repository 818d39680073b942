from django.db import migrations

from apps.core.walls import BuildWall, CompositeForeignKey, Wall

TABLE = "connections_followersobservation"


class Migration(migrations.Migration):
    dependencies = [("connections", "0013_followers")]

    operations = [
        BuildWall(TABLE, Wall(person="person_id")),
        CompositeForeignKey(
            TABLE, ("person_id", "snapshot_id"), "connections_snapshot", ("person_id", "id")
        ),
    ]
