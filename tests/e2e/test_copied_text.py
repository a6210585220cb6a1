"""Copied text from the command line: found in a year, on the review page, verified, gone again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders.copied import copied_county, own_narrative
from builders.rollups import YEAR

from kit.workspace import Workspace

Kit = Callable[..., Any]


@pytest.fixture
def bureaus(tmp_path: Path) -> Workspace:
    """Give two bureaus with one text."""
    return copied_county(tmp_path / "county")


def likeness_found(run: Kit, *agencies: str) -> dict[str, list[str]]:
    """Return what S8 finds at each agency."""
    document = json.loads(run("check", str(YEAR), *agencies, "--json").out)
    return {
        entry["agency"]: [f["message"] for f in entry["findings"] if f["rule"] == "S8"]
        for entry in document["agencies"]
    }


def test_a_year_is_held_against_itself(kit: Kit, bureaus: Workspace) -> None:
    """In check of the year, on both review pages; a report mended since is no copy any more."""
    places = ("--params", str(bureaus.params), "--outputs", str(bureaus.outputs))

    def run(*arguments: str) -> Any:
        return kit(*arguments, *places)

    found = likeness_found(run)
    assert "与本年度某县第2局的文字有" in found["bureau-1"][0]
    assert len(found["bureau-2"]) == 1
    # Who looks at one report alone does not know of others.
    assert likeness_found(run, "bureau-1") == {"bureau-1": []}
    run("build", str(YEAR), "--to", "review,json")
    page = (bureaus.report_folder(YEAR, "bureau-1") / "review.html").read_text("utf-8")
    assert 'id="copied"' in page
    assert "部分科室对公开范围把握不准" in page.partition('id="copied"')[2]
    assert len(likeness_found(run, "bureau-1")["bureau-1"]) == 1
    assert run("verify", str(YEAR)).code == 0
    mended = bureaus.inputs(YEAR, "bureau-2") / "narrative.md"
    mended.write_text(own_narrative("栏目更新不及时。"), "utf-8")
    assert likeness_found(run, "bureau-2") == {"bureau-2": []}
    assert likeness_found(run) == {"bureau-1": [], "bureau-2": []}
