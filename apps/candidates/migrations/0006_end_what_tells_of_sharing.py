from django.db import migrations

from apps.core.walls import ORGANISATION

# Policies see other tables through their own policies: of consents, the active ones alone.
MINE = f"organisation_id = {ORGANISATION}"
SHARED_NOW = """
split_part(verb, '.', 1) NOT IN ('consent', 'score') OR EXISTS (
    SELECT 1 FROM candidates_consent c
    WHERE (c.id = audit_event.subject_id OR c.candidate_id = audit_event.subject_id)
      AND c.granted_at <= audit_event.created_at)
"""
FORWARDS = f"""
DROP POLICY organisation ON audit_event;
CREATE POLICY organisation ON audit_event
USING ({MINE} AND ({SHARED_NOW})) WITH CHECK ({MINE});
"""
BACKWARDS = f"""
DROP POLICY organisation ON audit_event;
CREATE POLICY organisation ON audit_event USING ({MINE}) WITH CHECK ({MINE});
"""


class Migration(migrations.Migration):
    dependencies = [("candidates", "0005_networks_one_by_one"), ("audit", "0002_wall")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
