import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0007_settings_wall")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="list_columns",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), blank=True, null=True, size=None
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="list_size",
            field=models.PositiveSmallIntegerField(default=25),
        ),
    ]
