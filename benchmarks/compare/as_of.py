"""The price of the day: an as-of look-up in a long table by two keys, in Remit and in DuckDB.

    build/compare/bin/python benchmarks/compare/as_of.py [--rows N] [--prices N] [--repeat N]

For each row the latest price of its kind and place on or before its day. Both have one thread and
tables of their own, filled beforehand; both leave a column behind. They take turns, the least
elapsed time of each counts, and every price is compared before anything is printed.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import sys
import time

_TOP = pathlib.Path(__file__).resolve().parents[2]
os.environ.setdefault("REMIT_LIBRARY", str(_TOP / "build" / "release" / "lib" / "libremit.so.1"))
sys.path.insert(0, str(_TOP / "bindings" / "python"))

import duckdb  # noqa: E402 - the environment comes first
import numpy as np  # noqa: E402
import pyarrow as pa  # noqa: E402

import remit  # noqa: E402

KINDS, PLACES, DAYS = 30, 20, 6000
POLICY = """
policy as_of {
  currency CNY
  entity price { key id : count  kind : count  place : count  day : date  value : number to 0.0001 }
  entity sale { key id : count  kind : count  place : count  day : date }
  define price_then for sale =
    last(price.value by day ties by row order where kind = this.kind and place = this.place and day <= this.day)
}
"""
QUERY = """
create or replace table found as
  select p.value from sale s asof left join price p
    on s.kind = p.kind and s.place = p.place and s.day >= p.day
"""


def tables(rows: int, prices: int) -> tuple[pa.Table, pa.Table]:
    random = np.random.default_rng(rows)

    def keys(count: int) -> dict[str, pa.Array]:
        return {
            "id": pa.array(np.arange(count)),
            "kind": pa.array(random.integers(0, KINDS, count)),
            "place": pa.array(random.integers(0, PLACES, count)),
        }

    # One price for each kind, place and day at most.
    chosen = random.choice(KINDS * PLACES * DAYS, size=prices, replace=False)
    price = pa.table(
        {
            "id": pa.array(np.arange(prices)),
            "kind": pa.array(chosen % KINDS),
            "place": pa.array(chosen // KINDS % PLACES),
            "day": pa.array((chosen // (KINDS * PLACES)).astype(np.int32)).cast(pa.date32()),
            "value": decimals(random.integers(1, 10**8, prices), pa.decimal128(18, 4)),
        }
    )
    sale = pa.table(
        keys(rows)
        | {"day": pa.array(random.integers(0, DAYS, rows).astype(np.int32)).cast(pa.date32())}
    )
    return price, sale


def decimals(coefficients: np.ndarray, kind: pa.DataType) -> pa.Array:
    """Coefficients as decimal128, sign-extended to 128 bits."""
    wide = np.empty((len(coefficients), 2), dtype=np.int64)
    wide[:, 0] = coefficients
    wide[:, 1] = coefficients >> 63
    return pa.Array.from_buffers(kind, len(coefficients), [None, pa.py_buffer(wide)])


def integers(column: pa.ChunkedArray) -> tuple[np.ndarray, np.ndarray]:
    """The coefficients, and where there is none."""
    array = column.combine_chunks()
    array = array.cast(pa.decimal128(38, 4))
    wide = np.frombuffer(array.buffers()[1], dtype=np.int64).reshape(-1, 2)
    none = np.asarray(array.is_null())
    return np.where(none, 0, wide[array.offset : array.offset + len(array), 0]), none


class Remit:
    name = "Remit"

    def __init__(self, price: pa.Table, sale: pa.Table) -> None:
        self.policy = remit.compile(POLICY)
        self.data = self.policy.data({"price": price, "sale": sale})
        self.results = None

    def run(self) -> None:
        self.results = None
        self.results = self.policy.evaluate(self.data, threads=1)

    def answer(self) -> tuple[np.ndarray, np.ndarray]:
        return integers(pa.table(self.results["sale"])["price_then"])


class DuckDB:
    name = "DuckDB"

    def __init__(self, price: pa.Table, sale: pa.Table) -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        self.connection.execute("create table price as select * from price")
        self.connection.execute("create table sale as select * from sale")

    def run(self) -> None:
        self.connection.execute(QUERY)

    def answer(self) -> tuple[np.ndarray, np.ndarray]:
        found = self.connection.execute(
            "select p.value from sale s asof left join price p on s.kind = p.kind and"
            " s.place = p.place and s.day >= p.day order by s.id"
        ).to_arrow_table()
        return integers(found["value"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--prices", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    price, sale = tables(options.rows, options.prices)
    engines = [Remit(price, sale), DuckDB(price, sale)]
    least = dict.fromkeys((engine.name for engine in engines), float("inf"))
    for _ in range(options.repeat):
        for engine in engines:
            begin = time.perf_counter()
            engine.run()
            least[engine.name] = min(least[engine.name], time.perf_counter() - begin)
    (values, none), (others, other_none) = (engine.answer() for engine in engines)
    if not (np.array_equal(values, others) and np.array_equal(none, other_none)):
        print("the prices differ", file=sys.stderr)
        return 1
    print(f"{options.rows} rows, {options.prices} prices, {none.sum()} rows without a price")
    for name, seconds in least.items():
        print(f"{name:8} {seconds * 1e3:9.1f} ms  {seconds / options.rows * 1e9:7.1f} ns a row")
    print(f"ratio    {least['Remit'] / least['DuckDB']:9.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
