from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("connections", "0007_grantors_over_the_wall")]

    operations = [
        migrations.AddField(
            model_name="fetch",
            name="baseline",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="fetch",
            name="read_as",
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
