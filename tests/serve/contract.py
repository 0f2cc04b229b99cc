"""Holds `remit serve` to its OpenAPI document with schemathesis.

usage: contract.py SCHEMATHESIS REMIT [EXAMPLES]

Requests that the document allows and ones that it forbids, of every route, with and without a policy that
exists; answers must have the statuses, types and shapes that it says, and nothing may be answered with 500.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import service as serving
from service import POLICY, Service

TOKEN = "0123456789abcdef"
# Well-formed tables that do not fit the policy are 422; a policy that a client makes up is 404.
CONFIG = """
seed = 1
continue-on-failure = true
headers = {{ Authorization = "Bearer {token}" }}
[parameters]
{policy}
[phases.stateful]
enabled = false
[generation]
max-examples = {examples}
[checks]
positive_data_acceptance.expected-statuses = ["200", "404", "422"]
negative_data_rejection.expected-statuses = ["400", "401", "404", "405", "413", "415", "422", "431"]
"""


def main(schemathesis, remit, examples=60):
    serving.PROGRAM = remit
    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        folder, tokens = Path(scratch) / "policies", Path(scratch) / "tokens"
        folder.mkdir()
        (folder / "grant.remit").write_text(POLICY)
        tokens.write_text(f"tester {TOKEN} reload\n")
        tokens.chmod(0o600)
        with Service(folder, "--client-policies", "--tokens", str(tokens)) as service:
            for policy in ('"path.policy" = "grant"', ""):
                config = Path(scratch) / "schemathesis.toml"
                config.write_text(CONFIG.format(token=TOKEN, policy=policy, examples=examples))
                words = [schemathesis, "--config-file", str(config), "run",
                         f"http://127.0.0.1:{service.port}/openapi.json"]
                words += ["--no-color", "--suppress-health-check", "all", "--checks", "all"]
                words += [] if policy else ["--include-path-regex", "policy"]
                done = subprocess.run(words, cwd=scratch, capture_output=True, text=True)
                failed |= done.returncode != 0
                told = [line.strip() for line in done.stdout.splitlines() if " generated, " in line]
                print(done.stdout[-6000:] if done.returncode else f"schemathesis: {told[0]}")
                print(done.stderr[-2000:], end="")
            assert service.get("/health").status == 200
            failed |= service.end() != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3], *map(int, sys.argv[3:])))
