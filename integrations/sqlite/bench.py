"""What a row costs through the SQLite extension. usage: bench.py EXTENSION [ROWS]"""

import os
import sqlite3
import sys
import time

POLICY = """policy bonus_rule { currency CNY rounding half_up to 0.01 party treasury
  entity project { key id : text  revenue : money }
  reward bonus for project cite "1" { pay 20% * revenue cap 500_000 CNY from treasury } }"""
WORK = {
    "value, the key stays": "SELECT count(remit_value(?1, 'bonus', 'id', 'p', 'revenue', revenue)) FROM project",
    "value, another key each row": "SELECT count(remit_value(?1, 'bonus', 'id', id, 'revenue', revenue)) FROM project",
    "value, JSON": "SELECT count(remit_value(?1, 'bonus', json_object('id', 'p', 'revenue', revenue))) FROM project",
    "value, policy by a query":
        "SELECT count(remit_value((SELECT ?1 LIMIT abs(random()) + 1), 'bonus', 'id', 'p', 'revenue', revenue)) FROM project",
    "ledger": "SELECT count(amount) FROM remit_ledger(?1, '{\"project\": \"project\"}')",
    "totals": "SELECT count(amount) FROM remit_totals(?1, '{\"project\": \"project\"}')",
}


def main(extension, rows):
    db = sqlite3.connect(":memory:")
    db.enable_load_extension(True)
    db.load_extension(os.path.abspath(extension))
    db.execute("CREATE TABLE project AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
               " SELECT 'p' || i AS id, i * 7919 % 3000000 AS revenue FROM n", (rows,))
    print(f"{rows} rows, SQLite {sqlite3.sqlite_version}: microseconds a row, the best of three")
    for name, sql in WORK.items():
        best = min(timed(db, sql) for _ in range(3))
        print(f"  {name:30} {best / rows * 1e6:8.2f}")


def timed(db, sql):
    begun = time.perf_counter()
    db.execute(sql, (POLICY,)).fetchall()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
