from django.db import migrations

from apps.core.walls import PERSON, BuildWall, Wall


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [
        BuildWall(
            "organisations_membership", Wall(organisation="organisation_id", person="user_id")
        ),
        BuildWall("organisations_teaminvitation", Wall(organisation="organisation_id")),
        BuildWall("organisations_apikey", Wall(organisation="organisation_id")),
        BuildWall(
            "organisations_organisation",
            Wall(
                organisation="id",
                person_reads="id IN (SELECT organisation_id FROM organisations_membership"
                f" WHERE user_id = {PERSON})",
            ),
        ),
    ]
