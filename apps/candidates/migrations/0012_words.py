import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import apps.core.models.base

# Pure, and of nothing but the database's own functions: a generated column and an index rest on it.
PLAIN = r"""
CREATE FUNCTION candidates_plain(name text, hidden_as text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT left(lower(replace(replace(replace(translate(
        regexp_replace(
            normalize(CASE hidden_as WHEN '' THEN name ELSE 'person ' || hidden_as END, NFKD),
            '[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]', '', 'g'),
        'łŁøØđĐıÆŒ', 'lLoOdDiæœ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')), 120)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("candidates", "0011_blind")]

    operations = [
        migrations.RunSQL(PLAIN, "DROP FUNCTION candidates_plain(text, text)"),
        migrations.AddField(
            model_name="candidate",
            name="sorted_name",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.F("name"), models.F("hidden_as"), function="candidates_plain"
                ),
                output_field=models.TextField(db_collation="C"),
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                fields=["organisation", "sorted_name", "id"], name="candidate_by_name"
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                fields=["organisation", "opening", "status", "candidate"],
                name="application_by_status",
            ),
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=apps.core.models.base.identifier,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("word", models.TextField(db_collation="C")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="candidates.candidate",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation", "word", "candidate"], name="word_of_candidates"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "candidate", "word"), name="each_word_once"
                    )
                ],
            },
        ),
    ]
