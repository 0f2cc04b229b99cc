"""Runs the samples of README and of the book: programs in C, C++ and Python, and shell commands.

usage: python3 tests/docs/run_samples.py PATH-OF-REMIT PATH-OF-LIBREMIT

A block with `file NAME` after its language is saved under that name in a directory of the page's own,
or of its chapter's. A `console` block is run there: every command that begins with `$ ` must succeed
and print what stands below it (with `status N`, end with that status). `pycon` blocks are run by
doctest, all those of a page in one session. A `cpp` block is the text of a program that the build
compiles and the tests run. Programs in Java, JavaScript and Go are run by host_samples.py. A `sh` block is not run, because it installs or builds; the targets and
paths that it names must exist. Blocks of `remit` are the concern of samples_test.cc. There is no other
kind but text that nobody runs.
"""

import doctest
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from samples import ROOT, commands_of, matches, pages, samples_of

REMIT, LIBRARY = Path("remit"), Path("libremit.so.1")
# Shown, not run: output, grammars, and text of other programs.
SHOWN = {"text", "ebnf", "csv", "json", "remit"}


def environment(scratch, page):
    """Finds the built program, library, header and package, whatever is installed."""
    programs = scratch / "bin"
    programs.mkdir()
    (programs / "remit").symlink_to(REMIT.resolve())
    (programs / "python3").symlink_to(sys.executable)
    (programs / "remit.pc").write_text(
        f"Name: remit\nDescription: the built library\nVersion: 0\nCflags: -I{ROOT / 'capi'}\n"
        f"Libs: -L{LIBRARY.resolve().parent} -lremit\n"
    )
    chinese = "zh" in page.relative_to(ROOT).parts or page.name.endswith(".zh.md")
    return {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PKG_CONFIG_PATH": str(programs),
        "LD_LIBRARY_PATH": str(LIBRARY.resolve().parent),
        "REMIT_LIBRARY": str(LIBRARY.resolve()),
        "PYTHONPATH": str(ROOT / "bindings" / "python"),
        "LC_ALL": "zh_CN.UTF-8" if chinese else "C.UTF-8",
        "COLUMNS": "120",
    }


def chapters():
    """Pages that share their files: those of a folder of the book; any other page is by itself."""
    found = {}
    for page in pages():
        inside = page.parent.name == "architecture"
        found.setdefault(page.parent if inside else page, []).append(page)
    return found.values()


class Samples(unittest.TestCase):
    def test_console_blocks_print_what_the_page_shows(self):
        count = 0
        for chapter in chapters():
            samples = [sample for page in chapter for sample in samples_of(page)]
            if not any(sample.language == "console" for sample in samples):
                continue
            with tempfile.TemporaryDirectory() as scratch:
                variables, work = environment(Path(scratch), chapter[0]), Path(scratch) / "work"
                shutil.copytree(ROOT / "policies", work / "policies")
                for sample in samples:
                    if sample.words[:1] == ["file"]:
                        target = work / sample.words[1]
                        target.parent.mkdir(parents=True, exist_ok=True)
                        target.write_text(sample.text, encoding="utf-8")
                for sample in samples:
                    if sample.language != "console":
                        continue
                    for command, expected in commands_of(sample):
                        with self.subTest(place=sample.place, command=command):
                            count += 1
                            done = subprocess.run(command, shell=True, cwd=work, env=variables, text=True,
                                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
                            wanted = int(sample.words[1]) if sample.words[:1] == ["status"] else 0
                            self.assertEqual(done.returncode, wanted, done.stdout)
                            self.assertTrue(matches(expected, done.stdout), f"it printed\n{done.stdout}")
        self.assertGreater(count, 5)

    def test_sessions_of_python_give_what_the_page_shows(self):
        count = 0
        for page in pages():
            session = [sample for sample in samples_of(page) if sample.language == "pycon"]
            if not session:
                continue
            names, runner = {}, doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
            for sample in session:
                needed = sample.words[1:] if sample.words[:1] == ["needs"] else []
                missing = [name for name in needed if importlib.util.find_spec(name) is None]
                if missing:
                    print(f"{sample.place}: not run, because {', '.join(missing)} is not installed", file=sys.stderr)
                    continue
                test = doctest.DocTestParser().get_doctest(sample.text, names, sample.place, str(page), sample.line)
                test.globs = names
                report = []
                runner.run(test, out=report.append, clear_globs=False)
                with self.subTest(place=sample.place):
                    count += len(test.examples)
                    self.assertEqual(report, [], "".join(report))
        self.assertGreater(count, 5)

    def test_programs_in_cpp_are_those_the_build_runs(self):
        program = (ROOT / "tests" / "docs" / "embedding_sample.cc").read_text(encoding="utf-8")
        blocks = [s for page in pages() for s in samples_of(page) if s.language == "cpp" and "excerpt" not in s.words]
        self.assertGreaterEqual(len(blocks), 2)
        for sample in blocks:
            with self.subTest(place=sample.place):
                self.assertEqual(sample.text, program)

    def test_commands_that_are_not_run_name_what_exists(self):
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        presets = json.loads((ROOT / "CMakePresets.json").read_text(encoding="utf-8"))
        names = {preset["name"] for preset in presets["configurePresets"]}
        for page in pages():
            for sample in (s for s in samples_of(page) if s.language == "sh"):
                with self.subTest(place=sample.place):
                    for target in re.findall(r"\bmake ([a-z-]+)", sample.text):
                        self.assertRegex(makefile, rf"(?m)^{target}:")
                    for preset in re.findall(r"--preset ([\w-]+)", sample.text):
                        self.assertIn(preset, names)
                    for path in re.findall(r"(?:^|\s)\./([\w/.-]+)", sample.text):
                        self.assertTrue((ROOT / path).exists(), path)

    def test_every_block_is_of_a_kind_that_is_checked(self):
        known = SHOWN | {"console", "pycon", "cpp", "sh"}
        for page in pages():
            for sample in samples_of(page):
                with self.subTest(place=sample.place):
                    if sample.language == "c" and page.name == "c-api.md":
                        continue  # declarations of remit.h
                    if page.name == "performance.md" and sample.language == "":
                        continue  # how to measure again: minutes, and a quiet machine
                    if sample.language in ("java", "js", "go", "rust"):  # host_samples.py runs them
                        self.assertEqual((sample.words[:1], page.stem in ("java", "node", "go", "rust")), (["file"], True))
                    elif sample.language in ("c", "python", "sql"):
                        self.assertEqual(sample.words[:1], ["file"], "a program is saved, and run by a console block")
                    else:
                        self.assertIn(sample.language, known)


if __name__ == "__main__":
    REMIT, LIBRARY = Path(sys.argv.pop(1)), Path(sys.argv.pop(1))
    os.environ["REMIT_LIBRARY"] = str(LIBRARY.resolve())
    sys.path.insert(0, str(ROOT / "bindings" / "python"))
    os.chdir(ROOT)
    unittest.main()
