"""Golden files: ``pytest tests/golden --update-golden`` writes them anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "tables"
DOCS = Path(__file__).parents[2] / "docs"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch that writes golden files instead of comparing them."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")


@pytest.fixture
def assert_golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return what compares a text with its golden file, or writes it when told to."""
    return _comparing(GOLDEN, request=request)


@pytest.fixture
def assert_documented(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return what compares a text with the page of the documentation made of it."""
    return _comparing(DOCS, request=request)


def _comparing(folder: Path, *, request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    update = request.config.getoption("--update-golden", default=False)

    def compare(name: str, content: str) -> None:
        path = folder / name
        if update:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8", newline="\n")
        assert content == path.read_text("utf-8")

    return compare
