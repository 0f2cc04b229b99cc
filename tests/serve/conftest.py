import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from service import POLICY, Service  # noqa: E402


@pytest.fixture
def folder(tmp_path):
    """A folder of policies."""
    made = tmp_path / "policies"
    made.mkdir()
    (made / "grant.remit").write_text(POLICY)
    return made


@pytest.fixture
def service(folder):
    with Service(folder, "--client-policies") as running:
        yield running
