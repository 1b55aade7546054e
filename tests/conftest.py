"""Fixtures that every test may ask for, each named for the state that it gives."""
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Put the main module back: a page under test leaves itself there, and a process that a later test spawns would run it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture
def scratch_data(tmp_path: Path) -> Path:
    """A copy of the data folder that the test may spoil."""
    return copy_data(tmp_path / "data")


def copy_data(target: Path) -> Path:
    """Copy the data folder to `target`, without what a running server may have left in it."""
    return shutil.copytree(ROOT / "data", target, ignore=shutil.ignore_patterns(".*"))
