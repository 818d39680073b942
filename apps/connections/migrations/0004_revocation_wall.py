from django.db import migrations

from apps.core.walls import BuildWall, Wall


class Migration(migrations.Migration):
    dependencies = [("connections", "0003_revocation")]

    operations = [BuildWall("connections_revocation", Wall(person="person_id"))]
