"""What is said at the end of a batch."""

from __future__ import annotations

import pytest

from kit.cli.progress import echo_summary
from kit.errors import ExportError, Fault, KitError, WriteError
from kit.run import JobResult


@pytest.mark.parametrize(
    ("error", "kind"), [(ExportError, "导出失败"), (WriteError, "文件写不进去")]
)
def test_each_kind_of_end_is_counted_by_its_name(
    capsys: pytest.CaptureFixture[str], error: type[KitError], kind: str
) -> None:
    """A disk that is full is not a failed export, though both end with 7."""
    echo_summary([JobResult(agency=agency, error=error(Fault("x"))) for agency in ("a", "b")])
    assert capsys.readouterr().err == f"共 2 份：{kind} 2\n"
