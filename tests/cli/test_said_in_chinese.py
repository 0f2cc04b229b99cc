"""What a user of Chinese reads is Chinese: no English word that is not the data's, the policy's or a file's."""

import re
import subprocess
from pathlib import Path

import pytest

from conftest import PROGRAM

POLICIES = Path(__file__).resolve().parents[2] / "policies"
WORKED = sorted(p.parent for p in POLICIES.glob("*/policy.remit"))
WORD = re.compile(r"[A-Za-z][A-Za-z_]+")
# What programs call the day of the run, codes of currencies, the name of the program, and what stands in file names and units of memory.
ALWAYS = {"as_of", "CNY", "EUR", "USD", "Remit", "remit", "csv", "json", "html", "SHA", "KB", "MB", "GB"}


# What is typed as it stands, and what nobody reads: options, digests.
NO_WORDS = re.compile(r"--[a-z-]+|[0-9a-f]{16,}")


def remit(folder, *arguments):
    done = subprocess.run(
        [PROGRAM, "--lang", "zh", *map(str, arguments)],
        cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"})  # fmt: skip
    assert done.returncode in (0, 1, 3), done.stderr
    return NO_WORDS.sub(" ", done.stdout + done.stderr)


def words_of(folder):
    """Those that the policy and its tables bring along; names of files and folders too."""
    words = set(ALWAYS)
    for path in [*folder.glob("*.remit"), *folder.rglob("data/*")]:
        words |= set(WORD.findall(path.read_text(encoding="utf-8"))) | set(WORD.findall(path.name))
    return words


def seen(text):
    """What a reader sees of a page: neither its marks nor its styles."""
    text = re.sub(r"<(style|script|title).*?</\1>", " ", text, flags=re.DOTALL)
    return re.sub(r"<[^>]*>|&[a-z]+;", " ", text)


@pytest.mark.parametrize("folder", WORKED, ids=lambda folder: folder.name)
def test_every_verb(folder, tmp_path):
    policy, data = folder / "policy.remit", folder / "data"
    here = {
        "核对": remit(tmp_path, "check", policy),
        "计算": remit(tmp_path, "run", policy, "--data", data),
        "案例": remit(tmp_path, "test", policy),
        "条款": remit(tmp_path, "clauses", policy),
        "清单": remit(tmp_path, "payments", policy, "--data", data),
        "清单页": seen(remit(tmp_path, "payments", policy, "--data", data, "--format", "html")),
        "比较": remit(tmp_path, "compare", policy, policy, "--data", data),
        "报告": seen(remit(tmp_path, "report", policy, "--data", data)),
        "写出": remit(tmp_path, "run", policy, "--data", data, "--out", "结果"),
    }
    here["复核"] = remit(tmp_path, "verify", "结果")
    allowed = words_of(folder) | set(WORD.findall(str(folder))) | set(WORD.findall(str(tmp_path)))
    allowed |= {word for path in (tmp_path / "结果").iterdir() for word in WORD.findall(path.name)}
    found = {verb: sorted(set(WORD.findall(text)) - allowed) for verb, text in here.items()}
    assert not {verb: words for verb, words in found.items() if words}


def test_words_of_the_program_would_be_found():
    text = "合计 due 3"
    assert set(WORD.findall(text)) - ALWAYS == {"due"}
    assert seen("<p class='due'>应付</p>").strip() == "应付"
