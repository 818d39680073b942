from django.db import migrations

# The plan of a function is kept by each connection. One that was made while the table was empty
# read all of it for each event from then on, until statistics were taken anew.
BY_INDEX = "ALTER FUNCTION audit_seal_event() SET enable_seqscan TO off"
AS_BEFORE = "ALTER FUNCTION audit_seal_event() RESET enable_seqscan"


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_platform_chain")]

    operations = [migrations.RunSQL(BY_INDEX, AS_BEFORE)]
