from django.db import migrations

from apps.core.walls import BuildWall, CompositeForeignKey, Wall

TENANT = ("organisation_id", "id")
PARENTS = (
    ("candidate_id", "candidates_candidate"),
    ("consent_id", "candidates_consent"),
    ("score_id", "scoring_score"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0014_contest"),
        ("candidates", "0007_functions_for_the_application"),
    ]

    operations = [
        BuildWall(
            "scoring_contest",
            Wall(
                organisation="organisation_id",
                person="person_id",
                organisation_if="cardinality(candidates_consent_networks(consent_id)) > 0",
            ),
        ),
        *[
            CompositeForeignKey("scoring_contest", ("organisation_id", column), parent, TENANT)
            for column, parent in PARENTS
        ],
    ]
