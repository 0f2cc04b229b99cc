"""The table of the routes in the book is that of the program; with REMIT_RECORD set it is written."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from service import PROGRAM

DOCS = Path(__file__).resolve().parents[2] / "docs"
HEADS = {"en": ("docs", "| request | body | answered |"), "zh": ("docs/zh", "| 请求 | 请求体 | 回答 |")}


def document(language):
    said = subprocess.run([PROGRAM, "serve", "--openapi", "--lang", language], check=True, capture_output=True)
    return json.loads(said.stdout)


def table(language):
    lines = [HEADS[language][1], "|---|---|---|"]
    for path, methods in document(language)["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            schema = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
            body = f"`{schema}`" if schema else ""
            lines.append(f"| `{method.upper()} {path}` | {body} | {operation['summary']} |")
    return "\n".join(lines)


@pytest.mark.parametrize("language", HEADS)
def test_the_page_lists_the_routes(language):
    folder, head = HEADS[language]
    page = DOCS.parent / folder / "serve.md"
    text = page.read_text(encoding="utf-8")
    [shown] = re.findall(re.escape(head) + r"\n(?:\|.*\n)+", text)
    if os.environ.get("REMIT_RECORD"):
        page.write_text(text.replace(shown, table(language) + "\n"), encoding="utf-8")
    else:
        assert shown == table(language) + "\n"


def test_both_documents_are_of_one_interface():
    """Only the words differ."""
    plain = {language: re.sub(r'"summary": ".*?"', "", json.dumps(document(language))) for language in HEADS}
    assert plain["en"] == plain["zh"]


def test_every_refusal_is_in_the_page():
    """Each code with its status, in both languages."""
    rows = re.findall(r"^REMIT_TROUBLE\((\w+), (\d+),", (DOCS.parent / "cli/serve/troubles.def").read_text(), re.M)
    assert len(rows) > 20
    for folder, _ in HEADS.values():
        text = (DOCS.parent / folder / "serve.md").read_text(encoding="utf-8")
        for code, status in rows:
            assert re.search(rf"^\| {status} \|.*`{code}`", text, re.M), (folder, code)
