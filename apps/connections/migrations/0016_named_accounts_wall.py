from django.db import migrations

from apps.core.walls import BuildWall, CompositeForeignKey, Wall

TABLE = "connections_namedaccount"
TENANT = ("organisation_id", "id")
SHARED = Wall(
    organisation="organisation_id",
    person="person_id",
    organisation_if="network = ANY (candidates_consent_networks(consent_id))",
)


class Migration(migrations.Migration):
    dependencies = [("connections", "0015_named_accounts")]

    operations = [
        BuildWall(TABLE, SHARED),
        CompositeForeignKey(
            TABLE,
            ("organisation_id", "candidate_id"),
            "candidates_candidate",
            TENANT,
            cascades=True,
        ),
        CompositeForeignKey(
            TABLE, ("organisation_id", "consent_id"), "candidates_consent", TENANT, cascades=True
        ),
        CompositeForeignKey(
            TABLE,
            ("person_id", "connection_id"),
            "connections_connection",
            ("person_id", "id"),
            cascades=True,
        ),
    ]
