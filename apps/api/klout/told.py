"""A score in Klout's words."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from apps.api.klout.errors import Nobody
from apps.candidates.models import Candidate
from apps.scoring.models import Score

DAY = timedelta(days=1)
PERIODS = {"dayChange": DAY, "weekChange": 7 * DAY, "monthChange": 30 * DAY}
type Deltas = dict[str, float]


def score_of(candidate: Candidate) -> Score:
    """The one that is shown now. Klout knew nobody without a number."""
    standing = getattr(candidate, "standing", None)
    if standing is None or standing.value is None:
        raise Nobody("There is no score yet.")
    shown = Score.objects.without_draws().defer("result").filter(pk=standing.score_id).first()
    if shown is None:
        raise Nobody
    return shown


def value_of(score: Score) -> float:
    assert score.value is not None
    return float(score.value)


def bucket_of(value: float) -> str:
    """Tens, and the last one holds 100 too."""
    least = min(int(value) // 10 * 10, 90)
    return "90-100" if least == 90 else f"{least}-{least + 9}"


def deltas_of(score: Score) -> Deltas:
    """Against the newest score that is a day, a week and 30 days old, and not twice as old: under
    the same consent and model, since another one counts otherwise. 0.0 where there is none."""
    now = timezone.now()
    before = Score.objects.filter(
        candidate=score.candidate_id,
        consent=score.consent_id,
        model_version=score.model_version,
        value__isnull=False,
        computed_at__gt=now - 2 * max(PERIODS.values()),
    )
    known = list(before.order_by("-computed_at").values_list("computed_at", "value"))
    deltas: Deltas = {}
    for name, period in PERIODS.items():
        past = (value for at, value in known if now - 2 * period < at <= now - period)
        then = next(past, None)
        deltas[name] = 0.0 if then is None else value_of(score) - float(then)
    return deltas
