"""The score over weeks: a band for the interval, a line for the score, and what happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from apps.core.charts.scale import Scale, percent, plain, round_up

USUAL_LOW, USUAL_HIGH, STEP = 20, 80, 20
GAP = timedelta(days=10)
MOST_LABELS = 7


@dataclass(frozen=True, slots=True)
class Reading:
    """One week's score with its 80 % interval, and the ``model`` that it was computed by."""

    on: date
    score: int
    low: int
    high: int
    model: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that explains a change, such as "Instagram linked"."""

    on: date
    label: str


@dataclass(frozen=True, slots=True)
class Level:
    at: str
    label: int


@dataclass(frozen=True, slots=True)
class Week:
    """A label under the chart; `narrow` ones stay on a phone, where there is less room."""

    at: str
    on: date
    narrow: bool
    anchor: str


@dataclass(frozen=True, slots=True)
class Mark:
    at: str
    label: str
    anchor: str
    shift: int
    row: int


@dataclass(frozen=True, slots=True)
class Run:
    """Weeks without a gap: points of a polygon and of a line, in a square of 100 by 100."""

    band: str
    line: str
    alone: bool
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: ``what`` explains the step to it, ``gap`` says that weeks before it are
    missing."""

    reading: Reading
    what: str
    gap: bool


@dataclass(frozen=True, slots=True)
class History:
    readings: tuple[Reading, ...]
    rows: tuple[Row, ...]
    levels: tuple[Level, ...]
    runs: tuple[Run, ...]
    weeks: tuple[Week, ...]
    marks: tuple[Mark, ...]
    end: str

    @property
    def first(self) -> Reading:
        return self.readings[0]

    @property
    def last(self) -> Reading:
        return self.readings[-1]

    @property
    def gaps(self) -> int:
        return len(self.runs) - 1

    @property
    def has_notes(self) -> bool:
        return any(row.what or row.gap for row in self.rows)


def history(readings: Iterable[Reading], events: Iterable[Event] = ()) -> History | None:
    """The chart, or None with fewer than two readings: one point is no history.

    The scale shows 20 to 80 and widens in steps of 20 when an interval goes beyond.
    Weeks more than 10 days apart are not joined.
    """
    ordered = tuple(sorted(readings, key=lambda reading: reading.on))
    if len(ordered) < 2:
        return None
    height, happened = _height(ordered), tuple(events)
    time = Scale(ordered[0].on.toordinal(), ordered[-1].on.toordinal())
    return History(
        readings=ordered,
        rows=_rows(ordered, happened),
        levels=tuple(
            Level(_down(height, n), n)
            for n in range(round(height.low), round(height.high) + 1, STEP)
        ),
        runs=tuple(_run(part, time, height) for part in _without_gaps(ordered)),
        weeks=_weeks(ordered, time),
        marks=_marks(happened, ordered, time),
        end=_down(height, ordered[-1].score),
    )


def _rows(readings: Sequence[Reading], events: Sequence[Event]) -> tuple[Row, ...]:
    first = {run[0].on for run in _without_gaps(readings)[1:]}
    what = {event.on: event.label for event in events}
    return tuple(Row(each, what.get(each.on, ""), each.on in first) for each in readings)


def _height(readings: Sequence[Reading]) -> Scale:
    low = min(reading.low for reading in readings)
    high = max(reading.high for reading in readings)
    return Scale(min(USUAL_LOW, low // STEP * STEP), max(USUAL_HIGH, round_up(high, STEP)))


def _down(height: Scale, value: float) -> str:
    return percent(100 - height.share(value))


def _without_gaps(readings: Sequence[Reading]) -> list[list[Reading]]:
    runs: list[list[Reading]] = []
    for reading in readings:
        if runs and reading.on - runs[-1][-1].on <= GAP:
            runs[-1].append(reading)
        else:
            runs.append([reading])
    return runs


def _run(readings: Sequence[Reading], time: Scale, height: Scale) -> Run:
    def point(reading: Reading, value: int) -> str:
        x, y = time.share(reading.on.toordinal()), 100 - height.share(value)
        return f"{plain(x)},{plain(y)}"

    upper = [point(reading, reading.high) for reading in readings]
    lower = [point(reading, reading.low) for reading in reversed(readings)]
    return Run(
        band=" ".join(upper + lower),
        line=" ".join(point(reading, reading.score) for reading in readings),
        alone=len(readings) == 1,
        x=time.at(readings[0].on.toordinal()),
        y=_down(height, readings[0].score),
    )


def _weeks(readings: Sequence[Reading], time: Scale) -> tuple[Week, ...]:
    every = -(-len(readings) // MOST_LABELS)
    shown = list(reversed(readings))[::every][::-1]
    return tuple(
        Week(
            at=time.at(reading.on.toordinal()),
            on=reading.on,
            narrow=(len(shown) - 1 - n) % 2 == 0,
            anchor="end" if reading is readings[-1] else "middle",
        )
        for n, reading in enumerate(shown)
    )


def _marks(events: Iterable[Event], readings: Sequence[Reading], time: Scale) -> tuple[Mark, ...]:
    """Labels alternate between two rows, so that neighbours stay apart on a phone."""
    within = [event for event in events if readings[0].on <= event.on <= readings[-1].on]
    ordered = sorted(within, key=lambda event: event.on)
    return tuple(_mark(event, time, row=12 + 16 * (n % 2)) for n, event in enumerate(ordered))


def _mark(event: Event, time: Scale, *, row: int) -> Mark:
    share = time.share(event.on.toordinal())
    late = share > 75
    return Mark(percent(share), event.label, "end" if late else "start", -6 if late else 6, row)
