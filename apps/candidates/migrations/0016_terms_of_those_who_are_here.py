from django.db import migrations

# Whoever closed openings before there was a term is looked at once; the run plans what follows.
PLAN = """
INSERT INTO core_due (id, created_at, kind, wall, wall_id, subject_id, due_at)
SELECT gen_random_uuid(), now(), 'organisation.retention', 'organisation', o.id, o.id, now()
FROM organisations_organisation o
WHERE EXISTS (SELECT 1 FROM candidates_opening p
              WHERE p.organisation_id = o.id AND p.closed_at IS NOT NULL)
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0015_what_is_hidden_goes_too"),
        ("core", "0001_initial"),
        ("organisations", "0007_settings_wall"),
    ]

    operations = [migrations.RunSQL(PLAN, migrations.RunSQL.noop)]
