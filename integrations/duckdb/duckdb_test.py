"""DuckDB and Parquet through the Python package, and the samples of docs/duckdb.md and its Chinese sibling.

usage: duckdb_test.py   with REMIT_LIBRARY set; needs duckdb and pyarrow (requirements.txt)
"""

import datetime
import doctest
import pathlib
import re
import subprocess
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

    def test_files_larger_than_memory(self):
        """In processes of their own, rows of more bytes than a run in batches may take beyond one of few rows."""
        rows = 3_000_000
        file, found = f"{self.folder.name}/large.parquet", f"{self.folder.name}/shares.parquet"
        self.db.execute(f"""COPY (SELECT i AS id, (i % 100000 + 1)::DECIMAL(18,2) AS revenue FROM range({rows}) t(i))
            TO '{file}' (ROW_GROUP_SIZE 20000)""")
        peak = {of: memory_of(file, of, 20_000 if of == "few" else rows, found) for of in ("few", "batches", "whole")}
        size = 24 * rows  # what Arrow takes for an id and a decimal
        self.assertLess(peak["batches"] - peak["few"], size / 2)
        self.assertGreater(peak["whole"] - peak["few"], size)
        of_shares = self.db.sql(f"SELECT count(*), sum(share) FROM '{found}'").fetchall()[0]
        whole = remit.compile(SHARES).evaluate({"project": self.db.sql(f"FROM '{file}'")})
        self.assertEqual(of_shares, (rows, whole.totals["amount"][0]))

    def test_what_the_source_raises_comes_out(self):
        run = self.policy.evaluate_batches({"unit": self.units}, "project",
                                           lambda: self.db.cursor().sql("FROM 'nothing.parquet'").to_arrow_reader(10))
        with self.assertRaises(duckdb.Error):
            run.finish()


SHARES = """policy shares { currency CNY  rounding half_up to 0.01  party treasury
  entity project { key id : count  revenue : money }
  define all = sum(project.revenue)
  reward share for project cite "1" { pay 1_000_000_000 CNY * (revenue / all) from treasury } }"""


def evaluate_large(file, of, rows, found):
    """The child of memory_of()."""
    db = duckdb.connect(config={"memory_limit": "100MB", "threads": "1"})
    query, policy = f"FROM '{file}' LIMIT {rows}", remit.compile(SHARES)
    if of == "whole":
        policy.evaluate({"project": db.sql(query)})
    else:
        run = policy.evaluate_batches(
            {}, "project", lambda: db.cursor().sql(query).to_arrow_reader(10_000), ascending_keys=True
        )
        shares = pyarrow.RecordBatchReader.from_stream(run)  # noqa: F841 - found by name
        db.execute(f"COPY (SELECT id, share FROM shares) TO '{found}' (ROW_GROUP_SIZE 20000)")
    # Of this process alone; getrusage counts what its parent had when it was made.
    print(1024 * int(re.search(r"VmHWM:\s*(\d+) kB", pathlib.Path("/proc/self/status").read_text(encoding="utf-8"))[1]))


def memory_of(file, of, rows, found):
    """The most memory that a process of its own takes, in bytes."""
    child = subprocess.run(
        [sys.executable, "-B", __file__, "evaluate_large", file, of, str(rows), found],
        check=True, capture_output=True, text=True,
    )
    return int(child.stdout)


EXTENSION = ROOT / "build" / "duckdb" / "remit.duckdb_extension"


@unittest.skipUnless(EXTENSION.exists(), "the extension was not built (integrations/duckdb/extension.sh)")
class Extension(unittest.TestCase):
    POLICY = """policy p { currency CNY  rounding half_up to 0.01  party treasury
      entity project { key id : text  revenue : money  closed : date optional  ok : bool  kind : one of { big, small } optional }
      define settled for project = closed + 3 days
      define today_is for project = if closed = today then 1 else 0
      define part for project = round(10 CNY / (revenue / 1 CNY - 1), to 0.01, half_up)
      reward bonus for project cite "1" { when ok  pay 10% * revenue from treasury } }"""

    def setUp(self):
        self.db = duckdb.connect(config={"allow_unsigned_extensions": "true"})
        self.db.execute(f"LOAD '{EXTENSION}'")
        self.db.execute("SET VARIABLE p = ?", [self.POLICY])

    def ask(self, *words):
        return self.db.sql(f"SELECT {', '.join(words)}").fetchall()

    def test_rows_are_those_of_a_case(self):
        found = self.db.sql("""SELECT id, remit_value(getvariable('p'), 'bonus', 'id', id, 'revenue', revenue, 'ok', ok),
            remit_value(getvariable('p'), 'project.settled', 'id', id, 'closed', closed) FROM (
            SELECT 'k' || i AS id, (i * 7919 % 30017 * 0.01)::DECIMAL(18,2) AS revenue, i % 3 > 0 AS ok,
            CASE WHEN i % 5 > 0 THEN DATE '2024-02-01' + (i % 60)::INT END AS closed FROM range(5000) t(i))""").fetchall()
        rows = self.db.sql("""SELECT 'k' || i AS id, (i * 7919 % 30017 * 0.01)::DECIMAL(18,2) AS revenue, i % 3 > 0 AS ok,
            CASE WHEN i % 5 > 0 THEN DATE '2024-02-01' + (i % 60)::INT END AS closed FROM range(5000) t(i)""")
        whole = remit.compile(self.POLICY).evaluate({"project": rows}, as_of=datetime.date(2024, 1, 1))["project"]
        for (key, bonus, settled), row in zip(sorted(found), sorted(whole, key=lambda row: row["id"])):
            wanted = str(row["settled"]) if isinstance(row["settled"], datetime.date) else None
            self.assertEqual((key, bonus, settled), (row["id"], str(row["bonus"]), wanted))

    def test_values_of_every_type(self):
        value = "remit_value(getvariable('p'), 'bonus', 'id', 'a', 'ok', true, 'revenue', {})"
        for given, wanted in (("12.34", "1.23"), ("'12.34'", "1.23"), ("5::TINYINT", "0.50"), ("-5::HUGEINT", "-0.50"),
                              ("1.5::DECIMAL(4,1)", "0.15"), ("12345678901234567890.12::DECIMAL(38,2)", "1234567890123456789.01"),
                              ("NULL", None), ("1.234", None), ("''", None)):
            self.assertEqual(self.ask(value.format(given)), [(wanted,)], given)
        with self.assertRaisesRegex(duckdb.Error, "cast anything else"):
            self.ask(value.format("0.1::DOUBLE"))

    def test_reasons_day_and_language(self):
        part = "(getvariable('p'), 'part', 'id', 'a', 'revenue', 1"
        self.assertEqual(self.ask(f"remit_value{part})", f"remit_reason{part})", f"remit_reason{part}, '@language', 'zh')"),
                         [(None, "division by zero", "除数为零")])
        today = "remit_value(getvariable('p'), 'today_is', 'id', 'a', 'closed', DATE '2024-01-01', '@as_of', {})"
        self.assertEqual(self.ask(today.format("'2024-01-01'"), today.format("DATE '2024-01-02'")), [("1", "0")])
        for none in ("''", "'2024-01-01 '", "'2024-01-01' || chr(0)", "'2024-01-01' || chr(0) || 'x'", "'2024-01-01' || repeat(' ', 20)", "'today'"):
            with self.subTest(none), self.assertRaisesRegex(duckdb.Error, "@as_of"):
                self.ask(today.format(none))

    def test_what_is_refused(self):
        for words, why in (("getvariable('p'), 'nope', 'id', 'a'", "no column"), ("getvariable('p'), 'bonus', 'idd', 'a'", "idd"),
                           ("'policy p {', 'bonus'", "R0103"), ("getvariable('p'), 'bonus', 'id'", "pairs"),
                           ("NULL, 'bonus'", "texts"), ("getvariable('p'), 'bonus', '@x', 'a'", "@x"),
                           ("getvariable('p'), 'bonus', NULL, 'a'", "pairs")):
            with self.subTest(words), self.assertRaisesRegex(duckdb.Error, why):
                self.ask(f"remit_value({words})")
        self.assertEqual(self.ask("remit_value(getvariable('p'), 'bonus', 'id', 'a', 'revenue', 1, 'ok', true)"), [("0.10",)])

    def test_a_day_that_changes_from_row_to_row(self):
        for day in ("d", "d::VARCHAR"):
            found = self.db.sql(f"""SELECT remit_value(getvariable('p'), 'today_is', 'id', 'a', 'closed', DATE '2024-01-03', '@as_of', {day})
                FROM (SELECT DATE '2024-01-01' + i::INT AS d FROM range(5) t(i)) ORDER BY d""").fetchall()
            self.assertEqual(found, [("0",), ("0",), ("1",), ("0",), ("0",)])

    def test_what_a_row_does_not_name_is_blank(self):
        found = self.db.sql("""SELECT remit_value(getvariable('p'), 'bonus', 'id', 'a', 'ok', true, name, value) FROM (VALUES
            (1, 'revenue', '100'), (2, 'kind', 'big'), (3, 'revenue', '100'), (4, 'revenue', '100'), (5, 'closed', NULL)) t(place, name, value)
            ORDER BY place""").fetchall()
        self.assertEqual(found, [("10.00",), (None,), ("10.00",), ("10.00",), (None,)])

    def test_one_field_twice_is_refused(self):
        for twice in ("'revenue', 1, 'revenue', 2", "'revenue', 1, ' revenue', '2'"):
            with self.subTest(twice), self.assertRaisesRegex(duckdb.Error, "twice"):
                self.ask(f"remit_value(getvariable('p'), 'bonus', 'id', 'a', 'ok', true, {twice})")

    def test_a_cell_that_is_none_fails_no_query(self):
        for column, cell in (("closed", "DATE 'infinity'"), ("closed", "DATE '-infinity'"), ("closed", "DATE '0044-03-15 (BC)'"),
                             ("closed", "DATE '20000-01-01'"), ("closed", "'2024-02-30'"), ("closed", "20240229"), ("revenue", "'a' || chr(0) || 'b'"),
                             ("revenue", "repeat('9', 5000)"), ("kind", "'big' || chr(0)")):
            asked = f"(getvariable('p'), '{'settled' if column == 'closed' else 'bonus'}', 'id', 'a', 'ok', true, '{column}', {cell})"
            with self.subTest(cell):
                value, reason = self.ask(f"remit_value{asked}", f"remit_reason{asked}")[0]
                self.assertIsNone(value)
                self.assertTrue(reason)
        # A message of any length is text.
        with self.assertRaisesRegex(duckdb.Error, "错"):
            self.ask("remit_value(getvariable('p'), 'bonus', 'x' || repeat('错', 2000), 1)")

    def test_more_policies_than_are_kept(self):
        found = self.db.sql("""SELECT DISTINCT i % 90, remit_value(replace(getvariable('p'), '10%', (i % 90) || '%'), 'bonus',
            'id', 'a', 'revenue', 100, 'ok', true) FROM range(360) t(i) ORDER BY 1""").fetchall()
        self.assertEqual(found, [(i, f"{i}.00") for i in range(90)])


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
    if sys.argv[1:2] == ["evaluate_large"]:
        evaluate_large(sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])
    else:
        unittest.main()
