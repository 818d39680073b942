from django.db import migrations

from apps.core.definer import only_for_readers_of

# Whoever joins an opening with a score that the team can see: from then on its weights stay.
FIX = """
CREATE FUNCTION scoring_fix_weights_of_joined() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE candidates_opening o SET weights_fixed_at = now()
    WHERE o.id = NEW.opening_id AND o.organisation_id = NEW.organisation_id
      AND o.weights_fixed_at IS NULL AND EXISTS (
        SELECT 1 FROM scoring_score s
        WHERE s.organisation_id = NEW.organisation_id AND s.candidate_id = NEW.candidate_id
          AND s.visible_until > now());
    RETURN NULL;
END $$;
CREATE TRIGGER weights_stay_for_who_joins AFTER INSERT ON candidates_application
FOR EACH ROW EXECUTE FUNCTION scoring_fix_weights_of_joined();
"""
UNFIX = """
DROP TRIGGER weights_stay_for_who_joins ON candidates_application;
DROP FUNCTION scoring_fix_weights_of_joined();
"""
NAME = "scoring_fix_weights_of_joined()"


class Migration(migrations.Migration):
    dependencies = [("scoring", "0010_notices_wall"), ("candidates", "0008_weights_stay")]

    operations = [
        migrations.RunSQL(FIX, UNFIX),
        migrations.RunSQL(only_for_readers_of("scoring_score", NAME), migrations.RunSQL.noop),
    ]
