from django.db import migrations

from apps.core.walls import PERSON

# In a person's scope memberships are read, never written: nobody makes themselves an owner.
FORWARDS = f"""
DROP POLICY person ON organisations_membership;
CREATE POLICY person_reads ON organisations_membership FOR SELECT USING (user_id = {PERSON});
"""
BACKWARDS = f"""
DROP POLICY person_reads ON organisations_membership;
CREATE POLICY person ON organisations_membership USING (user_id = {PERSON});
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_operator_finds_by_slug")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
