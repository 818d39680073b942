from django.db import migrations

# Whoever linked before now was the account itself.
SAME = "UPDATE connections_connection SET grantor_key = account_key WHERE grantor_key = ''"


class Migration(migrations.Migration):
    dependencies = [("connections", "0005_grantor")]

    operations = [migrations.RunSQL(SAME, migrations.RunSQL.noop)]
