"""Fixtures that several test packages share."""

from pathlib import Path

import pytest

from tests.support.stores import embedded, embedded_folder, neo4j_home, neo4j_settings, real, store

__all__ = ["embedded", "embedded_folder", "neo4j_home", "neo4j_settings", "real", "shared", "store"]

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real listings, gold and abstracts beside the checkout; skips the test where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip(f"needs the real listings and gold in {folder}")
    return folder
