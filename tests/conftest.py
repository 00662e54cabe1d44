"""Fixtures that several test packages share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.stores import embedded, embedded_folder, neo4j_home, neo4j_settings, real, store

__all__ = ["embedded", "embedded_folder", "neo4j_home", "neo4j_settings", "real", "shared", "store"]

# No deadline: a loaded machine is slow, not wrong. Under CI the examples are the same each time, so that a change
# fails for what it changed; elsewhere they are new each time.
settings.register_profile("kg", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("kg")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real listings, gold and abstracts beside the checkout; skips the test where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip(f"needs the real listings and gold in {folder}")
    return folder
