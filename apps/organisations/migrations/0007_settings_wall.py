from django.db import migrations

from apps.core.walls import BuildWall, Wall


class Migration(migrations.Migration):
    dependencies = [("organisations", "0006_settings")]

    operations = [
        BuildWall("organisations_logo", Wall(organisation="organisation_id")),
        BuildWall("organisations_clearing", Wall(organisation="organisation_id")),
    ]
