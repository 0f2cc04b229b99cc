"""Runs the samples of docs/postgresql.md and of its Chinese sibling, within a cluster of cluster.sh.

A block `sql file NAME` is run by psql in one database for each page; where a block `text` follows before the
next one, it is what psql prints. With REMIT_RECORD=1 the pages are written anew.
"""

import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = [ROOT / "docs" / "postgresql.md", ROOT / "docs" / "zh" / "postgresql.md"]
BLOCK = re.compile(r"^```(sql file \S+|text)\n(.*?)^```$", re.M | re.S)


def psql(database, sql):
    done = subprocess.run(["psql", "-qX", "-d", database], input=sql, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True)
    return done.stdout


def run(page, database):
    text = page.read_text(encoding="utf-8")
    differences, pieces, end, printed = [], [], 0, None
    for block in BLOCK.finditer(text):
        pieces.append(text[end:block.start(2)])
        end = block.end(2)
        if block[1].startswith("sql"):
            if printed:
                differences.append(f"{page.name}: nothing shows what was printed:\n{printed}")
            printed = psql(database, block[2])
            pieces.append(block[2])
        elif printed is None:
            pieces.append(block[2])  # a block that no statement printed
        else:
            if printed.strip() != block[2].strip():
                differences.append(f"{page.name} shows\n{block[2]}and psql printed\n{printed}")
            pieces.append(printed.rstrip("\n") + "\n")
            printed = None
    pieces.append(text[end:])
    if os.environ.get("REMIT_RECORD"):
        page.write_text("".join(pieces), encoding="utf-8")
        return []
    return differences


def main():
    found = []
    for page in PAGES:
        database = "english" if page.parent.name == "docs" else "chinese"
        psql("postgres", f"CREATE DATABASE {database}")
        found += run(page, database)
    for difference in found:
        print(difference)
    print(f"samples: {len(PAGES)} pages, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
