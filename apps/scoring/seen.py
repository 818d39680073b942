"""The score that a page showed to who decides, to be kept with the decision."""

from __future__ import annotations

from uuid import UUID

from apps.candidates.actions.decisions import Seen
from apps.candidates.models import Candidate
from apps.scoring.models import Score
from apps.scoring.models.contest import with_contested


def seen_on_page(candidate: Candidate, score_id: UUID | None) -> Seen | None:
    """None where the page showed no number, or where it may no longer be seen. In the
    organisation's scope."""
    if score_id is None:
        return None
    shown = Score.objects.without_draws().filter(candidate=candidate, value__isnull=False)
    score = with_contested(shown, consent="consent").filter(pk=score_id).first()
    if score is None or score.value is None or score.low is None or score.high is None:
        return None
    return Seen(
        consent_id=score.consent_id,
        person_id=score.person_id,
        value=score.value,
        interval=(score.low, score.high),
        model_version=score.model_version,
        computed_at=score.computed_at,
        contested=score.contested,
    )
