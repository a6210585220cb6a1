"""What integration tests begin with."""

from __future__ import annotations

import pytest
from builders.served import serve_warm


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Have what is run in processes of its own begin warm, whatever another module left."""
    serve_warm()
