from django.db import migrations

from apps.core.cascades import cascading

# What an organisation may not see it cannot delete: the database does, with what it belongs to.
HIDDEN = (
    ("candidates_consent", "candidate_id", "candidates_candidate"),
    ("candidates_consent", "invitation_id", "candidates_invitation"),
    ("candidates_decline", "candidate_id", "candidates_candidate"),
    ("candidates_decline", "invitation_id", "candidates_invitation"),
    ("candidates_seenscore", "consent_id", "candidates_consent"),
    ("candidates_seenscore", "decision_id", "candidates_decision"),
    ("candidates_withdrawal", "consent_id", "candidates_consent"),
)


class Migration(migrations.Migration):
    dependencies = [("candidates", "0014_words_of_those_who_are_here")]

    operations = [cascading(table, column, target) for table, column, target in HIDDEN]
