"""Two made-up people, to show what a comparison looks like before there is one."""

from apps.core.charts.lane import Lane, lane
from apps.core.charts.stack import Points
from apps.core.charts.whisker import Interval


def lanes() -> list[Lane]:
    return [
        lane(
            name="Person A",
            interval=Interval(71, 64, 77),
            points=Points(reach=26, engagement=27, network=18),
        ),
        lane(
            name="Person B",
            interval=Interval(63, 57, 69),
            points=Points(reach=24, engagement=21, network=18),
        ),
    ]
