"""The cases that prove a binding, as neutral JSON: those of tests/spec, and the worked policies.

usage: python3 tests/kit/kit.py OUT.json

docs/writing-a-binding.md describes the file. Nothing here asks Remit for a figure: what is expected
was written by a person (tests/spec), by a program that knows nothing of Remit (policies/*/expected)
or found right by a reader (tests/explain/expected).
"""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, Iterator

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "tests" / "spec"
POLICIES = ROOT / "policies"
LISTS = ("ledger", "totals", "targets", "errors", "findings", "attributions")
# What a header of the worked policies' tables says after a name.
UNITS = {"10k CNY": 10**4, "10k USD": 10**4, "万元": 10**4, "万美元": 10**4, "%": 1}


def table(name: str, rows: list[list[str]]) -> dict[str, Any]:
    header, *body = rows
    return {"table": name, "columns": header, "rows": [row + [""] * (len(header) - len(row)) for row in body]}


# ---- tests/spec


def sections(path: Path) -> Iterator[tuple[str, str, str]]:
    """(word, name, text) of each titled section of a spec."""
    parts = re.split(r"^=== (.*)\n", path.read_text(encoding="utf-8"), flags=re.M)[1:]
    for title, text in zip(parts[::2], parts[1::2]):
        word, _, name = title.partition(" ")
        yield word, name, text


def cells(text: str) -> list[list[str]]:
    """Rows of a spec. A cell that begins with a blank goes on with the sentence before the comma."""
    rows = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            row: list[str] = []
            for cell in line.split(","):
                if cell.startswith(" ") and row:
                    row[-1] += f",{cell}"
                else:
                    row.append(cell)
            rows.append(row)
    return rows


# `   ^^^ R0201 -> better` in a comment below the line; `---` is a second place.
MARK = re.compile(r"(\^+|-+)(?:\.\.\.)? (R\d{4})(?: -> (.*))?")


def diagnostics(file: str, text: str) -> Iterator[dict[str, Any]]:
    """What the marks of a text say will be reported of it."""
    marked = 0
    for number, line in enumerate(text.splitlines(), 1):
        found = list(MARK.finditer(line)) if line.startswith("#") else []
        marked = marked if found else number
        for mark in found:
            if mark[1].startswith("^"):
                yield {
                    "code": mark[2],
                    "file": file,
                    "line": marked,
                    "display_column": mark.start() + 1,
                    "replacement": mark[3],
                }


def of_spec(path: Path) -> dict[str, Any]:
    said = list(sections(path))
    sources = [{"name": name or "policy.remit", "text": text} for word, name, text in said if word == "policy"]
    case: dict[str, Any] = {"name": f"spec/{path.relative_to(SPEC).with_suffix('')}", "sources": sources}
    for word, _, text in said:
        if word == "options":
            case["as_of"] = text.removeprefix("as_of = ").strip()
    if path.parent.name == "bad":
        case["diagnostics"] = [each for one in sources for each in diagnostics(one["name"], one["text"])]
        return case
    # Cells go in by the policy's names; a file may call a field otherwise.
    whole = "\n".join(one["text"] for one in sources)
    names = {header: name for name, header in re.findall(r'(\w+)\s*:\s*[^:\n]*?column "([^"]+)"', whole)}
    case["tables"] = []
    for word, name, text in said:
        if word == "table":
            header, *body = cells(text)
            case["tables"].append(table(name, [[names.get(each, each) for each in header], *body]))
    case["expect"] = [table(name, cells(text)) for word, name, text in said if word == "expect"]
    case["equal"] = "text"
    return case


# ---- The worked policies


def load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(f"kit_{path.stem}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> list[list[str]]:
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def with_units(rows: list[list[str]]) -> list[list[str]]:
    """A table whose headers name units, in the units of the policy."""
    header, *body = rows
    named = [re.fullmatch(r"(.*?) ?\((.*)\)", each) for each in header]

    def cell(text: str, at: int) -> str:
        found = named[at]
        if found is None or not text:
            return text
        return f"{text}%" if found[2] == "%" else f"{Decimal(text) * UNITS[found[2]]:f}"

    plain = [found[1] if found else each for found, each in zip(named, header)]
    return [plain, *([cell(text, at) for at, text in enumerate(row)] for row in body)]


def folder(name: str, policy: Path, data: Path, as_of: str | None) -> dict[str, Any]:
    text = policy.read_text(encoding="utf-8")
    # A table that is called like the policy holds the figures of the whole.
    policies = re.findall(r"^(?:policy|政策) (\S+)", text, flags=re.M)
    case: dict[str, Any] = {
        "name": name,
        "sources": [{"name": "policy.remit", "text": text}],
        "tables": [
            table("whole" if path.stem in policies else path.stem, with_units(read(path)))
            for path in sorted(data.glob("*.csv"))
        ],
    }
    if as_of:
        case["as_of"] = as_of
    return case


def worked() -> Iterator[dict[str, Any]]:
    """The policies with the figures that a program of their own found; numbers are compared by value."""
    days = load(ROOT / "tests" / "policies" / "policies_test.py").ALL
    for name, as_of in days.items():
        home = POLICIES / name
        case = folder(f"policies/{name}", home / "en" / "policy.remit", home / "en" / "data", as_of)
        whole = re.findall(r"^policy (\S+)", case["sources"][0]["text"], flags=re.M)
        case["expect"] = [
            table("whole" if path.stem in whole else path.stem, read(path))
            for path in sorted((home / "expected").glob("*.csv"))
            if path.stem not in LISTS  # they hold a part of a list's lines
        ]
        case["equal"] = "value"
        yield case


def explained() -> Iterator[dict[str, Any]]:
    """Cells whose explanation was read and found right, byte for byte."""
    for name, place in load(ROOT / "tests" / "explain" / "explain_test.py").CELLS.items():
        policy, data, as_of, language, entity, key, column = place
        case = folder(f"explain/{name}", POLICIES / policy, POLICIES / data, as_of)
        text = (ROOT / "tests" / "explain" / "expected" / f"{name}.txt").read_text(encoding="utf-8")
        case["explanations"] = [
            {"entity": entity, "key": key, "column": column, "language": language, "text": text}
        ]
        yield case


def cases() -> list[dict[str, Any]]:
    spec = [of_spec(path) for kind in ("good", "bad") for path in sorted(SPEC.glob(f"**/{kind}/*.spec"))]
    return [*spec, *worked(), *explained()]


def main() -> None:
    (out,) = sys.argv[1:]
    kit = {"version": 1, "cases": cases()}
    Path(out).write_text(json.dumps(kit, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{out}: {len(kit['cases'])} cases")


if __name__ == "__main__":
    main()
