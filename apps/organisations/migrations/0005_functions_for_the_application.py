from django.db import migrations

from apps.core.definer import for_everybody, only_for_readers_of

FUNCTION = "organisations_id_of_slug(text)"


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_members_only_read")]

    operations = [
        migrations.RunSQL(
            only_for_readers_of("organisations_organisation", FUNCTION), for_everybody(FUNCTION)
        )
    ]
