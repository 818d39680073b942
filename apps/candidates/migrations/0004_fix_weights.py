from django.db import migrations

from apps.core.walls import ORGANISATION, PERSON

# Scoring writes in the person's scope, which may not write openings: this one column it may set,
# and only for a candidate whom the open scope sees.
FIX_WEIGHTS = f"""
CREATE FUNCTION candidates_fix_weights(scored uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE candidates_opening o SET weights_fixed_at = now()
    FROM candidates_application a JOIN candidates_candidate c ON c.id = a.candidate_id
    WHERE a.opening_id = o.id AND o.weights_fixed_at IS NULL AND c.id = scored
      AND (c.organisation_id = {ORGANISATION} OR c.person_id = {PERSON})
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("candidates", "0003_mailing")]

    operations = [
        migrations.RunSQL(FIX_WEIGHTS, "DROP FUNCTION candidates_fix_weights(uuid);"),
    ]
