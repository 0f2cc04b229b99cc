"""The measured work R1-R6: its rows, made in C++ from a fixed seed, and what must come out.

docs/performance.md describes the rules. Amounts are integers, fen or cents.
"""

from __future__ import annotations

import ctypes
import dataclasses
import pathlib

import numpy as np

SEED = 20100101
ROW_OUTPUTS = ("bonus", "finder", "tier", "met", "total")
UNIT_OUTPUTS = ("sum", "met", "rank", "prize")
KINDS = ("township", "department", "introducer")

# In the order of WorkColumnId in work_library.h.
_COLUMNS = {
    "tax_revenue": np.int64,
    "incentive_paid": np.int64,
    "fixed_assets": np.int64,
    "target_fixed_assets": np.int64,
    "actual_fdi_usd": np.int64,
    "unit": np.int32,
    "kind": np.uint8,
    "registered": np.uint8,
    "bonus": np.int64,
    "finder": np.int64,
    "tier": np.int64,
    "met": np.uint8,
    "total": np.int64,
}
AMOUNTS = tuple(_COLUMNS)[:5]


@dataclasses.dataclass
class Answers:
    """Everything that a contender computed: integers, by name of the output."""

    rows: dict[str, np.ndarray]
    units: dict[str, np.ndarray] | None = None

    def differences(self, expected: Answers) -> list[str]:
        """One line for each output that differs anywhere."""
        found = []
        for ours, theirs in ((self.rows, expected.rows), (self.units, expected.units)):
            for name, values in (theirs or {}).items():
                if ours is None or len(ours[name]) != len(values):
                    found.append(f"{name}: missing")
                    continue
                wrong = np.flatnonzero(np.asarray(ours[name]) != values)
                if len(wrong):
                    at = wrong[0]
                    found.append(
                        f"{name}: {len(wrong)} of {len(values)} differ, the first at {at}: "
                        f"{ours[name][at]}, not {values[at]}"
                    )
        return found


class Work:
    """The rows and the C++ contenders. `library` is build/release/lib/libwork_library.so."""

    def __init__(self, library: pathlib.Path, rows: int) -> None:
        self._library = ctypes.CDLL(str(library))
        for name, result, arguments in (
            ("work_new", ctypes.c_void_p, [ctypes.c_size_t, ctypes.c_uint64]),
            ("work_free", None, [ctypes.c_void_p]),
            ("work_units", ctypes.c_size_t, []),
            ("work_isa", ctypes.c_char_p, []),
            ("work_column", ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_int]),
            ("work_by_hand", None, [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t, ctypes.c_int]),
            ("work_by_engine", ctypes.c_int, [ctypes.c_void_p, ctypes.c_int]),
            ("work_engine_results", None, [ctypes.c_void_p]),
        ):
            function = getattr(self._library, name)
            function.restype, function.argtypes = result, arguments
        self.rows = rows
        self.unit_count = self._library.work_units()
        self.isa = self._library.work_isa().decode()
        self._work = self._library.work_new(rows, SEED)
        if not self._work:
            raise MemoryError
        self.columns = {
            name: self._view(index, dtype, rows) for index, (name, dtype) in enumerate(_COLUMNS.items())
        }

    def close(self) -> None:
        """Frees the rows; nothing of `columns` may be used afterwards."""
        self._library.work_free(self._work)
        self._work = None

    def _view(self, index: int, dtype: type, count: int) -> np.ndarray:
        address = self._library.work_column(self._work, index)
        size = np.dtype(dtype).itemsize * count
        return np.frombuffer((ctypes.c_char * size).from_address(address), dtype)

    def by_hand(self, rows: int, units: bool, plain: bool = False) -> None:
        """H, or the loop that a user would write, over the first rows."""
        self._library.work_by_hand(self._work, int(plain), rows, int(units))

    def by_engine(self, units: bool) -> None:
        """The engine over tables that were bound beforehand."""
        if not self._library.work_by_engine(self._work, int(units)):
            raise RuntimeError("the engine failed")

    def copy_engine_results(self) -> None:
        """Puts what by_engine computed where by_hand puts it."""
        self._library.work_engine_results(self._work)

    def outputs(self, rows: int, units: bool) -> Answers:
        """A copy of what was computed last."""
        found = Answers({name: self.columns[name][:rows].astype(np.int64) for name in ROW_OUTPUTS})
        if units:
            table = self._view(len(_COLUMNS), np.int64, 4 * self.unit_count).reshape(-1, 4)
            found.units = {name: table[:, i].copy() for i, name in enumerate(UNIT_OUTPUTS)}
        return found
