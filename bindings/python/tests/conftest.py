"""Runs the tests on this tree: its Python files, its build of the library."""

import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
# The tree that `make test` builds, or else the one that is shipped.
BUILD = next(
    (tree for tree in (ROOT / "build" / "tested", ROOT / "build" / "release") if (tree / "lib").is_dir()),
    ROOT / "build" / "tested",
)

# Packages from outside Debian: tests/long.sh installs them and says so.
collect_ignore = [] if os.environ.get("REMIT_FRAMES") else ["test_frames.py"]

if not os.environ.get("REMIT_INSTALLED"):
    os.environ.setdefault("REMIT_LIBRARY", str(BUILD / "lib" / "libremit.so.1"))
    sys.path.insert(0, str(ROOT / "bindings" / "python"))

import pytest  # noqa: E402

import remit  # noqa: E402

POLICY_FILE = ROOT / "tests" / "same_bytes" / "policy.remit"


@pytest.fixture(scope="session")
def policy() -> remit.Policy:
    return remit.load(POLICY_FILE)


@pytest.fixture
def tables() -> dict[str, list[dict[str, object]]]:
    """p1: capped at 500000.00; p2: 200000.05; p3: a township's, none."""
    units = [
        {"name": "Development office", "kind": "city_department"},
        {"name": "North township", "kind": "township"},
    ]
    revenues = {"p1": "2500000.05", "p2": "1000000.23", "p3": "9000000"}
    projects = [
        {
            "id": key,
            "introduced_by": "North township" if key == "p3" else "Development office",
            "located_in": "North township",
            "investment": 30_000_000,
            "local_revenue": revenue,
        }
        for key, revenue in revenues.items()
    ]
    return {"unit": units, "project": projects}

