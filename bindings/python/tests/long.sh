#!/bin/sh
# The wheel in a fresh environment, with pandas, polars, pyarrow and DuckDB from PyPI, and mypy.
# usage: bindings/python/tests/long.sh [FOLDER]; the environment is made in FOLDER (build/python).
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
root=$(cd "$here/../.." && pwd)
venv=${1:-$root/build/python}
python3 -m venv "$venv"
"$venv/bin/pip" install -q --upgrade pip setuptools wheel
"$venv/bin/pip" install -q pytest mypy pandas polars pyarrow duckdb
"$venv/bin/pip" install -q --force-reinstall --no-deps "$here"
(cd "$here" && "$venv/bin/mypy")
cd "$root"
# The installed package, its own library: nothing of this tree is on the path.
REMIT_INSTALLED=1 REMIT_FRAMES=1 "$venv/bin/python" -m pytest -q bindings/python/tests
