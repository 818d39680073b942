import django.db.models.expressions
from django.db import migrations, models

WALKED = (
    "value",
    "width",
    "reach",
    "engagement",
    "network",
    "accounts",
    "computed_at",
    "state",
)
BEFORE = ("value", "reach", "engagement", "network")  # highest first, and the candidate upwards


class Migration(migrations.Migration):
    """One index for each order of a list, walked in both directions; what is computed from other
    columns is stored, since only a plain column is compared before the wall's own condition."""

    dependencies = [("scoring", "0015_contest_wall")]

    operations = [
        *(
            migrations.RemoveIndex(model_name="standing", name=f"standing_by_{column}")
            for column in BEFORE
        ),
        migrations.AddField(
            model_name="standing",
            name="width",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.expressions.CombinedExpression(
                    models.F("high"), "-", models.F("low")
                ),
                output_field=models.SmallIntegerField(),
            ),
        ),
        migrations.AddField(
            model_name="standing",
            name="accounts",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(models.F("networks"), function="cardinality"),
                output_field=models.SmallIntegerField(),
            ),
        ),
        *(
            migrations.AddIndex(
                model_name="standing",
                index=models.Index(
                    fields=["organisation", column, "candidate"], name=f"standing_by_{column}"
                ),
            )
            for column in WALKED
        ),
    ]
