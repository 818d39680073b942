from django.db import migrations

from apps.scoring.pinning import pin


class Migration(migrations.Migration):
    dependencies = [("scoring", "0004_releases")]

    operations = [pin("prior-2")]
