from django.db import migrations

# Openings that somebody joined with a score before there was a trigger for it.
FIX = """
UPDATE candidates_opening o SET weights_fixed_at = now()
WHERE o.weights_fixed_at IS NULL AND EXISTS (
    SELECT 1 FROM candidates_application a JOIN scoring_score s ON s.candidate_id = a.candidate_id
    WHERE a.opening_id = o.id AND s.visible_until > now());
"""


class Migration(migrations.Migration):
    dependencies = [("scoring", "0011_weights_stay_for_who_joins")]

    operations = [migrations.RunSQL(FIX, migrations.RunSQL.noop)]
