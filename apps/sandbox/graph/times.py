from datetime import UTC, datetime


def moment(at: datetime) -> str:
    """``2026-03-04T08:00:00+0000``"""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}+0000"
