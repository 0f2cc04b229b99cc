"""The rows as Arrow columns; no value is changed on the way."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from work import AMOUNTS, KINDS, Work


def decimals(fen: np.ndarray, precision: int, scale: int = 2) -> pa.Array:
    """Integers as decimal128: the low half, and the sign as the high half."""
    halves = np.empty((len(fen), 2), np.int64)
    halves[:, 0] = fen
    halves[:, 1] = fen >> 63
    return pa.Array.from_buffers(pa.decimal128(precision, scale), len(fen), [None, pa.py_buffer(halves)])


def coefficients(column: pa.ChunkedArray | pa.Array, scale: int = 2) -> np.ndarray:
    """decimal128 back to integers of that scale; the type's own scale must be at most that."""
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    low = np.frombuffer(column.buffers()[1], np.int64)[2 * column.offset :][: 2 * len(column) : 2]
    return low * 10 ** (scale - column.type.scale)


def table(work: Work, rows: int, precisions: dict[str, int] | None = None) -> pa.Table:
    """The projects: decimal128(18, 2) unless told otherwise, and the words of the kinds."""
    columns = {"id": pa.array(np.arange(rows, dtype=np.int64))}
    for name in AMOUNTS:
        columns[name] = decimals(work.columns[name][:rows], (precisions or {}).get(name, 18))
    columns["kind"] = pa.DictionaryArray.from_arrays(
        pa.array(work.columns["kind"][:rows].astype(np.int8)), pa.array(KINDS)
    )
    columns["registered"] = pa.array(work.columns["registered"][:rows].astype(bool))
    columns["unit"] = pa.array(work.columns["unit"][:rows].astype(np.int64))
    return pa.table(columns)


#: Digits that hold every amount of the work.
TIGHTEST = {
    "tax_revenue": 9,
    "incentive_paid": 9,
    "fixed_assets": 11,
    "target_fixed_assets": 11,
    "actual_fdi_usd": 9,
}
