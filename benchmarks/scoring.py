"""How fast many people are scored: each part beside the bare work that it cannot do without.

Run from the project's root, where a database server is at hand:
``python -m benchmarks.scoring [--people N] [--only PART] [--check]``. ``--only arrays`` and
``--only intervals`` need no server.

- arrays: the engine against the bare NumPy operations of its formulas;
- intervals: one person with the interval of 400 draws against the same without;
- database: a whole shadow run, from database to database, against a bare COPY of the same rows.

Runs of both sides take turns, and medians count. The folder ``benchmarks/score`` says what exactly
each side does.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from apps.scoring.engine.model import ScoreModel, load_model
from benchmarks.score import arrays, database, intervals

FOLDER = Path(__file__).parent.parent / "apps" / "scoring" / "engine" / "models"
PARTS = ("arrays", "intervals", "database")
STEPS = (10_000, 100_000)
ROUNDS = {10_000: 7, 100_000: 5}  # of the database, else 3: they are long enough to be steady
GROWTH = 2.0  # the time for one person among all may grow so much from the least to the most people
HEAD = """| what | people | here | bare | ratio | bound | a person |
|---|---|---|---|---|---|---|"""


@dataclass(frozen=True)
class Row:
    """Seconds of both sides. ``people``: how many were scored in that time."""

    what: str
    people: int
    here: float
    bare: float
    bound: float

    @property
    def ratio(self) -> float:
        return self.here / self.bare

    @property
    def each(self) -> float:
        """Microseconds for one person."""
        return self.here / self.people * 1e6

    def __str__(self) -> str:
        times = f"{_time(self.here)} | {_time(self.bare)} | {self.ratio:.2f} | {self.bound:g}"
        return f"| {self.what} | {self.people:,} | {times} | {self.each:,.1f} us |"


def _time(seconds: float) -> str:
    return f"{seconds * 1e3:.2f} ms" if seconds < 0.1 else f"{seconds:.2f} s"


def of_arrays(model: ScoreModel, sizes: list[int]) -> Iterator[Row]:
    for people in sizes:
        found = arrays.measure(model, people)
        yield Row("scores and contributions", people, found.engine, found.bare, arrays.BOUND)


def of_intervals(model: ScoreModel) -> Iterator[Row]:
    for found in intervals.measure(model):
        accounts = "account" if found.accounts == 1 else "accounts"
        what = f"interval, {found.accounts} {accounts}, {found.reactions:,} reactions"
        yield Row(what, 1, found.whole / 1e3, found.bare / 1e3, intervals.BOUND)


def of_database(model: ScoreModel, sizes: list[int]) -> Iterator[Row]:
    for found in database.measure(model, sizes, [ROUNDS.get(size, 3) for size in sizes]):
        yield Row("database to database", found.people, found.run, found.bare, database.BOUND)


def problems(rows: list[Row]) -> list[str]:
    """What does not keep its bound: a ratio, or the growth of the time for one person."""
    missed = [f"{row.what}, {row.people:,}: {row.ratio:.2f}" for row in rows if not _keeps(row)]
    for what in sorted({row.what for row in rows}):
        same = [row for row in rows if row.what == what]
        growth = same[-1].each / same[0].each
        if growth > GROWTH:
            missed.append(f"{what}: the time for one person grew {growth:.2f} times")
    return missed


def _keeps(row: Row) -> bool:
    return row.ratio <= row.bound


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--people", type=int, default=100_000, help="at most")
    parser.add_argument("--only", choices=PARTS, action="append", help="may be given twice")
    parser.add_argument("--model", default="fitted-1", help="a version that ships with the program")
    parser.add_argument("--check", action="store_true", help="fail above the stated bounds")
    asked = parser.parse_args()
    model = load_model(FOLDER / f"{asked.model}.json")
    sizes = [*(step for step in STEPS if step < asked.people), asked.people]
    parts = {
        "arrays": lambda: of_arrays(model, sizes),
        "intervals": lambda: of_intervals(model),
        "database": lambda: of_database(model, sizes),
    }
    print(f"{model.version}: {len(model.networks)} networks, {len(model.leaves)} leaves\n{HEAD}")
    rows: list[Row] = []
    for part in asked.only or PARTS:
        for row in parts[part]():
            print(row, flush=True)
            rows.append(row)
    missed = problems(rows)
    print("\n".join(missed) or "all within their bounds")
    return int(asked.check and bool(missed))


if __name__ == "__main__":
    raise SystemExit(main())
