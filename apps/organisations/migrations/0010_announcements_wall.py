from django.db import migrations

from apps.core.walls import BuildWall, Wall


class Migration(migrations.Migration):
    dependencies = [("organisations", "0009_announcements")]

    operations = [
        BuildWall("organisations_announcement", Wall(organisation="organisation_id")),
    ]
