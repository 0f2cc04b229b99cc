"""Runs the fuzz targets under libFuzzer, one after the other, and keeps the score.

usage: fuzz.py PROGRAMS MINUTES [TARGET...]

PROGRAMS: the folder of the programs (build/fuzz/bin). MINUTES: of all together. What is found goes to build/fuzz/found/TARGET, and the
exit status is 1. The corpora grow in build/fuzz/corpus/TARGET; they begin with those that are committed (tests/fuzz/corpus/TARGET) and
with the folders that tests/fuzz/CMakeLists.txt names. With FUZZ_MINIMISE=1 in the environment the small inputs that reach something
of their own are copied to tests/fuzz/corpus/TARGET at the end. The dictionary is made of the tables of the language each time.

tests/fuzz/SCORE.md has a line for each target and commit, executions added up; a second run of a commit adds to its line.
"""

import os
import re
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "tests" / "fuzz"
SCORE = HERE / "SCORE.md"
# What an input may have, in bytes: the smaller, the more of them a second.
LONGEST = {"source": 300, "parse": 600, "compile": 800, "run": 1500, "csv": 400, "arrow": 400, "state": 400, "editor": 1500,
           "workbook": 4000, "calls": 600, "serve": 1200}
HEADER = """# Fuzzing, added up

By `make fuzz MINUTES=60`, under AddressSanitizer and UndefinedBehaviorSanitizer. A finding is an input that crashed, or that broke what its
target promises; each that was mended stands in a corpus, and its mend in the changelog. Goal: 10^8 executions of the targets that read
bytes (source, csv, arrow, workbook, state), 10^7 of the others.

| target | commit | executions | a second | edges | findings |
|---|---|---|---|---|---|
"""


def words_of_the_language():
    """Keywords, functions, signs: what stands in quotes in the tables."""
    words = set()
    keywords = (ROOT / "src/syntax/keywords.def").read_text()
    for english, chinese, others in re.findall(r'REMIT_(?:RESERVED_)?KEYWORD\("([^"]*)", *"([^"]*)", *"([^"]*)"\)', keywords):
        words.add(english.split("@")[0].replace("_", " "))
        words.add(english.split("@")[0])
        words.update(word for word in (chinese, *others.split("|")) if word)
    functions = (ROOT / "src/type/functions.cc").read_text() + (ROOT / "src/type/operations.def").read_text()
    words.update(re.findall(r'"([a-z_]{3,20})"', functions))
    words.update(re.findall(r'"([\u4e00-\u9fff]{2,6})"', functions))
    grammar = (ROOT / "src/syntax/grammar.ebnf").read_text()
    words.update(sign for sign in re.findall(r'"([^"\s]{1,3})"', grammar))
    words.update(["2010-01-01", "1_000_000.50", "10%", "500万元", "CNY", "USD", "0.01", "=== policy\n", "=== table ", "\n", "// ", "\ufeff"])
    return sorted(words)


def write_dictionary(path):
    def quoted(word):
        return "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02X}" for byte in word.encode())

    path.write_text("".join(f'"{quoted(word)}"\n' for word in words_of_the_language()))


def seeds():
    """{target: folders}, as tests/fuzz/CMakeLists.txt names them."""
    text = (HERE / "CMakeLists.txt").read_text()
    found = {}
    for name, rest in re.findall(r"remit_fuzz\(fuzz_(\w+)(.*?)\)\n", text, re.DOTALL):
        folders = re.findall(r'"\$\{PROJECT_SOURCE_DIR\}/([^"]*)"', rest.partition("CORPUS")[2])
        found[name] = [ROOT / folder for folder in folders]
    return found


def figures(log):
    def last(pattern):
        values = re.findall(pattern, log)
        return int(values[-1]) if values else 0

    return {"executions": last(r"stat::number_of_executed_units: (\d+)") or last(r"#(\d+)\s"),
            "second": last(r"stat::average_exec_per_sec: *(\d+)"), "edges": last(r"cov: (\d+)")}


def was_held_up(program, path):
    """Whether an input that took too long by the clock takes little of the processor: a busy machine is no finding."""
    if not path.name.startswith(("timeout-", "slow-unit-")):
        return False
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run([str(program), "-timeout=600", str(path)], cwd=ROOT, capture_output=True, check=False)
    return done.returncode == 0 and resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 5


def run(program, target, folders, seconds, work):
    """(figures, findings) of one target."""
    corpus, found = work / "corpus" / target, work / "found" / target
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(parents=True, exist_ok=True)
    before = set(found.iterdir())
    command = [program, f"-max_total_time={seconds}", f"-max_len={LONGEST.get(target, 800)}", "-print_final_stats=1", "-timeout=20",
               "-report_slow_units=20",
               "-rss_limit_mb=2048", f"-dict={work / 'words.dict'}", f"-artifact_prefix={found}/", "-entropic=0", corpus, *folders]
    done = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True, errors="replace")
    if done.returncode != 0:
        print("\n".join(done.stderr.splitlines()[-30:]))
    findings = sorted(set(found.iterdir()) - before)
    held_up = [path for path in findings if was_held_up(program, path)]
    for path in held_up:
        findings.remove(path)
        path.unlink()
    return figures(done.stderr), findings, 0 if held_up and not findings else done.returncode


def minimise(program, target, work):
    """Copies what is small and reaches something of its own to the committed corpus."""
    least, kept = work / "least" / target, HERE / "corpus" / target
    shutil.rmtree(least, ignore_errors=True)
    least.mkdir(parents=True)
    subprocess.run([str(program), "-merge=1", f"-max_len={LONGEST.get(target, 800)}", str(least), str(work / "corpus" / target)],
                   cwd=ROOT, capture_output=True, check=False)
    kept.mkdir(parents=True, exist_ok=True)
    room = 64 << 10  # of each target, so that the repository stays small
    for path in sorted(least.iterdir(), key=lambda each: (each.stat().st_size, each.name)):
        room -= path.stat().st_size
        if room < 0:
            break
        shutil.copy(path, kept / path.name[:16])


def read_score():
    lines = {}
    for line in SCORE.read_text().splitlines() if SCORE.exists() else []:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 6 and cells[2].replace(" ", "").isdigit():
            lines[(cells[0], cells[1])] = cells[2:]
    return lines


def keep_score(target, commit, result, findings):
    lines = read_score()
    old = lines.get((target, commit), ["0", "0", "0", "0"])
    executions = int(old[0].replace(" ", "")) + result["executions"]
    lines[(target, commit)] = [f"{executions:,}".replace(",", " "), str(result["second"]), str(max(int(old[2]), result["edges"])),
                               str(int(old[3]) + findings)]
    rows = [f"| {target} | {commit} | " + " | ".join(cells) + " |\n" for (target, commit), cells in sorted(lines.items())]
    SCORE.write_text(HEADER + "".join(rows))


def main():
    programs, minutes = Path(sys.argv[1]), float(sys.argv[2])
    work = programs.parent
    known = seeds()
    targets = sys.argv[3:] or sorted(known)
    write_dictionary(work / "words.dict")
    commit = subprocess.run(["git", "rev-parse", "--short=8", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    seconds = max(1, int(minutes * 60 / len(targets)))
    failed = False
    for target in targets:
        committed = HERE / "corpus" / target
        folders = known[target] + ([committed] if committed.is_dir() and committed not in known[target] else [])
        begun = time.monotonic()
        result, findings, status = run(programs / f"fuzz_{target}", target, folders, seconds, work)
        keep_score(target, commit, result, len(findings))
        print(f"{target}: {result['executions']} executions in {time.monotonic() - begun:.0f} s, {result['second']} a second, "
              f"{result['edges']} edges, {len(findings)} findings")
        for path in findings:
            print(f"  {path}")
        failed = failed or bool(findings) or status != 0
        if os.environ.get("FUZZ_MINIMISE") == "1" and not findings:
            minimise(programs / f"fuzz_{target}", target, work)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
