from django.db import migrations

from apps.core.walls import BuildWall, Wall

# Runs when the transaction commits, as the owner: the application has no right to write seals.
SEAL = """
CREATE FUNCTION audit_digest(previous bytea, entry audit_event) RETURNS bytea
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    -- Columns by name: one that is added later leaves the chains that stand unbroken.
    SELECT sha256(previous || convert_to(jsonb_build_object(
        'id', entry.id, 'created_at', entry.created_at, 'chain_id', entry.chain_id,
        'organisation_id', entry.organisation_id, 'person_id', entry.person_id,
        'actor', entry.actor, 'actor_id', entry.actor_id, 'verb', entry.verb,
        'subject_kind', entry.subject_kind, 'subject_id', entry.subject_id, 'facts', entry.facts
    )::text, 'UTF8'))
$$;

CREATE FUNCTION audit_seal_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    last audit_seal%ROWTYPE;
BEGIN
    -- One writer a chain: the next link needs the one before.
    PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || NEW.chain_id::text, 0));
    SELECT * INTO last FROM audit_seal WHERE chain_id = NEW.chain_id ORDER BY sequence DESC LIMIT 1;
    INSERT INTO audit_seal (event_id, chain_id, person_id, sequence, previous, digest)
    VALUES (
        NEW.id, NEW.chain_id, NEW.person_id, coalesce(last.sequence, 0) + 1,
        coalesce(last.digest, ''::bytea),
        audit_digest(coalesce(last.digest, ''::bytea), NEW)
    );
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER audit_seal_event AFTER INSERT ON audit_event
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_seal_event();

-- The first step of a chain that does not follow from the one before; no row where all is well.
CREATE FUNCTION audit_broken_link(chain uuid) RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
    SELECT min(step.sequence) FROM (
        SELECT s.sequence, s.previous, s.digest, e AS entry,
               lag(s.digest, 1, ''::bytea) OVER (ORDER BY s.sequence) AS before,
               row_number() OVER (ORDER BY s.sequence) AS expected
        FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id WHERE s.chain_id = chain
    ) step
    WHERE step.expected <> step.sequence OR step.previous <> step.before
       OR (step.entry).id IS NULL OR audit_digest(step.previous, step.entry) <> step.digest
$$;
"""
UNSEAL = """
DROP FUNCTION audit_broken_link(uuid);
DROP TRIGGER audit_seal_event ON audit_event;
DROP FUNCTION audit_seal_event();
DROP FUNCTION audit_digest(bytea, audit_event);
"""
# Every role but the owner loses what default privileges gave it.
ONLY_THE_DATABASE_SEALS = """
DO $$ DECLARE grantee text; BEGIN
    FOR grantee IN SELECT DISTINCT r.rolname FROM pg_class c, aclexplode(c.relacl) a
        JOIN pg_roles r ON r.oid = a.grantee
        WHERE c.oid = 'audit_seal'::regclass AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_seal FROM %I', grantee);
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON audit_event FROM %I', grantee);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        BuildWall("audit_event", Wall(organisation="organisation_id", person="person_id")),
        BuildWall("audit_seal", Wall(organisation="chain_id", person="person_id")),
        migrations.RunSQL(SEAL, UNSEAL),
        migrations.RunSQL(ONLY_THE_DATABASE_SEALS, migrations.RunSQL.noop),
    ]
