"""The line ready to paste: YAML that reads back as the claim it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.filings import filing_of, form
from builders.reports import placed, report_of

from kit.checks.claims import Bound, cell_names
from kit.checks.claims.line import claim_line
from kit.parameters import read_parameters

NAMES = cell_names(report_of(placed(filing_of(form(), {}), form())))
TOTAL = "t3.received.total"


@pytest.mark.parametrize(
    "bound",
    [
        Bound(cells={TOTAL: "808"}),
        Bound(cells={TOTAL: ""}),
        Bound(cells={"t2.fees.amount": "96171.60"}),
        Bound(cells={TOTAL: "/"}),
        Bound(cells={TOTAL: "22（其中修订16件）"}),
        Bound(cells={TOTAL: "null", "t2.fees.amount": "007"}),
        Bound(cells={TOTAL: "3", f"last.{TOTAL}": "-4"}),
        Bound(cells={TOTAL: "12345678901234567890"}),
        Bound(words="收到申请5件"),
        Bound(words="同比增长20%: 是 #1, {甲} [乙] \"丙\" '丁' \\ 戊"),
        Bound(words="- 第一"),
        Bound(words="2024"),
        Bound(words="空"),
        Bound(cells={TOTAL: "3"}, words="收到申请5件，其中网络3件"),
        Bound(cells={TOTAL: "3"}, expected="至少 7"),
    ],
)
def test_what_is_printed_reads_back(tmp_path: Path, bound: Bound) -> None:
    """Whatever stands in a cell or in a sentence."""
    line = claim_line([bound], rule="R1", names=NAMES, reason="见“说明”: 第 1 号")
    (tmp_path / "report.yaml").write_text(f"accepted:\n{line}\n", "utf-8")
    (claim,) = read_parameters(tmp_path).accepted
    cells = {a: value for name, value in claim.cells.items() for a in NAMES.addresses(name)}
    read = Bound(cells=cells, words=claim.words, expected=claim.expected)
    assert read.holds(bound)
    assert bound.holds(read)
    assert claim.reason == "见“说明”: 第 1 号"


def test_cells_of_the_same_value_are_named_together() -> None:
    """Two hundred blanks are a few rectangles."""
    cells = {cell: "" for cell in form().cells if cell.startswith("t3.denied_")}
    line = claim_line(
        [Bound(cells={cell: value}) for cell, value in cells.items()], rule="R5", names=NAMES
    )
    assert line == "- {rule: R5, at: {表三!D8:J15: 空}, reason: 请写明保留的理由}"
