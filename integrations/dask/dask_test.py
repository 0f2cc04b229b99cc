"""A run in shards on workers of Dask, against the run in memory; and the samples of docs/shards.md.

usage: dask_test.py   with REMIT_LIBRARY set; needs distributed and pyarrow (requirements.txt)
"""

import doctest
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bindings" / "python"))

import distributed  # noqa: E402
import pyarrow as pa  # noqa: E402
import remit  # noqa: E402

# A share of the total, a national rank and a fund for all: three reasons why rows must be known together.
POLICY = """
policy national {
  currency CNY  rounding half_up to 0.01  party treasury
  entity unit { key id : count }
  entity project { key id : count  revenue : money optional  unit : unit }
  define place for project = rank(revenue desc where revenue is given ties standard)
  define all = sum(project.revenue where revenue is given)
  define of_unit for unit = sum(project.revenue where revenue is given)
  reward share for project cite "1" { when revenue is given  pay 1_000_000 CNY * (revenue / all) from treasury }
  reward bonus for project cite "2" { when revenue is given  pay 20% * revenue from treasury }
  fund pot cite "3" { budget 1_000_000 CNY pays bonus when short pro rata ties by key }
}
"""
ROWS = 5000
UNITS = [{"id": each} for each in range(7)]


def projects():
    # One unit has nine tenths of the rows; every 97th revenue is blank.
    revenue = [None if n % 97 == 0 else n * 7919 % 300_007 for n in range(ROWS)]
    return pa.table({"id": range(ROWS), "revenue": revenue, "unit": [0 if n % 10 else n % 7 for n in range(ROWS)]})


def results(shards, number, rows, part):
    """The last traversal of a shard: its figures, and its state."""
    run = shards.results(number, rows, part)
    tables = [pa.table(batch.table) for batch in run]
    return tables, run.state


def merged(client, states):
    """A tree of merges; nothing but the last state leaves the workers."""
    while len(states) > 1:
        pairs = [states[at : at + 2] for at in range(0, len(states), 2)]
        states = [client.submit(remit.ShardState.merge, *pair) if len(pair) > 1 else pair[0] for pair in pairs]
    return states[0]


def on_dask(client, policy, parts):
    """All figures of the rows by shard, and the results of the whole."""
    shards = policy.shards({"unit": UNITS}, "project")
    needed, advanced = dict.fromkeys(parts), None
    for _ in range(shards.traversals - 1):
        gathered = [client.submit(shards.gather, shard, rows, needed[shard]) for shard, rows in parts.items()]
        advanced = shards.advance(merged(client, gathered).result(), advanced)
        needed = {shard: advanced.part(shard) for shard in parts}
    runs = [client.submit(results, shards, shard, rows, needed[shard]) for shard, rows in parts.items()]
    state = merged(client, [client.submit(lambda run: run[1], run) for run in runs])
    tables = [table for run in client.gather(runs) for table in run[0]]
    return pa.concat_tables(tables), shards.finish(state.result(), advanced)


class OnDask(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0")
        cls.client = distributed.Client(cls.cluster)

    @classmethod
    def tearDownClass(cls):
        cls.client.close()
        cls.cluster.close()

    def test_every_figure_is_that_of_one_run(self):
        policy, rows = remit.compile(POLICY), projects()
        parts = {shard: rows.slice(begin, 700) for shard, begin in enumerate(range(0, ROWS, 700))}
        found, whole = on_dask(self.client, policy, parts)
        expected = policy.evaluate({"unit": UNITS, "project": rows})
        of_rows = pa.table(expected["project"])
        self.assertGreater(len({each for each in found["place"].to_pylist()}), 100)
        for name in of_rows.schema.names:
            self.assertEqual(found[name].to_pylist(), of_rows[name].to_pylist(), name)
        self.assertEqual(whole.totals.to_dicts(), expected.totals.to_dicts())
        self.assertEqual(whole["unit"]["of_unit"], expected["unit"]["of_unit"])

    def test_the_pages_say_what_happens(self):
        for name in ("docs/shards.md", "docs/zh/shards.md"):
            with self.subTest(page=name):
                text = (ROOT / name).read_text(encoding="utf-8")
                blocks = re.findall(r"```pycon needs[^\n]*\n(.*?)```", text, re.S)
                self.assertTrue(any("distributed" in block for block in blocks))
                sample = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, name, name, 0)
                self.assertEqual(doctest.DocTestRunner(verbose=False).run(sample).failed, 0)


if __name__ == "__main__":
    unittest.main()
