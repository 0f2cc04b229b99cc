"""The modules of the package import one way."""

import ast
import os
import pathlib
import subprocess
import sys

import pytest

import remit

PACKAGE = pathlib.Path(remit.__file__).parent
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in PACKAGE.glob("*.py")}


def imported(source: str) -> set[str]:
    """The modules of the package that a module imports anywhere: in functions and for types too."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "remit":
            module = (node.module or "").partition(".")[2]
            found |= {module} if module else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {
                alias.name.partition(".")[2]
                for alias in node.names
                if alias.name.startswith("remit.")
            }
        assert not (isinstance(node, ast.ImportFrom) and node.level), "relative"
    return found


def circle(arrows: dict[str, set[str]]) -> list[str]:
    """Modules that import each other round; [] where there are none."""
    done: set[str] = set()

    def walk(module: str, path: list[str]) -> list[str]:
        if module in path:
            return path[path.index(module) :]
        if module in done:
            return []
        for other in sorted(arrows.get(module, ())):
            found = walk(other, [*path, module])
            if found:
                return found
        done.add(module)
        return []

    return next(filter(None, (walk(module, []) for module in sorted(arrows))), [])


def test_no_circle():
    arrows = {module: imported(source) for module, source in SOURCES.items()}
    assert len(arrows) > 15 and sum(map(len, arrows.values())) > 40
    assert set().union(*arrows.values()) <= set(SOURCES)
    assert circle(arrows) == []


def test_a_circle_would_be_found():
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["b", "c"]
    hidden = "def f():\n    from remit._data import Data\nif TYPE_CHECKING:\n    import remit._case"
    assert imported(hidden) == {"_data", "_case"}


@pytest.mark.parametrize("module", sorted(SOURCES))
def test_nothing_is_imported_for_types_only(module):
    assert "TYPE_CHECKING" not in SOURCES[module]


def test_a_library_that_is_not_there_is_told_with_what_to_do():
    package = str(pathlib.Path(remit.__file__).parents[1])
    environment = {**os.environ, "REMIT_LIBRARY": "/nowhere/libremit.so.1", "PYTHONPATH": package}
    done = subprocess.run([sys.executable, "-c", "import remit"], env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "ImportError: the library of Remit cannot be loaded; set REMIT_LIBRARY to its file" in done.stderr
    assert "/nowhere/libremit.so.1" in done.stderr
