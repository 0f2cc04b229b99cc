"""The measured work R1-R6 on Spark (docs/performance.md says what it is): Remit beside plain Spark SQL in
decimal, on the same executor and the same Parquet files, turn by turn, all figures compared once.

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
FIGURES = ("bonus", "finder", "tier", "met", "total")
OF_UNIT = ("sum_total", "met_count", "place", "prize")


def run(df):
    """Computes every row of a DataFrame and keeps none."""
    df.write.format("noop").mode("overwrite").save()


def plain(spark):
    result = spark.sql(ROWS)
    result.createOrReplaceTempView("result")
    return result, spark.sql(OF_UNITS)


def by_remit(policy, spark):
    units = [{"id": i} for i in range(UNITS)]
    found = remit.spark.evaluate(policy, {"unit": units}, "project", spark.table("project"), ascending_keys=True)
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


def timed(what):
    begin = time.perf_counter()
    what()
    return time.perf_counter() - begin


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
        sql, engine = plain(spark), by_remit(policy, spark)
        if not same(engine[0], sql[0], FIGURES) or not same(engine[1], sql[1], OF_UNIT):
            raise SystemExit("the figures differ")
        files = sorted(pathlib.Path(folder, "project").glob("*.parquet"))
        times = {"Spark SQL, rows": [], "Spark SQL, R6": [], "Remit, rows": [], "Remit, R6": [], "Remit alone": []}
        for _ in range(turns):
            times["Spark SQL, rows"].append(timed(lambda: run(sql[0])))
            times["Remit, rows"].append(timed(lambda: run(engine[0])))
            times["Spark SQL, R6"].append(timed(lambda: run(sql[1])))
            times["Remit, R6"].append(timed(lambda: run(engine[1])))
            times["Remit alone"].append(timed(lambda: alone(policy, files)))
        least = {name: min(each) for name, each in times.items()}
        for name, each in times.items():
            print(f"{name:18} {least[name]:7.2f} s  (median {statistics.median(each):.2f})")
        print(f"rows: Remit / SQL  {least['Remit, rows'] / least['Spark SQL, rows']:.2f}")
        print(f"R6:   Remit / SQL  {least['Remit, R6'] / least['Spark SQL, R6']:.2f}")
        both = least["Remit, rows"] + least["Remit, R6"]
        print(f"both: Remit / SQL  {both / (least['Spark SQL, rows'] + least['Spark SQL, R6']):.2f}")
        spark.stop()


if __name__ == "__main__":
    main()
