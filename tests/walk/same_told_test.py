"""What is told of drawn sentences is the same in every run: the order of hash tables, which differs from process to
process, does not show. usage: same_told_test.py WALK WORLD"""

import subprocess
import sys
import unittest

WALK, WORLD = sys.argv[1:3]
RUNS = 6


class SameTold(unittest.TestCase):
    def test_every_run_tells_the_same(self):
        for asked in (["--alone", "--count", "150"], ["--count", "4"]):
            command = [WALK, WORLD, "--told", "--from", "500001", *asked]
            runs = [subprocess.run(command, capture_output=True, text=True, check=False) for _ in range(RUNS)]
            digests = [[line for line in run.stdout.splitlines() if len(line.split()) == 2] for run in runs]
            self.assertGreater(len(digests[0]), 3, runs[0].stdout + runs[0].stderr)
            for seeds in zip(*digests):
                self.assertEqual(len(set(seeds)), 1, f"walk {' '.join(asked)}: {sorted(set(seeds))}")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
