from django.db import migrations

from apps.core.definer import for_everybody, only_for_readers_of

FUNCTIONS = (
    "candidates_consent_networks(uuid)",
    "candidates_may_mail(uuid)",
    "candidates_fix_weights(uuid)",
)


class Migration(migrations.Migration):
    dependencies = [("candidates", "0006_end_what_tells_of_sharing")]

    operations = [
        migrations.RunSQL(
            only_for_readers_of("candidates_consent", *FUNCTIONS), for_everybody(*FUNCTIONS)
        )
    ]
