from django.db import migrations

WORDS = """
INSERT INTO candidates_word (id, created_at, organisation_id, candidate_id, word)
SELECT gen_random_uuid(), now(), c.organisation_id, c.id, word
FROM candidates_candidate c, candidates_words(c.name, c.email, c.hidden_as) word
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("candidates", "0013_words_wall")]

    operations = [migrations.RunSQL(WORDS, migrations.RunSQL.noop)]
