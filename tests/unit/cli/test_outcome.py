"""Exit codes of a batch."""

from __future__ import annotations

import pytest

from kit.cli.outcome import findings_code, worst


@pytest.mark.parametrize(
    ("codes", "code"),
    [([], 0), ([0, 5], 5), ([5, 2], 2), ([2, 3, 4], 4), ([6, 4], 6), ([7, 6], 7), ([1, 7], 1)],
)
def test_the_worst_decides(codes: list[int], code: int) -> None:
    """Worst first: 1, 7, 6, 4, 3, 2, 5, 0."""
    assert worst(codes) == code


@pytest.mark.parametrize(
    ("counts", "fail_on", "code"),
    [
        ({"error": 1}, "error", 5),
        ({"warning": 1}, "error", 0),
        ({"warning": 1}, "warning", 5),
        ({"error": 1}, "warning", 5),
        ({"note": 3}, "warning", 0),
        ({"error": 1}, "never", 0),
        ({"claimed": 9, "accepted": 9}, "warning", 0),
    ],
)
def test_findings_count_from_a_severity_up(counts: dict[str, int], fail_on: str, code: int) -> None:
    """--fail-on names the least severity that counts; accepted findings never do."""
    assert findings_code(counts, fail_on=fail_on) == code
