from django.db import migrations

from apps.core.definer import only_for_readers_of

# Events of the platform itself stand behind no organisation's and no person's wall: the application
# may add one, and only the owner reads them.
RECORD = """
CREATE FUNCTION audit_record_for_platform(
    event uuid, happened_at timestamptz, by_actor text, by_id uuid, what text,
    about_kind text, about uuid, with_facts jsonb
) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO audit_event (id, created_at, chain_id, organisation_id, person_id, actor, actor_id,
                             verb, subject_kind, subject_id, facts)
    VALUES (event, happened_at, '00000000-0000-0000-0000-000000000000', NULL, NULL, by_actor, by_id,
            what, about_kind, about, with_facts)
$$;
"""
NAME = "audit_record_for_platform(uuid, timestamptz, text, uuid, text, text, uuid, jsonb)"


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_wall")]

    operations = [
        migrations.RunSQL(RECORD, f"DROP FUNCTION {NAME}"),
        migrations.RunSQL(only_for_readers_of("audit_event", NAME), migrations.RunSQL.noop),
    ]
