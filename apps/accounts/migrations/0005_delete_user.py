from django.db import migrations

from apps.core.definer import only_for_readers_of
from apps.core.walls import PERSON

# A person's scope may not touch what organisations keep, and there they still stand as who invited
# or decided: those rows forget them. What cannot be without them goes, as Django would do it.
# Needed because foreign keys look past policies, and a plain DELETE would fail.
DELETE_USER = f"""
CREATE FUNCTION accounts_delete_user(gone uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE place record;
BEGIN
    IF gone IS DISTINCT FROM {PERSON} THEN
        RAISE EXCEPTION 'a user is deleted in their own scope only';
    END IF;
    FOR place IN
        SELECT c.conrelid::regclass AS named, a.attname AS link, a.attnotnull AS needs
        FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.contype = 'f' AND c.confrelid = 'accounts_user'::regclass
        ORDER BY a.attnotnull, c.oid DESC
    LOOP
        IF place.needs THEN
            EXECUTE format('DELETE FROM %s WHERE %I = $1', place.named, place.link) USING gone;
        ELSE
            EXECUTE format('UPDATE %s SET %I = NULL WHERE %I = $1',
                           place.named, place.link, place.link) USING gone;
        END IF;
    END LOOP;
    DELETE FROM accounts_user WHERE id = gone;
    RETURN FOUND;
END
$$;
"""
NAME = "accounts_delete_user(uuid)"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_erasure")]

    operations = [
        migrations.RunSQL(DELETE_USER, f"DROP FUNCTION {NAME}"),
        migrations.RunSQL(only_for_readers_of("accounts_user", NAME), migrations.RunSQL.noop),
    ]
