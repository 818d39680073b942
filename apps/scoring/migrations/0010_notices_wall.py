from django.db import migrations

from apps.core.definer import only_for_readers_of
from apps.core.walls import BuildWall, Wall

# Who was told of a release: identifiers only, in their order.
FIND = """
CREATE FUNCTION scoring_organisations_told(of_release uuid, after uuid, most integer)
RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT organisation_id FROM scoring_notice
    WHERE release_id = of_release AND organisation_id > after ORDER BY 1 LIMIT most
$$;
"""
NAME = "scoring_organisations_told(uuid, uuid, integer)"


class Migration(migrations.Migration):
    dependencies = [("scoring", "0009_notices")]

    operations = [
        BuildWall("scoring_notice", Wall(organisation="organisation_id")),
        migrations.RunSQL(FIND, f"DROP FUNCTION {NAME}"),
        migrations.RunSQL(only_for_readers_of("scoring_notice", NAME), migrations.RunSQL.noop),
    ]
