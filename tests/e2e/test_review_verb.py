"""`kit review`: the index of a year of real reports, some of them wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders.province import YEAR, make_province

Kit = Callable[..., Any]


def test_the_index_tells_what_became_of_every_report(kit: Kit, tmp_path: Path) -> None:
    """Twelve agencies, five of them spoilt: built, reviewed, counted on stdout."""
    made = make_province(tmp_path / "province", agencies=12, faulty=5)
    places = [f"--params={made.workspace.params}", f"--outputs={made.workspace.outputs}"]
    kit("build", str(YEAR), "--to", "html,json", *places)
    ended = kit("review", str(YEAR), *places)
    assert ended.code == 0
    assert f"机关 12：不能生成 {len(made.refused())}" in ended.out
    page = (made.workspace.outputs / str(YEAR) / "index.html").read_text("utf-8")
    assert all(f'id="a-{agency}"' in page for agency in made.agencies)
    assert "tables.xlsx" in page
    papers = kit("review", str(YEAR), "--papers", "--due", "2025-02-10", *places)
    assert f"已写入 outputs/{YEAR}/文书/：1 份文书" in papers.out
    assert (made.workspace.outputs / str(YEAR) / "文书" / "问题清单.xlsx").is_file()


def test_a_day_to_mend_by_is_of_papers(kit: Kit) -> None:
    """Alone it would be said nowhere."""
    ended = kit("review", "2024", "--due", "2025-02-10")
    assert ended.code == 2
    assert "--papers" in ended.err


@pytest.mark.parametrize(("year", "code"), [("2024", 0), ("1999", 2)])
def test_a_year_without_parameters_is_refused(kit: Kit, year: str, code: int) -> None:
    """Exit 2 names the years there are; agencies that have not begun are no fault."""
    ended = kit("review", year)
    assert ended.code == code
    assert "未开始" in ended.out or "2024" in ended.err
