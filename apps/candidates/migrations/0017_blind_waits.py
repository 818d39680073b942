from django.db import migrations

# Two at once must not each decide by what stood there before the other: who is hidden is worked out
# once the candidates are ours, and by openings that nobody is switching.
WAIT = """
CREATE OR REPLACE FUNCTION candidates_hide(of_candidates uuid[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path = public, pg_temp AS $$
    SELECT 1 FROM candidates_candidate WHERE id = ANY(of_candidates) ORDER BY id
    FOR NO KEY UPDATE;
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

CREATE OR REPLACE FUNCTION candidates_hide_applicants() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM candidates_opening
    WHERE id IN (SELECT opening_id FROM changed) ORDER BY id FOR KEY SHARE;
    PERFORM candidates_hide(array(
        SELECT DISTINCT x.candidate_id FROM changed x JOIN candidates_opening o ON o.id = x.opening_id
        WHERE o.blind ORDER BY 1));
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("candidates", "0016_terms_of_those_who_are_here")]

    operations = [migrations.RunSQL(WAIT, migrations.RunSQL.noop)]
