from django.db import migrations

from apps.candidates.models.decision import MINE
from apps.candidates.models.note import Note
from apps.core.walls import BuildWall, CompositeForeignKey, Wall

TENANT = ("organisation_id", "id")
NOTES_PERSON = Note.wall.person_reads

# Whoever adds people, in whatever way, need not think of it. Nothing here sees over the wall.
HIDE = """
CREATE FUNCTION candidates_hide(of_candidates uuid[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path = public, pg_temp AS $$
    UPDATE candidates_candidate c SET hidden_as = coalesce(now_hidden.code, '')
    FROM (
        SELECT each.id, (
            SELECT translate(substr(md5(a.id::text), 1, 6), '0123456789abcdef', '23456789BFHKMRTX')
            FROM candidates_application a JOIN candidates_opening o ON o.id = a.opening_id
            WHERE a.candidate_id = each.id AND o.blind AND NOT EXISTS (
                SELECT 1 FROM candidates_decision d
                WHERE d.application_id = a.id AND d.kind <> 'hold')
            ORDER BY a.id LIMIT 1) AS code
        FROM unnest(of_candidates) each(id)) now_hidden
    WHERE c.id = now_hidden.id AND (c.hidden_as = '') <> (now_hidden.code IS NULL)
$$;

CREATE FUNCTION candidates_hide_applicants() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM candidates_hide(array(
        SELECT DISTINCT x.candidate_id FROM changed x JOIN candidates_opening o ON o.id = x.opening_id
        WHERE o.blind ORDER BY 1));
    RETURN NULL;
END $$;

CREATE FUNCTION candidates_show_the_decided() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM candidates_hide(array(
        SELECT DISTINCT a.candidate_id FROM changed x
        JOIN candidates_application a ON a.id = x.application_id ORDER BY 1));
    RETURN NULL;
END $$;

CREATE FUNCTION candidates_blind_was_switched() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.blind AND EXISTS (SELECT 1 FROM candidates_application WHERE opening_id = NEW.id) THEN
        RAISE EXCEPTION 'a blind opening with people in it stays blind' USING ERRCODE = '23514';
    END IF;
    PERFORM candidates_hide(array(
        SELECT candidate_id FROM candidates_application WHERE opening_id = NEW.id ORDER BY 1));
    RETURN NULL;
END $$;

CREATE TRIGGER hide_applicants AFTER INSERT ON candidates_application
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION candidates_hide_applicants();
CREATE TRIGGER show_the_gone AFTER DELETE ON candidates_application
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION candidates_hide_applicants();
CREATE TRIGGER show_the_decided AFTER INSERT ON candidates_decision
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION candidates_show_the_decided();
CREATE TRIGGER blind_was_switched AFTER UPDATE OF blind ON candidates_opening
    FOR EACH ROW WHEN (OLD.blind <> NEW.blind)
    EXECUTE FUNCTION candidates_blind_was_switched();
"""
SHOW = """
DROP TRIGGER blind_was_switched ON candidates_opening;
DROP TRIGGER show_the_decided ON candidates_decision;
DROP TRIGGER show_the_gone ON candidates_application;
DROP TRIGGER hide_applicants ON candidates_application;
DROP FUNCTION candidates_blind_was_switched();
DROP FUNCTION candidates_show_the_decided();
DROP FUNCTION candidates_hide_applicants();
DROP FUNCTION candidates_hide(uuid[]);
"""
REFERENCES = [
    ("decision", "application"),
    ("seenscore", "decision"),
    ("seenscore", "consent"),
    ("note", "candidate"),
    ("note", "opening"),
]


class Migration(migrations.Migration):
    dependencies = [("candidates", "0010_decisions")]

    operations = [
        BuildWall("candidates_decision", Wall(organisation="organisation_id", person_reads=MINE)),
        BuildWall(
            "candidates_seenscore",
            Wall(
                organisation="organisation_id",
                person="person_id",
                organisation_if="cardinality(candidates_consent_networks(consent_id)) > 0",
            ),
        ),
        BuildWall(
            "candidates_note", Wall(organisation="organisation_id", person_reads=NOTES_PERSON)
        ),
        *[
            CompositeForeignKey(
                f"candidates_{child}",
                ("organisation_id", f"{parent}_id"),
                f"candidates_{parent}",
                TENANT,
            )
            for child, parent in REFERENCES
        ],
        migrations.RunSQL(HIDE, SHOW),
    ]
