"""PostgreSQL's binary COPY as arrays, where all rows have the same columns of the same widths.

The format: a head of 19 bytes, then each row as its number of columns (int16) and each column as
its length (int32) and its bytes, then -1 (int16); all numbers big-endian
(https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"). Without a NULL every row
is as wide as the next, and the whole is one array without a loop over rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

HEAD = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
END = b"\xff\xff"
KEY, MOMENT, NUMBER = "V16", "V8", ">i2"  # times are passed on as they came

Rows = NDArray[Any]


class WireError(ValueError):
    """Not the rows that were asked for: the query and the columns do not fit."""


def row_type(columns: Mapping[str, Any]) -> np.dtype[Any]:
    """Of rows with these columns, each a NumPy type of fixed width."""
    fields: list[tuple[str, Any]] = [("columns", ">i2")]
    for name, kind in columns.items():
        fields += [(f"width of {name}", ">i4"), (name, kind)]
    return np.dtype(fields)


def rows_from(parts: Iterable[bytes | memoryview], columns: Mapping[str, Any]) -> Rows:
    """What ``COPY ... TO STDOUT (FORMAT binary)`` sent. Raises WireError."""
    sent, of_row = b"".join(parts), row_type(columns)
    length = len(sent) - len(HEAD) - len(END)
    if not sent.startswith(HEAD) or not sent.endswith(END) or length % of_row.itemsize:
        raise WireError(f"no rows of {of_row.itemsize} bytes each")
    rows: Rows = np.frombuffer(sent, of_row, length // of_row.itemsize, len(HEAD))
    for name, expected in _frame(columns).items():
        if not (rows[name] == expected).all():
            raise WireError(f"{name}: {expected} is needed in each row")
    return rows


def parts_of(values: Mapping[str, Rows], columns: Mapping[str, Any]) -> bytes:
    """What ``COPY ... FROM STDIN (FORMAT binary)`` takes. All values have one entry a row."""
    rows = np.empty(len(values[next(iter(columns))]), row_type(columns))
    for name, expected in _frame(columns).items():
        rows[name] = expected
    for name in columns:
        rows[name] = values[name]
    return b"".join((HEAD, rows.tobytes(), END))


def _frame(columns: Mapping[str, Any]) -> dict[str, int]:
    widths = {f"width of {name}": np.dtype(kind).itemsize for name, kind in columns.items()}
    return {"columns": len(columns), **widths}
