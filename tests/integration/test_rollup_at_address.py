"""A roll-up whose parameters are kept at an address is judged as one in a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders.rollups import MEMBERS, YEAR, file_report, tree_workspace

from kit.cli import main
from kit.workspace import Workspace


@pytest.fixture
def county(tmp_path: Path) -> Workspace:
    """Give a county that has been rolled up."""
    workspace = tree_workspace(tmp_path)
    for agency in MEMBERS:
        file_report(workspace, agency, t3__received__total=1)
    _run("rollup", str(YEAR), "county", "--params", str(workspace.params))
    return workspace


def _run(*arguments: str) -> None:
    with pytest.raises(SystemExit):
        main(list(arguments))


def _outcome(county: Workspace, capsys: pytest.CaptureFixture[str]) -> str:
    """Return the outcome of H1, the parameters read by their address."""
    capsys.readouterr()
    _run("check", str(YEAR), "county", "--json", "--params", f"file://{county.params}")
    checked = json.loads(capsys.readouterr().out)["agencies"][0]
    return str(checked["outcomes"]["H1"])


def test_the_parts_are_fetched_with_the_rollup(
    county: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    """Parts that nobody touched are not taken for changed."""
    assert _outcome(county, capsys) == "holds"


def test_a_part_changed_at_the_address_is_noticed(
    county: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    """The roll-up is stale there as well."""
    file_report(county, "town", t3__received__total=2)
    assert _outcome(county, capsys) == "undecided"


@pytest.mark.parametrize("content", ["", "[]", '{"members": [{"agency": "../.."}, {"agency": 1}]}'])
def test_a_rollup_file_that_is_none_fetches_nothing(
    county: Workspace, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    """It is refused when it is read, in words, as in a folder."""
    (county.inputs(YEAR, "county") / "rollup.json").write_text(content, "utf-8")
    capsys.readouterr()
    _run("check", str(YEAR), "county", "--params", f"file://{county.params}")
    assert "rollup.json" in capsys.readouterr().out
