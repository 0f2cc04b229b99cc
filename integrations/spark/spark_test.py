"""Spark through the Python package, held against a run in memory of the same rows.

usage: spark_test.py   with REMIT_LIBRARY and PYSPARK_PYTHON set; needs pyspark, pandas, pyarrow
(requirements.txt) and Java 17
"""

import contextlib
import doctest
import importlib.util
import os
import pathlib
import random
import re
import signal
import sys
import tempfile
import unittest
import unittest.mock
from decimal import Decimal

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGE = str(ROOT / "bindings" / "python")
sys.path.insert(0, PACKAGE)
os.environ["PYTHONPATH"] = PACKAGE  # of the workers
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

import pyarrow as pa  # noqa: E402
import pyarrow.parquet  # noqa: E402
import remit  # noqa: E402
import remit.spark  # noqa: E402
from py4j.protocol import Py4JError  # noqa: E402
from pyspark.errors import PySparkAttributeError  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

POLICY = """policy nation { currency CNY  rounding half_up to 0.01  party treasury
  entity unit { key code : text  factor : percent }
  entity project {
    key id : count  revenue : money  unit : unit optional  staff : count optional  closed : date  ok : bool
  }
  intermediate define each for project = revenue / staff
  define place for project = rank(revenue desc ties standard)
  define last = max(project.place)
  define late for project = round(place / last, to 0.0001, half_up)
  define of_unit for unit = sum(project.revenue where ok)
  define best for unit = min(project.place)
  define mean = round(sum(project.each where project.ok), to 0.01, half_up)
  target staffed for project cite "3" : staff >= 5
  reward bonus for project cite "1" { when ok  pay revenue * unit.factor cap 5_000 CNY from treasury }
  fund pot cite "2" { budget 1_000_000 CNY pays bonus when short pro rata ties by key }
}"""
ROWS = 20_000
FILES = 7


def make_rows():
    """Nine of ten rows are of one unit; some lack it, or a number that others are divided by."""
    chance = random.Random(11)
    ids = list(range(ROWS))
    chance.shuffle(ids)
    days = [pa.scalar(20_000 + chance.randrange(900), pa.int32()).cast(pa.date32()).as_py() for _ in ids]
    return pa.table(
        {
            "id": pa.array(ids, pa.int64()),
            "revenue": pa.array([Decimal(chance.randrange(9_000_000) * 7) / 100 for _ in ids], pa.decimal128(18, 2)),
            "unit": ["u0" if chance.random() < 0.9 else chance.choice(["u1", "u2", "u3", None]) for _ in ids],
            "staff": [chance.choice([0, 1, 3, 7, None]) if i % 50 == 0 else 1 + i % 40 for i in ids],
            "closed": pa.array(days, pa.date32()),
            "ok": [i % 3 > 0 for i in ids],
            "remark": ["not read"] * len(ids),
        }
    )


UNITS = [{"code": f"u{i}", "factor": f"{i + 1}%"} for i in range(4)]


def lines(table):
    """A table as plain values."""
    return pa.table(table).to_pylist()


def of_spark(df):
    return df.toArrow().to_pylist()


def as_text(rows):
    return sorted(str(sorted(row.items())) for row in rows)


def kill_once(flag):
    """A function for mapInArrow that kills every Python worker, its own last, the first time it comes to
    the third partition."""

    def body(batches):
        from pyspark import TaskContext

        for batch in batches:
            yield batch
            if TaskContext.get().partitionId() != 2:
                continue
            with contextlib.suppress(FileExistsError):
                os.close(os.open(flag, os.O_CREAT | os.O_EXCL))
                for other in sorted(workers(), key=lambda pid: pid == os.getpid()):
                    os.kill(other, signal.SIGKILL)

    return body


def workers():
    """The Python workers beside this one."""

    def parent(pid):
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
            return int(stat.read().rsplit(")", 1)[1].split()[1])

    for name in os.listdir("/proc"):
        with contextlib.suppress(OSError, ValueError):
            if name.isdigit() and parent(name) == os.getppid():
                yield int(name)


def shuffled(batches):
    for batch in batches:
        order = list(range(batch.num_rows))
        random.SystemRandom().shuffle(order)
        yield batch.take(pa.array(order))


class ConnectSession:
    """As a session of Spark Connect: it has nothing of the driver's."""

    def __getattr__(self, name):
        raise PySparkAttributeError(f"{name} is not supported in Spark Connect")


class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.spark = (
            SparkSession.builder.master("local[2,4]")
            .appName("remit")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "700")
            .config("spark.sql.files.openCostInBytes", "134217728")  # a file a partition
            .config("spark.local.dir", cls.folder.name)
            .config("spark.driver.memory", "700m")
            .config("spark.driver.maxResultSize", "1g")  # one JVM serves all sessions here
            .getOrCreate()
        )
        cls.spark.sparkContext.setLogLevel("OFF")
        rows = make_rows()
        size = -(-ROWS // FILES)
        for i in range(FILES):
            pyarrow.parquet.write_table(rows.slice(i * size, size), f"{cls.folder.name}/rows{i}.parquet")
        cls.df = cls.spark.read.parquet(*[f"{cls.folder.name}/rows{i}.parquet" for i in range(FILES)])
        cls.policy = remit.compile(POLICY)
        # In the order of collect().
        cls.whole = cls.policy.evaluate({"unit": UNITS, "project": cls.df.toArrow()})

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        cls.folder.cleanup()

    def same(self, found):
        whole = self.whole
        self.assertEqual(of_spark(found.rows), lines(whole["project"]))
        self.assertEqual(of_spark(found.totals), lines(whole.totals))
        self.assertEqual(of_spark(found.of("unit")), lines(whole["unit"]))
        self.assertEqual(of_spark(found.of("whole")), lines(whole["whole"]))
        self.assertEqual(as_text(of_spark(found.ledger)), as_text(lines(whole.ledger)))
        self.assertEqual(as_text(of_spark(found.targets)), as_text(lines(whole.targets)))

    def test_every_figure_is_that_of_a_run_in_memory(self):
        self.assertGreater(self.policy.traversals("project"), 2)
        self.assertGreater(self.whole.error_count, 100)
        found = remit.spark.evaluate(self.policy, {"unit": UNITS}, "project", self.df)
        self.same(found)
        # How an error of a sum is worded may differ: a row that is elsewhere is named by its number.
        without = [{k: v for k, v in row.items() if k != "detail"} for row in lines(self.whole.errors)]
        errors = [{k: v for k, v in row.items() if k != "detail"} for row in of_spark(found.errors)]
        self.assertEqual(as_text(errors), as_text(without))
        found.unpersist()

    def test_files_that_the_workers_read(self):
        paths = [f"{self.folder.name}/rows{i}.parquet" for i in range(FILES)]
        # Several files in a shard, several row groups of a file in several, and an empty file.
        big, none = f"{self.folder.name}/big.parquet", f"{self.folder.name}/none.parquet"
        pyarrow.parquet.write_table(pyarrow.parquet.read_table(paths[3]), big, row_group_size=300)
        pyarrow.parquet.write_table(pyarrow.parquet.read_table(paths[3]).slice(0, 0), none)
        rows = pa.concat_tables(pyarrow.parquet.read_table(path) for path in paths)
        whole = self.policy.evaluate({"unit": UNITS, "project": rows})
        for shards in (3, 40):
            files = remit.spark.ParquetFiles(self.spark, *paths[:3], big, none, *paths[4:], shards=shards)
            cut = files.cut(2)
            self.assertLessEqual(abs(len(cut) - shards), 10)
            self.assertEqual(sum(batch.num_rows for shard in cut for batch in shard.read(rows.schema, [])), ROWS)
            found = remit.spark.evaluate(self.policy, {"unit": UNITS}, "project", files)
            self.assertEqual(of_spark(found.rows), lines(whole["project"]))
            self.assertEqual(of_spark(found.totals), lines(whole.totals))
            # Spark takes none of it for small, which it would broadcast where it is joined, through the driver.
            for df in (found.rows, found.ledger):
                size = df._jdf.queryExecution().optimizedPlan().stats().sizeInBytes()
                self.assertGreater(int(str(size)), 1 << 40)
            found.unpersist()

    def test_files_that_do_not_fit(self):
        folder = f"{self.folder.name}/files"
        os.makedirs(f"{folder}/year=2026")
        with self.assertRaisesRegex(ValueError, "folders in folders"):
            remit.spark.ParquetFiles(self.spark, folder)
        os.rmdir(f"{folder}/year=2026")
        with self.assertRaisesRegex(ValueError, "no Parquet file"):
            remit.spark.ParquetFiles(self.spark, folder)
        rows = make_rows().slice(0, 100)
        pyarrow.parquet.write_table(rows.slice(0, 50), f"{folder}/a.parquet")
        for other, why in (
            (rows.slice(50).drop_columns(["staff"]), "'staff' is missing"),
            (rows.slice(50).set_column(1, "revenue", rows["revenue"].slice(50).cast(pa.decimal128(20, 4))), "in the first file"),
        ):
            pyarrow.parquet.write_table(other, f"{folder}/b.parquet")
            files = remit.spark.ParquetFiles(self.spark, folder)
            found = remit.spark.evaluate(self.policy, {"unit": UNITS}, "project", files)
            with self.assertRaisesRegex(Exception, why):
                found.totals.collect()

    def test_columns_are_found_as_in_any_table(self):
        policy = remit.compile('''policy p { currency CNY rounding half_up to 0.01
          entity project { key id : count "编号"  revenue : money column "AMOUNT"  staff : count optional }
          define each for project = revenue + 1 CNY }''')
        df = self.spark.sql("SELECT id AS ` 编号`, CAST(id AS DECIMAL(18,2)) AS AMOUNT, 1 AS `no``body` FROM range(3)")
        found = remit.spark.evaluate(policy, {}, "project", df).rows.orderBy("id")
        self.assertEqual([row["each"] for row in found.collect()], [1, 2, 3])
        with self.assertRaisesRegex(remit.DataError, "did you mean"):
            remit.spark.evaluate(policy, {}, "project", df.withColumn("Staff", df["AMOUNT"].cast("int")))
        with self.assertRaisesRegex(remit.DataError, "revenue"):
            remit.spark.evaluate(policy, {}, "project", df.drop("AMOUNT"))

    def test_figures_of_any_size(self):
        """Decimals are integers on their way where they can be; those that no long holds are there all the same."""
        policy = remit.compile('''policy p { currency CNY rounding half_up to 0.01 party treasury
          entity project { key id : count  revenue : money  staff : count optional  fine : number to 0.000001 }
          define huge for project = revenue * 1_000_000_000_000
          define exact for project = fine * fine * 3
          define each for project = round(revenue / staff, to 0.01, half_up)
          define all = sum(project.huge)
          define part for project = round(huge / all, to 0.0001, half_up)
          reward r for project cite "1" { pay huge from treasury } }''')
        df = self.spark.sql("""SELECT id, CAST(id * 123456789 - 500000000000 AS DECIMAL(18,2)) AS revenue,
          CAST(IF(id % 7 = 0, NULL, id % 5) AS DECIMAL(4,0)) AS staff, CAST(id AS DECIMAL(30,6)) * 1000003 AS fine
          FROM range(0, 9000, 1, 3)""")
        df.write.parquet(f"{self.folder.name}/sizes")
        files = remit.spark.ParquetFiles(self.spark, f"{self.folder.name}/sizes")
        whole = policy.evaluate({"project": df.toArrow()})
        amounts = [row["huge"].scaleb(2) for row in lines(whole["project"])]
        self.assertTrue(any(abs(amount) < 2**62 for amount in amounts) and any(abs(amount) > 2**64 for amount in amounts))
        plain = remit._spark_decimals._java
        self.assertIsNotNone(plain(self.spark), "Spark has other expressions: decimals go the slow way")
        for java in (plain, lambda spark: None):
            with unittest.mock.patch("remit._spark_decimals._java", java):
                for rows in (df, files):
                    found = remit.spark.evaluate(policy, {}, "project", rows)
                    self.assertEqual(of_spark(found.rows), lines(whole["project"]))
                    self.assertEqual(of_spark(found.totals), lines(whole.totals))
                    self.assertEqual(as_text(of_spark(found.ledger)), as_text(lines(whole.ledger)))
                    found.unpersist()

    def test_expressions_of_another_release(self):
        """Where one of them cannot be made, decimals go as decimals."""
        decimals = remit._spark_decimals
        self.assertIsNotNone(decimals._java(self.spark))
        for problem in (Py4JError("no such constructor"), TypeError("'JavaPackage' object is not callable")):
            for made in ("unscaled", "made", "_of", "_wrapped", "__init__"):
                with unittest.mock.patch.object(decimals._Java, made, side_effect=problem):
                    self.assertIsNone(decimals._java(self.spark), made)
        # As the JVM has it: a class that is there, and takes other parameters.
        java = decimals._Java(self.spark)
        java._made = java._columns
        self.assertFalse(java.complete)

    def test_nothing_runs_before_an_action(self):
        context = self.spark.sparkContext
        context.setJobGroup("lazily", "")
        found = remit.spark.evaluate(self.policy, {"unit": UNITS}, "project", self.df)
        rows, totals = found.rows, found.totals
        self.assertEqual(list(context.statusTracker().getJobIdsForGroup("lazily")), [])
        self.assertEqual(rows.columns[0], "id")
        self.assertIn("amount", totals.columns)
        self.assertEqual(rows.count(), ROWS)
        self.assertNotEqual(list(context.statusTracker().getJobIdsForGroup("lazily")), [])

    def test_workers_killed_in_the_middle(self):
        for traversal in range(2):
            flag = f"{self.folder.name}/killed{traversal}"
            df = self.df.mapInArrow(kill_once(flag), self.df.schema)
            found = remit.spark.evaluate(self.policy, {"unit": UNITS}, "project", df)
            if traversal:
                os.close(os.open(flag, os.O_CREAT))
                found.totals.collect()  # the earlier traversals are over
                os.unlink(flag)
            self.assertEqual(of_spark(found.rows), lines(self.whole["project"]))
            self.assertTrue(os.path.exists(flag))
            self.assertEqual(of_spark(found.totals), lines(self.whole.totals))

    def test_tables_may_be_dataframes_and_partitions_empty(self):
        units = self.spark.createDataFrame(pa.Table.from_pylist(UNITS))
        few = self.df.where("id < 50")
        found = remit.spark.evaluate(self.policy, {"unit": units}, "project", few)
        whole = self.policy.evaluate({"unit": UNITS, "project": few.toArrow()})
        self.assertEqual(of_spark(found.rows), lines(whole["project"]))
        none = remit.spark.evaluate(self.policy, {"unit": units}, "project", self.df.where("id < 0"))
        whole = self.policy.evaluate({"unit": UNITS, "project": []})
        self.assertEqual(of_spark(none.rows), [])
        self.assertEqual(of_spark(none.totals), lines(whole.totals))
        self.assertEqual(of_spark(none.of("unit")), lines(whole["unit"]))

    def test_one_traversal(self):
        policy = remit.compile(POLICY.split("  define place")[0] + POLICY[POLICY.index("  reward") : POLICY.index("  fund")] + "}")
        self.assertEqual(policy.traversals("project"), 1)
        found = remit.spark.evaluate(policy, {"unit": UNITS}, "project", self.df)
        whole = policy.evaluate({"unit": UNITS, "project": self.df.toArrow()})
        self.assertEqual(of_spark(found.rows), lines(whole["project"]))
        self.assertEqual(of_spark(found.totals), lines(whole.totals))
        self.assertEqual(found.errors.count(), len(whole.errors))

    def test_what_is_refused(self):
        twice = self.df.unionAll(self.df.where("id = 77"))
        found = remit.spark.evaluate(self.policy, {"unit": UNITS}, "project", twice)
        with self.assertRaisesRegex(Exception, "has the key of another row"):
            found.rows.collect()
        changing = self.df.mapInArrow(shuffled, self.df.schema)
        found = remit.spark.evaluate(self.policy, {"unit": UNITS}, "project", changing)
        with self.assertRaisesRegex(Exception, "read again"):
            found.rows.collect()
        for rows in ([{"id": 1}], make_rows(), None):
            with self.assertRaisesRegex(TypeError, "DataFrame of Spark"):
                remit.spark.evaluate(self.policy, {"unit": UNITS}, "project", rows)
        files = remit.spark.ParquetFiles(ConnectSession(), f"{self.folder.name}/rows0.parquet")
        with self.assertRaisesRegex(TypeError, "Spark Connect"):
            remit.spark.evaluate(self.policy, {"unit": UNITS}, "project", files)
        with self.assertRaisesRegex(ValueError, "among the tables as well"):
            remit.spark.evaluate(self.policy, {"unit": UNITS, "project": make_rows()}, "project", self.df)
        with self.assertRaisesRegex(remit.Unsupported, "refers to its rows"):
            remit.spark.evaluate(self.policy, {"project": []}, "unit", self.df)


class Driver(unittest.TestCase):
    """A driver that takes next to nothing from its tasks."""

    def test_no_rows_come_to_the_driver(self):
        spark = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.driver.maxResultSize", "200k")
            .getOrCreate()
        )
        try:
            spark.sparkContext.setLogLevel("OFF")
            policy = remit.compile('''policy p { currency CNY rounding half_up to 0.01 party treasury
              entity project { key id : count  revenue : money }
              define all = sum(project.revenue)
              reward share for project cite "1" { pay 1_000_000 CNY * (revenue / all) from treasury } }''')
            df = spark.sql("SELECT id, CAST(id % 1000 + 1 AS DECIMAL(18,2)) AS revenue FROM range(0, 200000, 1, 4)")
            found = remit.spark.evaluate(policy, {}, "project", df, ascending_keys=True)
            self.assertEqual(found.totals.collect()[0]["payments"], 200_000)
            found.ledger.write.format("noop").mode("overwrite").save()
            found.rows.write.format("noop").mode("overwrite").save()
            with self.assertRaisesRegex(Exception, "maxResultSize"):
                found.rows.toArrow()
        finally:
            spark.stop()


class Pages(unittest.TestCase):
    """The samples of the pages, each in one session."""

    @classmethod
    def tearDownClass(cls):
        if (session := SparkSession.getActiveSession()) is not None:
            session.stop()

    def test_pages(self):
        for name in ("docs/shards.md", "docs/zh/shards.md", "docs/spark.md", "docs/zh/spark.md"):
            with self.subTest(name):
                text = (ROOT / name).read_text(encoding="utf-8")
                # What needs packages that are not Spark's is run elsewhere.
                blocks = [
                    body
                    for needs, body in re.findall(r"```pycon([^\n]*)\n(.*?)```", text, re.S)
                    if all(map(importlib.util.find_spec, needs.split()[1:]))
                ]
                self.assertTrue(blocks)
                test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, name, name, 0)
                self.assertEqual(doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed, 0)


if __name__ == "__main__":
    unittest.main(verbosity=2, warnings="ignore")
