"""The small pack as a fixture."""

from pathlib import Path

import pytest
from tests.packs import small


@pytest.fixture
def pack(tmp_path: Path) -> small.SmallPack:
    """Write a small pack that is right in everything, to be damaged."""
    return small.write(tmp_path / "town")
