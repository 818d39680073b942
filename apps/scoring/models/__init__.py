from apps.scoring.models.contest import Contest, Outcome
from apps.scoring.models.notice import Notice, NoticeKind
from apps.scoring.models.release import Release, ReleaseState
from apps.scoring.models.run import Chunk, ChunkState, Run, RunKind, RunState
from apps.scoring.models.score import Score
from apps.scoring.models.shadow import ShadowScore
from apps.scoring.models.standing import Standing, StandingState

__all__ = [
    "Chunk",
    "ChunkState",
    "Contest",
    "Notice",
    "NoticeKind",
    "Outcome",
    "Release",
    "ReleaseState",
    "Run",
    "RunKind",
    "RunState",
    "Score",
    "ShadowScore",
    "Standing",
    "StandingState",
]
