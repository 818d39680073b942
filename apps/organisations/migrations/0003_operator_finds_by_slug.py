from django.db import migrations

# A platform operator names the organisation that they enter; the wall shows them no list.
FIND = """
CREATE FUNCTION organisations_id_of_slug(wanted text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM organisations_organisation WHERE slug = wanted
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_wall")]

    operations = [migrations.RunSQL(FIND, "DROP FUNCTION organisations_id_of_slug(text)")]
