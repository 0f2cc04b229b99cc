"""Cumulative withholding of the wages of a million persons, twelve months each: the worked policy
`policies/wage-withholding` as it stands, every figure held against arithmetic that knows nothing of Remit.

    build/compare/bin/python benchmarks/recurrence/withholding.py [--persons N] [--in-order]
    build/compare/bin/python benchmarks/recurrence/withholding.py --persons 100000 --csv FOLDER

Each person has twelve months in a row, from January or from a later month on, so that the last ones
belong to the year after; there are bonuses, idle months, and incomes that end at the edges of the
brackets. The rows come in no order, unless `--in-order` is given. The comparison goes the other way
that was published: the whole amount at the rate of its bracket, less the quick deduction, in whole
numbers of fen. With `--csv` the table is written for `remit run`, and `expected.csv` beside it.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import resource
import sys
import time

_TOP = pathlib.Path(__file__).resolve().parents[2]
os.environ.setdefault("REMIT_LIBRARY", str(_TOP / "build" / "release" / "lib" / "libremit.so.1"))
sys.path.insert(0, str(_TOP / "bindings" / "python"))

import numpy as np  # noqa: E402 - the environment comes first
import pyarrow as pa  # noqa: E402
import pyarrow.csv  # noqa: E402

POLICY = _TOP / "policies" / "wage-withholding" / "en" / "policy.remit"
MONTHS = 12
EDGES = np.array([36_000, 144_000, 300_000, 420_000, 660_000, 960_000]) * 100
RATES = np.array([3, 10, 20, 25, 30, 35, 45])
QUICK = np.array([0, 2_520, 16_920, 31_920, 52_920, 85_920, 181_920]) * 100
ALLOWANCE = 5_000_00
KEY = ("employee", "tax_year", "month_no")
AMOUNTS = ("income", "exempt", "special", "special_additional", "other_deductions")


def wages(persons: int) -> dict[str, np.ndarray]:
    """Columns of fen and whole numbers, a line for each person and a column for each month."""
    random = np.random.default_rng(61)
    base = random.integers(3_000_00, 60_000_00, (persons, 1))
    income = np.repeat(base, MONTHS, axis=1)
    bonus = random.random((persons, MONTHS)) < 0.03
    income += bonus * random.integers(0, 400_000_00, (persons, MONTHS))
    income[random.random((persons, MONTHS)) < 0.03] = 0
    first = np.where(random.random((persons, 1)) < 0.8, 0, random.integers(1, 12, (persons, 1)))
    month = first + np.arange(MONTHS)
    at_edge = np.arange(persons) % 50 == 0  # a fen below, at and above an edge at the year's end
    edge = EDGES[random.integers(0, len(EDGES), persons)] + random.integers(-1, 2, persons)
    income[at_edge] = (edge // MONTHS + ALLOWANCE)[at_edge, None]
    income[at_edge, -1] += (edge % MONTHS)[at_edge]
    first[at_edge], month[at_edge] = 0, np.arange(MONTHS)
    plain = ~at_edge[:, None]
    return {
        "person": np.repeat(np.arange(persons)[:, None], MONTHS, axis=1),
        "tax_year": 2019 + month // 12,
        "month_no": month % 12 + 1,
        "income": income,
        "exempt": plain * (month % 5 == 4) * random.integers(0, 500_00, (persons, MONTHS)),
        "special": plain * random.integers(0, 3_000_00, (persons, 1)) * np.ones(MONTHS, dtype=np.int64),
        "special_additional": plain * random.integers(0, 4, (persons, 1)) * 1_000_00 * np.ones(MONTHS, dtype=np.int64),
        "other_deductions": np.zeros((persons, MONTHS), dtype=np.int64),
    }


def expected(wage: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """What is withheld in each month, and so far in its year: month after month for all persons."""
    persons = len(wage["income"])
    taxable, paid = np.zeros(persons, dtype=np.int64), np.zeros(persons, dtype=np.int64)
    withheld, so_far = np.empty((persons, MONTHS), np.int64), np.empty((persons, MONTHS), np.int64)
    for m in range(MONTHS):
        if m > 0:
            new_year = wage["tax_year"][:, m] != wage["tax_year"][:, m - 1]
            taxable[new_year], paid[new_year] = 0, 0
        deducted = sum(wage[name][:, m] for name in AMOUNTS[1:]) + ALLOWANCE
        taxable += wage["income"][:, m] - deducted
        counted = np.maximum(taxable, 0)
        bracket = np.searchsorted(EDGES, counted, side="left")
        due = (counted * RATES[bracket] - QUICK[bracket] * 100 + 50) // 100
        withheld[:, m] = np.maximum(due - paid, 0)
        paid += withheld[:, m]
        so_far[:, m] = paid
    return withheld, so_far


def digits(numbers: np.ndarray, width: int) -> np.ndarray:
    powers = 10 ** np.arange(width - 1, -1, -1)
    return (numbers[:, None] // powers % 10 + ord("0")).astype(np.uint8)


def texts(characters: np.ndarray) -> pa.Array:
    """Texts of one length, from a line of bytes each."""
    count, width = characters.shape
    offsets = np.arange(count + 1, dtype=np.int64) * width
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(characters))]
    return pa.Array.from_buffers(pa.large_string(), count, buffers)


def money(fen: np.ndarray) -> pa.Array:
    wide = np.empty((len(fen), 2), dtype=np.int64)
    wide[:, 0] = fen
    wide[:, 1] = fen >> 63
    return pa.Array.from_buffers(pa.decimal128(18, 2), len(fen), [None, pa.py_buffer(wide)])


def table(wage: dict[str, np.ndarray], order: np.ndarray) -> pa.Table:
    flat = {name: column.reshape(-1)[order] for name, column in wage.items()}
    return pa.table(
        {
            "employee": texts(digits(flat["person"], 7)),
            "tax_year": pa.array(flat["tax_year"]),
            "month_no": pa.array(flat["month_no"]),
        }
        | {name: money(flat[name]) for name in AMOUNTS}
    )


def fen(column: pa.ChunkedArray) -> np.ndarray:
    array = column.combine_chunks().cast(pa.decimal128(38, 2))
    if array.null_count:
        raise ValueError("a figure is blank or an error")
    wide = np.frombuffer(array.buffers()[1], dtype=np.int64).reshape(-1, 2)
    return wide[array.offset : array.offset + len(array), 0]


def memory() -> int:
    """The most that this process has had in memory, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--persons", type=int, default=1_000_000)
    parser.add_argument("--in-order", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--csv", type=pathlib.Path)
    options = parser.parse_args()
    if not 0 < options.persons <= 10**7:
        parser.error("persons are numbered with seven digits")
    wage = wages(options.persons)
    withheld, so_far = (column.reshape(-1) for column in expected(wage))
    order = np.arange(options.persons * MONTHS)
    if not options.in_order:
        np.random.default_rng(7).shuffle(order)
    data = table(wage, order)
    withheld, so_far = withheld[order], so_far[order]
    if options.csv:
        (options.csv / "data").mkdir(parents=True, exist_ok=True)
        pyarrow.csv.write_csv(data, options.csv / "data" / "wage.csv")
        answers = {name: data[name] for name in KEY} | {"withheld": money(withheld), "all_withheld": money(so_far)}
        pyarrow.csv.write_csv(pa.table(answers), options.csv / "expected.csv")
        return 0

    import remit

    policy = remit.load(str(POLICY))
    before = memory()
    clocks = [(time.perf_counter(), time.process_time())]
    tables = policy.data({"wage": data})
    clocks.append((time.perf_counter(), time.process_time()))
    results = policy.evaluate(tables, threads=options.threads)
    clocks.append((time.perf_counter(), time.process_time()))
    found = pa.table(results["wage"])
    for name, wanted in (("withheld", withheld), ("all_withheld", so_far)):
        differ = np.flatnonzero(fen(found[name]) != wanted)
        if len(differ):
            first = "/".join(str(data[key][int(differ[0])]) for key in KEY)
            print(f"{name}: {len(differ)} rows differ, the first is {first}", file=sys.stderr)
            return 1
    rows = len(order)
    print(f"{rows} months of {options.persons} persons, {'in' if options.in_order else 'in no'} order: all as expected")
    for name, (begin, worked), (end, done) in zip(("taking in", "evaluating"), clocks, clocks[1:]):
        spent = f"{done - worked:.1f} s of processor time, {(done - worked) / rows * 1e9:.0f} ns a row"
        print(f"{name:10}  {end - begin:6.1f} s  {spent}")
    print(f"memory       {memory()} MiB at most, {before} of it before the library had anything")
    return 0


if __name__ == "__main__":
    sys.exit(main())
