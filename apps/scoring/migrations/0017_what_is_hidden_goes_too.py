from django.db import migrations

from apps.core.cascades import cascading

# What an organisation may not see it cannot delete: the database does, with what it belongs to.
HIDDEN = (
    ("scoring_contest", "candidate_id", "candidates_candidate"),
    ("scoring_contest", "consent_id", "candidates_consent"),
    ("scoring_score", "candidate_id", "candidates_candidate"),
    ("scoring_score", "consent_id", "candidates_consent"),
    ("scoring_shadowscore", "candidate_id", "candidates_candidate"),
    ("scoring_standing", "candidate_id", "candidates_candidate"),
    ("scoring_standing", "score_id", "scoring_score"),
)


class Migration(migrations.Migration):
    dependencies = [("scoring", "0016_lists_walk_along")]

    operations = [cascading(table, column, target) for table, column, target in HIDDEN]
    operations += [cascading("scoring_contest", "score_id", "scoring_score", forgets=True)]
