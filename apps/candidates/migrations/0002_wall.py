from django.db import migrations

from apps.core.walls import PERSON, BuildWall, CompositeForeignKey, Wall

MINE = f"candidate_id IN (SELECT id FROM candidates_candidate WHERE person_id = {PERSON})"
TENANT = ("organisation_id", "id")

# What policies and mail have to know, without letting the organisation read refusals itself.
QUESTIONS = """
CREATE FUNCTION candidates_consent_networks(consent uuid) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(
        (SELECT array_agg(network ORDER BY network) FROM candidates_consent c, unnest(c.networks) network
         WHERE c.id = consent AND c.expires_at > now() AND NOT EXISTS (
            SELECT 1 FROM candidates_withdrawal w
            WHERE w.consent_id = c.id AND w.network IN ('', network::text))),
        '{}'::text[])
$$;

CREATE FUNCTION candidates_may_mail(invitation uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM candidates_invitation i
        WHERE i.id = invitation AND i.accepted_at IS NULL AND i.revoked_at IS NULL
          AND i.expires_at > now()
          AND NOT EXISTS (SELECT 1 FROM candidates_decline d WHERE d.invitation_id = i.id))
$$;
"""
NO_QUESTIONS = """
DROP FUNCTION candidates_may_mail(uuid);
DROP FUNCTION candidates_consent_networks(uuid);
"""
CANDIDATES_SEE_WHO_ASKS = f"""
CREATE POLICY candidate_reads ON organisations_organisation FOR SELECT
USING (id IN (SELECT organisation_id FROM candidates_candidate WHERE person_id = {PERSON}))
"""


class Migration(migrations.Migration):
    dependencies = [("candidates", "0001_initial"), ("organisations", "0002_wall")]

    operations = [
        migrations.RunSQL(QUESTIONS, NO_QUESTIONS),
        BuildWall("candidates_candidate", Wall(organisation="organisation_id", person="person_id")),
        BuildWall(
            "candidates_application", Wall(organisation="organisation_id", person_reads=MINE)
        ),
        BuildWall(
            "candidates_opening",
            Wall(
                organisation="organisation_id",
                person_reads="id IN (SELECT a.opening_id FROM candidates_application a"
                " JOIN candidates_candidate c ON c.id = a.candidate_id"
                f" WHERE c.person_id = {PERSON})",
            ),
        ),
        BuildWall("candidates_invitation", Wall(organisation="organisation_id", person_reads=MINE)),
        BuildWall(
            "candidates_decline",
            Wall(organisation="organisation_id", organisation_if="false", person_reads=MINE),
        ),
        BuildWall(
            "candidates_consent",
            Wall(
                organisation="organisation_id",
                person="person_id",
                organisation_if="cardinality(candidates_consent_networks(id)) > 0",
            ),
        ),
        BuildWall(
            "candidates_withdrawal",
            Wall(organisation="organisation_id", person="person_id", organisation_if="false"),
        ),
        migrations.RunSQL(
            CANDIDATES_SEE_WHO_ASKS,
            "DROP POLICY candidate_reads ON organisations_organisation",
        ),
        *[
            CompositeForeignKey(
                f"candidates_{child}",
                ("organisation_id", f"{parent}_id"),
                f"candidates_{parent}",
                TENANT,
            )
            for child, parent in [
                ("application", "candidate"),
                ("application", "opening"),
                ("invitation", "candidate"),
                ("invitation", "opening"),
                ("decline", "candidate"),
                ("decline", "invitation"),
                ("consent", "candidate"),
                ("consent", "invitation"),
                ("withdrawal", "consent"),
            ]
        ],
    ]
