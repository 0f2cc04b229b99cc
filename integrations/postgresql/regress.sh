#!/bin/sh
# Runs pg_regress within a cluster of cluster.sh. With REMIT_RECORD=1 the outputs become what is expected;
# read the difference.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
pgxs=$(dirname "$(dirname "$("${PG_CONFIG:-pg_config}" --pgxs)")")
mkdir -p "$SCRATCH/results"
status=0
psql -qX -c 'CREATE EXTENSION remit'
cd "$here"
"${PG_REGRESS:-$pgxs/test/regress/pg_regress}" --inputdir=. --outputdir="$SCRATCH/results" \
  --bindir="$("${PG_CONFIG:-pg_config}" --bindir)" --use-existing --dbname="$PGDATABASE" --host="$PGHOST" --user="$PGUSER" \
  policies values lists batches privileges adversary careless || status=$?
python3 -B "$here/samples.py" || status=$?
if [ -n "${REMIT_RECORD:-}" ]; then
  cp "$SCRATCH"/results/results/*.out "$here/expected/"
elif [ "$status" -ne 0 ]; then
  cat "$SCRATCH/results/regression.diffs" 2>/dev/null || true
  exit "$status"
fi
