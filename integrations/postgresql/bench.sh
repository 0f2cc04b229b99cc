#!/bin/sh
# What a row costs, by pgbench, within a cluster of cluster.sh.
set -eu
rows=${ROWS:-100000}
psql -qX <<SQL
CREATE EXTENSION remit;
SELECT remit.add('bonus', 'policy bonus_rule { currency CNY rounding half_up to 0.01 party treasury
  entity project { key id : text  revenue : money }
  reward bonus for project cite "1" { pay 20% * revenue cap 500_000 CNY from treasury } }');
CREATE TABLE project AS SELECT 'p' || i AS id, (i::bigint * 7919 % 3000000)::numeric(20, 2) AS revenue
  FROM generate_series(1, $rows) i;
ANALYZE project;
SQL
measure() {
  printf '%s\n' "$2" > "$SCRATCH/script.sql"
  # The average of a transaction in milliseconds.
  took=$(pgbench -n -t "$3" -f "$SCRATCH/script.sql" 2>/dev/null | sed -n 's/^latency average = \(.*\) ms$/\1/p')
  printf '%-44s %10s ms %10s us a row\n' "$1" "$took" "$(echo "$took $4" | awk '{ printf "%.2f", $1 * 1000 / $2 }')"
}
echo "$rows rows, $(psql -qXAt -c 'SHOW server_version'), pgbench with one client"
measure "plain SQL, round(20% * revenue, 2)" "SELECT sum(least(round(0.2 * revenue, 2), 500000)) FROM project" 5 "$rows"
measure "remit.value, the key in the row" "SELECT sum(remit.value('bonus', 'bonus', p)) FROM project p" 3 "$rows"
measure "remit.value, JSON, the key stays" "SELECT sum(remit.value('bonus', 'bonus', jsonb_build_object('id', 'x', 'revenue', revenue))) FROM project" 3 "$rows"
measure "remit.totals, all rows" "SELECT amount FROM remit.totals('bonus', '{\"project\": \"project\"}')" 5 "$rows"
measure "remit.ledger, all rows" "SELECT sum(amount) FROM remit.ledger('bonus', '{\"project\": \"project\"}')" 3 "$rows"
measure "one row in a statement of its own" "SELECT remit.value('bonus', 'bonus', p) FROM project p LIMIT 1" 200 1
