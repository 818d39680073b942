from apps.scoring.models.score import Score
from apps.scoring.models.standing import Standing, StandingState

__all__ = ["Score", "Standing", "StandingState"]
