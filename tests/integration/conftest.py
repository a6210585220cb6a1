"""What integration tests begin with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from builders.served import served_warm


@pytest.fixture(scope="module", autouse=True)
def warm() -> Iterator[None]:
    """Have what is run in processes of its own begin warm, whatever another module left."""
    with served_warm():
        yield
