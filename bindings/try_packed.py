"""Packs a binding as it is given away, installs it in a fresh project outside the tree, and runs a program of the book.

usage: try_packed.py PATH-OF-LIBREMIT [java|node|go|rust ...]

Each package carries the library, so nothing but the package is found: no variable names one. What a host needs besides
(JNA, koffi, crates) its own tools fetch. Hosts whose tools are not on the machine are left out, and said.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "tests" / "docs"))

from samples import matches, samples_of  # noqa: E402

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("REMIT_")}
VERSION = re.search(r'^version = "(.*)"', (HERE / "rust" / "Cargo.toml").read_text(), re.M)[1]


class Failed(Exception):
    """What a tool said."""


class LeftOut(Exception):
    """What the machine has too old."""


def run(*command: str | Path, at: Path, **more: str) -> str:
    done = subprocess.run([str(part) for part in command], cwd=at, text=True, capture_output=True, check=False,
                          env={**ENVIRONMENT, **more}, timeout=1800)
    if done.returncode:
        raise Failed(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def copied(host: str, to: Path, *without: str) -> Path:
    """The binding's own files, to be packed without touching the tree."""
    return Path(shutil.copytree(HERE / host, to / host, ignore=shutil.ignore_patterns("target", "node_modules", *without)))


def page_of(host: str, project: Path) -> tuple[str, str]:
    """Saves the files of the host's page in the project; gives its program and what that prints."""
    program = printed = ""
    for sample in samples_of(ROOT / "docs" / f"{host}.md"):
        if sample.words[:1] == ["file"]:
            program = sample.words[1]
            (project / program).write_text(sample.text, encoding="utf-8")
        elif sample.words == ["printed"]:
            printed = sample.text
            break
    return program, printed


def with_node(work: Path, project: Path, library: Path, program: str) -> str:
    binding = copied("node", work, "native")
    platform = run("node", "-p", "`${process.platform}-${process.arch}`", at=work).strip()
    (binding / "native" / platform).mkdir(parents=True)
    shutil.copy(library, binding / "native" / platform / "libremit.so.1")
    run("npm", "ci", "--no-audit", "--no-fund", at=binding)
    run("npm", "run", "build", at=binding)
    run("npm", "pack", "--pack-destination", project, at=binding)
    (project / "package.json").write_text('{"name": "fresh", "version": "1.0.0", "private": true}\n')
    run("npm", "install", "--no-audit", "--no-fund", f"./remit-{VERSION}.tgz", at=project)
    return run("node", program, at=project)


def with_java(work: Path, project: Path, library: Path, program: str) -> str:
    binding = copied("java", work)
    natives = work / "natives" / "linux-x86-64"  # as JNA names the platform
    natives.mkdir(parents=True)
    shutil.copy(library, natives / "libremit.so")
    maven = ("mvn", "--batch-mode", "--no-transfer-progress", "--quiet")
    repository = f"packed::file://{work}/repository"
    run(*maven, "deploy", "-Dmaven.test.skip", "-Dmaven.install.skip", "--projects", "remit", "--also-make", f"-Dremit.natives={natives.parent}",
        f"-DaltDeploymentRepository={repository}", at=binding)
    (project / "pom.xml").write_text(f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>fresh</groupId> <artifactId>fresh</artifactId> <version>1</version>
  <repositories><repository><id>packed</id><url>file://{work}/repository</url></repository></repositories>
  <dependencies>
    <dependency><groupId>remit</groupId><artifactId>remit</artifactId><version>{VERSION}</version></dependency>
  </dependencies>
</project>
""")
    # What Maven has fetched before, but of Remit nothing.
    kept = work / "kept"
    kept.mkdir()
    for group in (Path.home() / ".m2" / "repository").iterdir():
        if group.name != "remit":
            (kept / group.name).symlink_to(group)
    run(*maven, f"-Dmaven.repo.local={kept}", "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath",
        "-Dmdep.outputFile=classpath", at=project)
    return run("java", "-cp", (project / "classpath").read_text(), program, at=project)


def cached_modules() -> str:
    """What Go has fetched before, as a proxy."""
    cache = subprocess.run(["go", "env", "GOMODCACHE"], text=True, capture_output=True, check=True).stdout.strip()
    return f"{cache}/cache/download"


def with_go(work: Path, project: Path, library: Path, program: str) -> str:
    binding = copied("go", work)
    module_of = re.search(r"^module (.*)", (binding / "go.mod").read_text(), re.M)[1]
    # A folder laid out as Go's proxies are: what a vendor puts on any file server.
    versions = work / "proxy" / module_of / "@v"
    versions.mkdir(parents=True)
    (versions / "list").write_text(f"v{VERSION}\n")
    (versions / f"v{VERSION}.info").write_text(f'{{"Version": "v{VERSION}", "Time": "2026-11-30T00:00:00Z"}}')
    shutil.copy(binding / "go.mod", versions / f"v{VERSION}.mod")
    with zipfile.ZipFile(versions / f"v{VERSION}.zip", "w") as module:
        for file in sorted(path for path in binding.rglob("*") if path.is_file() and not path.name.endswith(".py")):
            module.write(file, f"{module_of}@v{VERSION}/{file.relative_to(binding)}")
    (project / "go.mod").write_text("module fresh\n\ngo 1.25.0\n")
    shutil.copy(binding / "go.sum", project)
    proxies = run("go", "env", "GOPROXY", at=project).strip()
    # What is fetched once stays in Go's cache for good, so a cache of this project's own.
    tools = {"GOPROXY": f"file://{work}/proxy,file://{cached_modules()},{proxies}", "GONOSUMDB": module_of,
             "GOFLAGS": "-modcacherw", "GOMODCACHE": str(work / "modules")}
    run("go", "get", f"{module_of}@v{VERSION}", at=project, **tools)
    run("go", "build", "-o", "fresh", program, at=project, **tools)
    # A Go program carries no library: the system's is what stands for it here.
    shutil.copy(library, project / "libremit.so.1")
    return run("./fresh", at=project, LD_LIBRARY_PATH=str(project))


def with_rust(work: Path, project: Path, library: Path, program: str) -> str:
    version = tuple(map(int, re.findall(r"\d+", run("cargo", "--version", at=work))[:2]))
    if version < (1, 90):
        raise LeftOut("cargo packs crates that need each other from 1.90 on")
    binding = copied("rust", work)
    run("cargo", "package", "--workspace", "--no-verify", "--allow-dirty", "--quiet", at=binding)
    for name in ("remit-sys", "remit"):
        with tarfile.open(binding / "target" / "package" / f"{name}-{VERSION}.crate") as crate:
            crate.extractall(project / "crates", filter="data")
    (project / "Cargo.toml").write_text(f"""[package]
name = "fresh"
version = "1.0.0"
edition = "2024"

[[bin]]
name = "fresh"
path = "{program}"

[dependencies]
remit = "{VERSION}"

[patch.crates-io]
remit = {{ path = "crates/remit-{VERSION}" }}
remit-sys = {{ path = "crates/remit-sys-{VERSION}" }}
""")
    shutil.copy(binding / "Cargo.lock", project)
    run("cargo", "build", "--quiet", at=project)
    shutil.copy(library, project / "target" / "debug" / "libremit.so.1")  # beside the program
    return run(project / "target" / "debug" / "fresh", at=project)


HOSTS = {
    "java": (with_java, ("mvn", "javac")),
    "node": (with_node, ("npm", "node")),
    "go": (with_go, ("go",)),
    "rust": (with_rust, ("cargo",)),
}


def main(library: str, *hosts: str) -> int:
    failed = 0
    for host in hosts or HOSTS:
        install, tools = HOSTS[host]
        missing = [tool for tool in tools if shutil.which(tool) is None]
        if missing:
            print(f"{host}: left out, no {missing[0]} on this machine")
            continue
        with tempfile.TemporaryDirectory() as scratch:
            work, project = Path(scratch) / "packed", Path(scratch) / "fresh"
            work.mkdir()
            project.mkdir()
            program, wanted = page_of(host, project)
            try:
                printed = install(work, project, Path(library).resolve(), program)
                problem = "" if matches(wanted, printed) else f"{program} printed\n{printed}"
            except LeftOut as reason:
                print(f"{host}: left out, {reason}")
                continue
            except Failed as reason:
                problem = str(reason)
            failed += bool(problem)
            print(f"{host}: {problem or 'packed, installed in a fresh project, and right'}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
