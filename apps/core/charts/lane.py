"""One person's lane in a comparison: whisker above, stacked bar below, a drop line between."""

from dataclasses import dataclass

from apps.core.charts.scale import Tick
from apps.core.charts.stack import Points, Stack, stack
from apps.core.charts.whisker import Interval, Whisker, whisker


@dataclass(frozen=True, slots=True)
class Lane:
    """`url` may be empty: then the name is no link."""

    name: str
    url: str
    whisker: Whisker
    stack: Stack

    @property
    def grid(self) -> tuple[Tick, ...]:
        return self.whisker.grid


def lane(*, name: str, interval: Interval, points: Points, url: str = "") -> Lane:
    """The points must add up to the score: the drop line from the dot ends at the bar's end."""
    if points.total != interval.score:
        message = f"{points.total} points do not add up to a score of {interval.score}"
        raise ValueError(message)
    return Lane(name, url, whisker(interval, dense=True), stack(points))
