"""Runs the programs of the pages about a host, docs/<host>.md and its Chinese sibling.

usage: host_samples.py java|node|go|rust PATH-OF-LIBREMIT

A block with `file NAME` after its language is saved under that name, in a directory of the page's own. One in the
host's language is a program: it is run, and the block of `text printed` below it is what it must print. The
binding is what its own tests have built.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from samples import ROOT, matches, samples_of

BINDINGS = ROOT / "bindings"


def run_java(work, program, library):
    classes = BINDINGS / "java" / "remit" / "target" / "classes"
    [jna] = sorted((Path.home() / ".m2/repository/net/java/dev/jna/jna").glob("*/jna-*.jar"))[-1:]
    return ["java", f"-Dremit.library={library}", "-cp", f"{classes}:{jna}", program]


def run_node(work, program, library):
    modules = work / "node_modules"
    if not modules.exists():
        modules.mkdir()
        (modules / "remit").symlink_to(BINDINGS / "node")
    return ["node", program]


def run_go(work, program, library):
    if not (work / "go.mod").exists():
        shutil.copy(BINDINGS / "go" / "go.sum", work)
        needed = (BINDINGS / "go" / "go.mod").read_text().partition("require ")[2]
        (work / "go.mod").write_text("module sample\n\ngo 1.25.0\n\nrequire remit.example/remit v0.0.0\n\n"
                                     f"replace remit.example/remit => {BINDINGS / 'go'}\n\nrequire {needed}")
    return ["go", "run", program]


def run_rust(work, program, library):
    """A crate of its own for each page, built where the tests of the binding build, with the same profile: nothing twice."""
    binding = BINDINGS / "rust"
    shutil.copy(binding / "Cargo.lock", work)
    profile = (binding / "Cargo.toml").read_text().partition("[profile.dev]")[2]
    (work / "Cargo.toml").write_text('[package]\nname = "sample"\nversion = "0.0.0"\nedition = "2024"\n\n'
                                     f'[dependencies]\nremit = {{ path = "{binding / "remit"}" }}\n\n'
                                     f'[[bin]]\nname = "sample"\npath = "{program}"\n\n[profile.dev]{profile}')
    return ["cargo", "run", "--quiet", "--offline", "--target-dir", str(binding / "target")]


HOSTS = {"java": ("java", run_java), "node": ("js", run_node), "go": ("go", run_go), "rust": ("rust", run_rust)}


def main(host, library):
    language, command = HOSTS[host]
    ran, failed = 0, 0
    for page in (ROOT / "docs" / f"{host}.md", ROOT / "docs" / "zh" / f"{host}.md"):
        with tempfile.TemporaryDirectory() as scratch:
            work, printed, program = Path(scratch), None, None
            for sample in samples_of(page):
                if sample.words[:1] == ["file"]:
                    (work / sample.words[1]).write_text(sample.text, encoding="utf-8")
                if sample.language == language and sample.words[:1] == ["file"]:
                    program = sample.words[1]
                    done = subprocess.run(command(work, program, Path(library).resolve()), cwd=work, text=True,
                                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600,
                                          env={**os.environ, "REMIT_LIBRARY": str(Path(library).resolve())})
                    printed = done.stdout + (f"\nstatus {done.returncode}\n{done.stderr}" if done.returncode else "")
                elif sample.words == ["printed"]:
                    ran += 1
                    if printed is None or not matches(sample.text, printed):
                        failed += 1
                        print(f"{sample.place}: {program} printed\n{printed}")
                    printed = None
            if printed is not None:
                failed += 1
                print(f"{page}: nothing says what {program} prints\n{printed}")
    print(f"{host}: {ran - failed} of {ran} programs of the book print what it shows")
    return 1 if failed or not ran else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
