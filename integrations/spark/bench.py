"""The measured work R1-R6 on Spark (docs/performance.md says what it is): Remit beside plain Spark SQL in
decimal, on the same executor and the same Parquet files, turn by turn, all figures compared once.
"DataFrame" is with the settings of docs/spark.md for batches, "as set" without them.

usage: bench.py ROWS [TURNS]   with REMIT_LIBRARY (of a release) and PYSPARK_PYTHON set
"""

import os
import pathlib
import statistics
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGE = str(ROOT / "bindings" / "python")
sys.path.insert(0, PACKAGE)
os.environ["PYTHONPATH"] = PACKAGE

import pyarrow as pa  # noqa: E402
import remit  # noqa: E402
import remit.spark  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

UNITS = 3000
COMPARE = ROOT / "benchmarks" / "compare"
# As if drawn: every column of its own period.
PROJECTS = """
SELECT id,
  CAST(xxhash64(id, 1) % 400000000 / 100 + 4000000 AS DECIMAL(18,2)) AS tax_revenue,
  CAST(xxhash64(id, 2) % 10000000 / 100 + 100000 AS DECIMAL(18,2)) AS incentive_paid,
  CAST(xxhash64(id, 3) % 10000000000 / 100 + 100000000 AS DECIMAL(18,2)) AS fixed_assets,
  CAST(xxhash64(id, 4) % 10000000000 / 100 + 100000000 AS DECIMAL(18,2)) AS target_fixed_assets,
  CAST(xxhash64(id, 5) % 100000000 / 100 + 1000000 AS DECIMAL(18,2)) AS actual_fdi_usd,
  element_at(array('township', 'department', 'introducer'), CAST(pmod(xxhash64(id, 6), 3) + 1 AS INT)) AS kind,
  pmod(xxhash64(id, 7), 10) > 0 AS registered,
  pmod(xxhash64(id, 8), {units}) AS unit
FROM range(0, {rows}, 1, {parts})
"""
ROWS = """
WITH parts AS (
  SELECT *,
    CASE WHEN kind = 'department'
         THEN least(round((tax_revenue - incentive_paid) * 0.2BD, 2), 500000.00BD) ELSE 0.00BD END AS bonus,
    CASE WHEN kind = 'introducer' THEN round(fixed_assets * 0.01BD, 2) ELSE 0.00BD END AS finder,
    least(round(
        least(fixed_assets, 10000000.00BD) * 0.005BD
      + greatest(least(fixed_assets, 100000000.00BD) - 10000000.00BD, 0.00BD) * 0.001BD
      + greatest(fixed_assets - 100000000.00BD, 0.00BD) * 0.0005BD, 2), 500000.00BD) AS tier,
    fixed_assets + actual_fdi_usd * 6.8275BD >= target_fixed_assets * 0.8BD AS met
  FROM project)
SELECT id, unit, bonus, finder, tier, met,
  CASE WHEN registered THEN bonus + finder + CASE WHEN met THEN tier ELSE 0.00BD END ELSE 0.00BD END AS total
FROM parts
"""
OF_UNITS = """
WITH sums AS (SELECT unit, sum(total) AS sum, count_if(met) AS met FROM result GROUP BY unit),
all_units AS (SELECT id, coalesce(sum, 0) AS sum_total, coalesce(met, 0) AS met_count
              FROM unit LEFT JOIN sums ON unit.id = sums.unit),
places AS (SELECT *, rank() OVER (ORDER BY sum_total DESC) AS place FROM all_units)
SELECT *, CASE WHEN place <= 5 THEN 20000.00BD WHEN place <= 10 THEN 10000.00BD ELSE 0.00BD END AS prize FROM places
"""
# Of rows on their way to Python; Spark SQL needs none of them.
BATCHES = {"maxRecordsPerBatch": ("65536", "10000"), "maxBytesPerBatch": ("2147483647", "268435456")}
FIGURES = ("bonus", "finder", "tier", "met", "total")
OF_UNIT = ("sum_total", "met_count", "place", "prize")


def run(df, as_set=False):
    """Computes every row of a DataFrame and keeps none."""
    for name, values in BATCHES.items():
        df.sparkSession.conf.set(f"spark.sql.execution.arrow.{name}", values[as_set])
    df.write.format("noop").mode("overwrite").save()


def plain(spark):
    result = spark.sql(ROWS)
    result.createOrReplaceTempView("result")
    return result, spark.sql(OF_UNITS)


def by_remit(policy, rows):
    units = [{"id": i} for i in range(UNITS)]
    # Spark takes the files of a DataFrame by their size, so that keys do not ascend.
    ascending = isinstance(rows, remit.spark.ParquetFiles)
    found = remit.spark.evaluate(policy, {"unit": units}, "project", rows, ascending_keys=ascending)
    return found.rows, found.of("unit")


def alone(policy, files):
    """Remit without Spark over the same files, one thread."""
    import pyarrow.parquet

    rows = pa.concat_tables(pyarrow.parquet.read_table(file) for file in files)
    units = [{"id": i} for i in range(UNITS)]
    run_of = policy.evaluate_batches({"unit": units}, "project", rows, ascending_keys=True)
    return pa.RecordBatchReader.from_stream(run_of).read_all(), run_of.results["unit"]


def same(ours, theirs, names, key="id"):
    """Whether two DataFrames have the same figures; compared by Spark."""
    joined = ours.alias("a").join(theirs.alias("b"), key)
    differs = " OR ".join(f"NOT (a.{name} <=> b.{name})" for name in names)
    return joined.where(differs).count() == 0 and joined.count() == theirs.count()


def processor_seconds(root):
    """Of a process and all below it, those that have ended among them."""
    below, own = {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            words = pathlib.Path("/proc", name, "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue
        below.setdefault(int(words[1]), []).append(int(name))
        own[int(name)] = sum(map(int, words[11:15]))
    todo, ticks = [root], 0
    while todo:
        process = todo.pop()
        ticks += own.get(process, 0)
        todo += below.get(process, [])
    return ticks / os.sysconf("SC_CLK_TCK")


def timed(what, root):
    """Seconds by the clock, and of the processor."""
    begin, used = time.perf_counter(), processor_seconds(root)
    what()
    return time.perf_counter() - begin, processor_seconds(root) - used


def main():
    rows = int(sys.argv[1])
    turns = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    policy = remit.load(COMPARE / "work.remit", COMPARE / "units.remit")
    with tempfile.TemporaryDirectory() as folder:
        spark = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.ansi.enabled", "true")
            .config("spark.driver.memory", "2g")
            .config("spark.local.dir", folder)
            .getOrCreate()
        )
        spark.sparkContext.setLogLevel("ERROR")
        parts = max(2, rows // 500_000)
        spark.sql(PROJECTS.format(rows=rows, units=UNITS, parts=parts)).write.parquet(f"{folder}/project")
        spark.read.parquet(f"{folder}/project").createOrReplaceTempView("project")
        spark.range(UNITS).createOrReplaceTempView("unit")
        sql = plain(spark)
        engines = {
            "files": by_remit(policy, remit.spark.ParquetFiles(spark, f"{folder}/project")),
            "DataFrame": by_remit(policy, spark.table("project")),
        }
        for engine in engines.values():
            if not same(engine[0], sql[0], FIGURES) or not same(engine[1], sql[1], OF_UNIT):
                raise SystemExit("the figures differ")
        work = {("Spark SQL", i): sql[i] for i in (0, 1)}
        work.update({(f"Remit, {name}", i): engine[i] for name, engine in engines.items() for i in (0, 1)})
        work.update({("Remit, as set", i): engines["DataFrame"][i] for i in (0, 1)})
        files = sorted(pathlib.Path(folder, "project").glob("*.parquet"))
        root = spark.sparkContext._gateway.proc.pid
        times = {key: [] for key in work}
        alone_times = []
        for _ in range(turns):
            for key, df in work.items():
                times[key].append(timed(lambda df=df, name=key[0]: run(df, name == "Remit, as set"), root))
            alone_times.append(timed(lambda: alone(policy, files), os.getpid())[0])
        print(f"{rows} rows, the least of {turns} turns: seconds by the clock (of the processor)")
        least = {key: [min(of) for of in zip(*each)] for key, each in times.items()}
        for (name, part), (clock, used) in least.items():
            print(f"{name:18} {('rows', 'R6')[part]:5} {clock:7.2f} ({used:.2f})")
        print(f"{'Remit alone':18} {'both':5} {min(alone_times):7.2f}")
        for name in (*engines, "as set"):
            ours, theirs = ([sum(least[of, i][which] for i in (0, 1)) for which in (0, 1)] for of in (f"Remit, {name}", "Spark SQL"))
            print(f"both, {name}: {ours[0] / theirs[0]:.2f} of Spark SQL by the clock, {ours[1] / theirs[1]:.2f} of the processor")
        spark.stop()


if __name__ == "__main__":
    main()
