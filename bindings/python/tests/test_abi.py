"""What is generated is what the header says, and the library fits."""

import subprocess
import sys

from conftest import ROOT

from remit import _abi
from remit._library import LIBRARY


def test_generated_file_is_current():
    script = ROOT / "bindings" / "python" / "scripts" / "generate_abi.py"
    subprocess.run([sys.executable, script, "--check"], check=True)


def test_library_has_every_function():
    assert len(_abi.FUNCTIONS) > 60
    for name in _abi.FUNCTIONS:
        assert getattr(LIBRARY, name)
    assert LIBRARY.remit_abi_version() == _abi.ABI_VERSION
