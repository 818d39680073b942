from django.db import migrations

from apps.core.walls import BuildWall, CompositeForeignKey, Wall

TENANT = ("organisation_id", "id")
SHARED = Wall(
    organisation="organisation_id", person="person_id", organisation_if="visible_until > now()"
)


class Migration(migrations.Migration):
    dependencies = [("scoring", "0001_initial"), ("candidates", "0002_wall")]

    operations = [
        BuildWall("scoring_score", SHARED),
        BuildWall("scoring_standing", SHARED),
        CompositeForeignKey(
            "scoring_score", ("organisation_id", "candidate_id"), "candidates_candidate", TENANT
        ),
        CompositeForeignKey(
            "scoring_score", ("organisation_id", "consent_id"), "candidates_consent", TENANT
        ),
        CompositeForeignKey(
            "scoring_standing", ("organisation_id", "candidate_id"), "candidates_candidate", TENANT
        ),
        CompositeForeignKey(
            "scoring_standing", ("organisation_id", "score_id"), "scoring_score", TENANT
        ),
    ]
