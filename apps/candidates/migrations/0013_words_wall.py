from django.db import migrations

from apps.core.walls import BuildWall, CompositeForeignKey, Wall

# Kept by the database, so that no way of adding or hiding people forgets it. The triggers run as
# the owner: who consents, or is shown again, does so in scopes that may not write these rows.
KEEP = r"""
CREATE FUNCTION candidates_words(name text, email text, hidden_as text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT DISTINCT left(word, 60) FROM unnest(
        regexp_split_to_array(
            candidates_plain(CASE hidden_as WHEN '' THEN name ELSE hidden_as END, '')
            || ' ' || CASE hidden_as WHEN '' THEN candidates_plain(email, '') ELSE '' END,
            '[\s,;:()"''’.@_+/\-]+')
        || CASE hidden_as WHEN '' THEN ARRAY[candidates_plain(email, '')] ELSE '{}'::text[] END
    ) word WHERE word <> ''
$$;

CREATE FUNCTION candidates_words_of_the_new() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO candidates_word (id, created_at, organisation_id, candidate_id, word)
    SELECT gen_random_uuid(), now(), c.organisation_id, c.id, word
    FROM added c, candidates_words(c.name, c.email, c.hidden_as) word;
    RETURN NULL;
END $$;

CREATE FUNCTION candidates_words_anew() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM candidates_word WHERE candidate_id = NEW.id;
    INSERT INTO candidates_word (id, created_at, organisation_id, candidate_id, word)
    SELECT gen_random_uuid(), now(), NEW.organisation_id, NEW.id, word
    FROM candidates_words(NEW.name, NEW.email, NEW.hidden_as) word;
    RETURN NULL;
END $$;

CREATE TRIGGER words_of_the_new AFTER INSERT ON candidates_candidate
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION candidates_words_of_the_new();
CREATE TRIGGER words_anew AFTER UPDATE ON candidates_candidate
    FOR EACH ROW WHEN ((OLD.name, OLD.email, OLD.hidden_as)
        IS DISTINCT FROM (NEW.name, NEW.email, NEW.hidden_as))
    EXECUTE FUNCTION candidates_words_anew();
"""
FORGET = """
DROP TRIGGER words_anew ON candidates_candidate;
DROP TRIGGER words_of_the_new ON candidates_candidate;
DROP FUNCTION candidates_words_anew();
DROP FUNCTION candidates_words_of_the_new();
DROP FUNCTION candidates_words(text, text, text);
"""


class Migration(migrations.Migration):
    dependencies = [("candidates", "0012_words")]

    operations = [
        BuildWall("candidates_word", Wall(organisation="organisation_id")),
        CompositeForeignKey(
            "candidates_word",
            ("organisation_id", "candidate_id"),
            "candidates_candidate",
            ("organisation_id", "id"),
        ),
        migrations.RunSQL(KEEP, FORGET),
    ]
