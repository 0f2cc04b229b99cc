"""The fenced blocks of the documentation, and what each of them is for."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(?P<language>[\w+-]*)(?P<words>(?: [^\n]*)?)\n(?P<text>.*?)^```$", re.M | re.S)


@dataclass
class Sample:
    page: Path
    line: int
    language: str
    words: list[str]  # what follows the language: `file NAME`, `fails CODE`, `needs MODULE...`
    text: str

    @property
    def place(self):
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def pages():
    """README in both languages and every page of the book."""
    return [ROOT / "README.md", ROOT / "README.zh.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def samples_of(page):
    text = page.read_text(encoding="utf-8")
    return [
        Sample(page, text.count("\n", 0, match.start()) + 1, match["language"], match["words"].split(), match["text"])
        for match in FENCE.finditer(text)
    ]


def commands_of(sample):
    """A console block as (command, expected output): a command begins with `$ `, goes on after `\\`,
    and its output follows."""
    result = []
    for line in sample.text.splitlines():
        if line.startswith("$ "):
            result.append([line[2:], []])
        elif result and result[-1][0].endswith("\\"):
            result[-1][0] = result[-1][0][:-1] + line.strip()
        elif result:
            result[-1][1].append(line.rstrip())
    return [(command, "\n".join(lines).strip("\n")) for command, lines in result]


def matches(expected, actual):
    """Whether `actual` is what the page shows; a line of dots stands for any lines."""
    chunks = [[]]
    for line in expected.strip("\n").splitlines():
        if line.strip() in ("...", "……"):
            chunks.append([])
        else:
            chunks[-1].append(line.rstrip())
    lines = [line.rstrip() for line in actual.strip("\n").splitlines()]
    first, *others = chunks
    if not others:
        return lines == first
    if lines[: len(first)] != first:
        return False
    at = len(first)
    *middle, last = others
    for chunk in middle:
        places = range(at, len(lines) - len(chunk) + 1)
        at = next((i + len(chunk) for i in places if lines[i : i + len(chunk)] == chunk), None)
        if at is None:
            return False
    return len(lines) - len(last) >= at and lines[len(lines) - len(last) :] == last
