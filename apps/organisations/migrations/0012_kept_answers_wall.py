from django.db import migrations

from apps.core.walls import BuildWall, Wall


class Migration(migrations.Migration):
    dependencies = [("organisations", "0011_kept_answers")]

    operations = [
        BuildWall("organisations_keptanswer", Wall(organisation="organisation_id")),
    ]
