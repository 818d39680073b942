from apps.scoring.models.release import Release, ReleaseState
from apps.scoring.models.score import Score
from apps.scoring.models.standing import Standing, StandingState

__all__ = ["Release", "ReleaseState", "Score", "Standing", "StandingState"]
