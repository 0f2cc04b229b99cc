"""DuckDB and Parquet through the Python package, and the samples of docs/duckdb.md and its Chinese sibling.

usage: duckdb_test.py   with REMIT_LIBRARY set; needs duckdb and pyarrow (requirements.txt)
"""

import doctest
import pathlib
import re
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bindings" / "python"))

import duckdb  # noqa: E402
import pyarrow  # noqa: E402
import remit  # noqa: E402

POLICY = """policy mixed { currency CNY  rounding half_up to 0.01  party treasury
  entity unit { key code : text  factor : percent }
  entity project { key id : text  revenue : money  unit : unit optional  closed : date optional  ok : bool }
  define all = sum(project.revenue)
  define place for project = rank(revenue desc ties standard)
  define of_unit for unit = sum(project.revenue where ok)
  define settled for project = closed + 3 days
  reward bonus for project cite "1" { when ok  pay revenue * unit.factor cap 5_000 CNY from treasury }
  reward share for project cite "2" { pay 1_000_000 CNY * (revenue / all) from treasury } }"""
ROWS = 60_000  # of several batches and row groups


class Duck(unittest.TestCase):
    def setUp(self):
        self.db = duckdb.connect()
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.file = f"{self.folder.name}/project.parquet"
        self.db.execute(f"""COPY (SELECT 'p' || i AS id, (i * 7919 % 3000017 * 0.01)::DECIMAL(18,2) AS revenue,
            CASE WHEN i % 11 = 0 THEN NULL ELSE 'u' || i % 7 END AS unit, DATE '2024-01-01' + (i % 300)::INT AS closed,
            i % 3 > 0 AS ok FROM range({ROWS}) t(i)) TO '{self.file}' (ROW_GROUP_SIZE 5000)""")
        self.units = self.db.sql("SELECT 'u' || i AS code, (10 * i) || '%' AS factor FROM range(7) t(i)").to_arrow_table()
        self.policy = remit.compile(POLICY)

    def rows(self, size=4000):
        return self.db.cursor().sql(f"FROM '{self.file}'").to_arrow_reader(size)

    def in_memory(self):
        return self.policy.evaluate({"unit": self.units, "project": self.db.sql(f"FROM '{self.file}'")})

    def test_parquet_in_batches_gives_the_bytes_of_a_run_in_memory(self):
        whole = pyarrow.table(self.in_memory()["project"])
        for size in (1_000, 4_000, 7_777):
            run = self.policy.evaluate_batches({"unit": self.units}, "project", lambda size=size: self.rows(size))
            parts = pyarrow.RecordBatchReader.from_stream(run).read_all()
            self.assertTrue(parts.combine_chunks().equals(whole.combine_chunks()))
            self.assertEqual(run.results.totals.to_dicts(), self.in_memory().totals.to_dicts())
            self.assertEqual(run.results["unit"].to_dicts(), self.in_memory()["unit"].to_dicts())

    def test_sums_in_duckdb_are_the_totals(self):
        ledger, totals = self.in_memory().ledger, self.in_memory().totals  # noqa: F841 - found by name
        sums = self.db.sql("SELECT payer, sum(amount) FROM ledger GROUP BY payer").fetchall()
        self.assertEqual(sums, self.db.sql("SELECT payer, amount FROM totals").fetchall())

    def test_duckdb_computes_the_same_in_decimal(self):
        ledger = self.in_memory().ledger  # noqa: F841
        other = self.db.sql(f"""SELECT l.key FROM ledger l JOIN '{self.file}' p ON l.key = p.id
            LEFT JOIN (SELECT 'u' || i AS code, i AS tenths FROM range(7) t(i)) u ON u.code = p.unit
            WHERE l.reward = 'bonus' AND l.status <> 'error'
              AND l.amount <> CASE WHEN ok THEN least(round(p.revenue * (u.tenths * 0.1)::DECIMAL(3,1), 2), 5000) ELSE 0 END""")
        self.assertEqual(other.fetchall(), [])

    def test_what_the_source_raises_comes_out(self):
        run = self.policy.evaluate_batches({"unit": self.units}, "project",
                                           lambda: self.db.cursor().sql("FROM 'nothing.parquet'").to_arrow_reader(10))
        with self.assertRaises(duckdb.Error):
            run.finish()


class Pages(unittest.TestCase):
    def test_the_samples_give_what_the_pages_show(self):
        for page in (ROOT / "docs" / "duckdb.md", ROOT / "docs" / "zh" / "duckdb.md"):
            text = "\n".join(re.findall(r"^```pycon[^\n]*\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S))
            test = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
            report = []
            doctest.DocTestRunner().run(test, out=report.append)
            self.assertEqual(report, [], "".join(report))
            self.assertGreater(len(test.examples), 10)


if __name__ == "__main__":
    unittest.main()
