"""Pairs of accounts with a person's choice of the more influential one, from a CSV file.

Columns (any order, others are not looked at): ``Choice`` (1: A, 0: B), and for A and B each
``FEATURES`` behind ``A_`` or ``B_``: counts, and rates in a time window. A person is a distinct
tuple of the eleven features: the same person stands in many pairs.
"""

from __future__ import annotations

import csv
import hashlib
import io
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from apps.scoring.engine.portable import Floats

FEATURES = (
    "follower_count",
    "following_count",
    "listed_count",
    "mentions_received",
    "retweets_received",
    "mentions_sent",
    "retweets_sent",
    "posts",
    "network_feature_1",
    "network_feature_2",
    "network_feature_3",
)
COLUMNS = ("Choice", *(f"{side}_{name}" for side in "AB" for name in FEATURES))
MOST = 1e10  # no count of accounts is above that
Places = NDArray[np.int64]

type Person = tuple[float, ...]


class PairsError(ValueError):
    """A file that holds no usable pairs. The message names the line and the column."""


@dataclass(frozen=True)
class Pairs:
    """``features`` of shape (persons, 11); ``a`` and ``b`` the places of each pair's persons;
    ``choice`` 1.0 where A was chosen, else 0.0."""

    features: Floats
    a: Places
    b: Places
    choice: Floats
    sha256: str

    def __len__(self) -> int:
        return len(self.choice)

    @property
    def persons(self) -> int:
        return len(self.features)

    def feature(self, name: str) -> Floats:
        """One entry a person."""
        column: Floats = self.features[:, FEATURES.index(name)]
        return column


def read_pairs(path: Path | str) -> Pairs:
    """Raise PairsError for a file that cannot be read, lacks a column or holds a bad value."""
    try:
        content = Path(path).read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise PairsError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise PairsError(f"{path}: no text in UTF-8") from error
    return parse_pairs(text, hashlib.sha256(content).hexdigest())


def parse_pairs(text: str, sha256: str = "") -> Pairs:
    persons: dict[Person, int] = {}
    a, b, choice = [], [], []
    for line, row in _rows(text):
        choice.append(_choice(row, line))
        a.append(persons.setdefault(_person(row, "A", line), len(persons)))
        b.append(persons.setdefault(_person(row, "B", line), len(persons)))
    if not choice:
        raise PairsError("there is no pair in it")
    return Pairs(
        features=np.array([*persons], dtype=np.float64),
        a=np.array(a, dtype=np.int64),
        b=np.array(b, dtype=np.int64),
        choice=np.array(choice, dtype=np.float64),
        sha256=sha256,
    )


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str | None]]]:
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise PairsError(f"line 1: missing columns: {', '.join(missing)}")
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise PairsError(f"line {reader.line_num}: {error}") from error


def _choice(row: Mapping[str, str | None], line: int) -> float:
    told = (row["Choice"] or "").strip()
    if told not in ("0", "1"):
        raise PairsError(f"line {line}, Choice: {told!r} is neither 0 nor 1")
    return float(told)


def _person(row: Mapping[str, str | None], side: str, line: int) -> Person:
    return tuple(_number(row[f"{side}_{name}"], f"line {line}, {side}_{name}") for name in FEATURES)


def _number(told: str | None, where: str) -> float:
    try:
        number = float(told or "")
    except ValueError:
        raise PairsError(f"{where}: {told!r} is no number") from None
    if not (math.isfinite(number) and 0.0 <= number <= MOST):
        raise PairsError(f"{where}: {told!r} does not lie between 0 and {MOST:.0f}")
    return number
