"""`kit rollup`: sums written, whoever is lacking named, nobody's work lost."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders.filings import form
from builders.rollups import COUNTY, MEMBERS, YEAR, file_report, tree_workspace

from kit.report.filed import read_filed
from kit.workspace import Workspace

Kit = Callable[..., Any]
CELL = "t3.received.total"
#: Cells of requests that wait for an answer when the year ends: the sums of the form hold.
WAITING = tuple(
    f"t3__{row}__{part}"
    for row in ("received", "carried_out")
    for part in ("natural_person", "total")
)


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Give a county whose five members have filed 1, 2, 3, 4 and 5 requests."""
    workspace = tree_workspace(tmp_path_factory.mktemp("filed"))
    for number, agency in enumerate(MEMBERS, start=1):
        file_report(workspace, agency, **dict.fromkeys(WAITING, number))
    return workspace


@pytest.fixture
def county(filed: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Give a copy of that county to change."""
    folder = tmp_path_factory.mktemp("county")
    shutil.copytree(filed.params, folder / "params")
    return Workspace(params=folder / "params", outputs=folder / "outputs")


@pytest.fixture
def run(kit: Kit, county: Workspace) -> Kit:
    """Run a verb in the county's workspace."""
    places = ("--params", str(county.params), "--outputs", str(county.outputs))
    return lambda *arguments: kit(*arguments, *places)


def rolled(run: Kit, *options: str) -> Any:
    """Roll the county up."""
    return run("rollup", str(YEAR), "county", *options)


def total_of(county: Workspace) -> object:
    """Return what the county's workbook says now."""
    return read_filed(county, year=YEAR, agency="county").value(CELL)


def judged(run: Kit) -> tuple[str, list[dict[str, Any]]]:
    """Return the outcome and the findings of H1 for the county."""
    checked = json.loads(run("check", str(YEAR), "county", "--json").out)["agencies"][0]
    return checked["outcomes"]["H1"], [f for f in checked["findings"] if f["rule"] == "H1"]


def test_the_members_are_added_and_the_vertically_led_named(run: Kit, county: Workspace) -> None:
    """Exit 0: the sums stand in the workbook, and H1 holds."""
    ended = rolled(run)
    assert (ended.code, ended.err) == (0, "")
    assert "应汇总 5、已计入 5、未报送 0、读不出 0" in ended.out
    assert "垂直领导，不计入：tax" in ended.out
    assert f"已写入 params/{YEAR}/county：tables.xlsx、rollup.json" in ended.out
    assert total_of(county) == 15
    assert judged(run) == ("holds", [])


def test_who_has_not_filed_is_named_and_not_taken_for_zero(run: Kit, county: Workspace) -> None:
    """Exit 5: the cells stay blank, the sum so far is kept beside them."""
    (county.inputs(YEAR, "police") / "tables.xlsx").unlink()
    ended = rolled(run)
    assert ended.code == 5
    assert "未报送：police（某县公安局）" in ended.out
    assert f"tables.xlsx（{len(form().cells)} 格留空）" in ended.out
    assert total_of(county) is None
    kept = json.loads((county.inputs(YEAR, "county") / "rollup.json").read_bytes())
    assert kept["figures"][CELL]["sum"] == 11
    outcome, (finding,) = judged(run)
    assert outcome == "undecided"
    assert "某县公安局尚未报送" in finding["message"]


def test_a_late_filing_is_added_and_what_moved_is_said(run: Kit, county: Workspace) -> None:
    """The second run names who came and the sums that grew."""
    path = county.inputs(YEAR, "police") / "tables.xlsx"
    content = path.read_bytes()
    path.unlink()
    rolled(run)
    path.write_bytes(content)
    ended = rolled(run)
    assert ended.code == 0
    assert "与上次相比新计入：police（某县公安局）" in ended.out
    assert "·总计：已有之和由 11 变为 15" in ended.out
    assert total_of(county) == 15


def test_a_part_in_the_old_form_is_named_table_by_table(run: Kit, county: Workspace) -> None:
    """Exit 5: tables two and three cannot be added, table four can."""
    file_report(county, "town", form=form("2019"), t4__reconsideration__total=3)
    ended = rolled(run)
    assert ended.code == 5
    assert "表二版本不同，不能相加：town（某县城关镇人民政府）" in ended.out
    assert "表三版本不同，不能相加：town" in ended.out
    assert "表四版本不同" not in ended.out
    filing = read_filed(county, year=YEAR, agency="county")
    assert filing.value(CELL) is None
    assert filing.value("t4.reconsideration.total") == 3


def test_a_cell_somebody_left_open_is_named(run: Kit, county: Workspace) -> None:
    """Exit 5: that cell alone stays blank."""
    file_report(county, "town", t3__received__total="/")
    ended = rolled(run)
    assert ended.code == 5
    assert "没有数：town（某县城关镇人民政府） 表三 一、本年新收" in ended.out
    assert "tables.xlsx（1 格留空）" in ended.out


def test_many_open_cells_are_counted_and_not_all_listed(run: Kit, county: Workspace) -> None:
    """One line an agency, however much of its table it left blank."""
    cells = {address.replace(".", "__"): "" for address in form().tables["t3"].cells}
    file_report(county, "town", **cells, t2__licensing__decisions=1)
    ended = rolled(run)
    assert ended.code == 5
    assert ended.out.count("没有数：") == 1
    assert f"等 {len(cells)} 格" in ended.out


def test_a_source_that_cannot_be_opened_is_named_and_stops_nobody(
    run: Kit, county: Workspace
) -> None:
    """Exit 4: the reason is that of the file, the others are added."""
    (county.inputs(YEAR, "police") / "tables.xlsx").write_bytes(b"no workbook")
    ended = rolled(run)
    assert ended.code == 4
    assert "读不出：police（某县公安局）：tables.xlsx" in ended.out
    assert "已计入 4" in ended.out


def test_a_filed_total_is_compared_and_never_lost(run: Kit, county: Workspace) -> None:
    """Exit 5: the difference is named here and by H1, and the bytes stay."""
    run("new", str(YEAR), "county")
    filed = dict.fromkeys(WAITING, 15) | {"t3__received__total": 12}
    path = file_report(county, "county", **filed)
    before = path.read_bytes()
    ended = rolled(run)
    assert ended.code == 5
    assert "是别处填报的，没有替换，有 1 格与合计不同" in ended.out
    assert "应为 15，实为 12" in ended.out
    assert path.read_bytes() == before
    outcome, (finding,) = judged(run)
    assert outcome == "broken"
    assert (finding["cells"], finding["expected"], finding["found"]) == ([CELL], 15, 12)
    assert "恰是某县教育考试中心的数，可能漏加了" in finding["message"]
    assert rolled(run, "--overwrite").code == 0
    assert total_of(county) == 15


def test_a_part_that_changes_afterwards_makes_the_rollup_stale(run: Kit, county: Workspace) -> None:
    """`check` says whose, until it is added up again."""
    rolled(run)
    file_report(county, "town", **dict.fromkeys(WAITING, 6))
    outcome, (finding,) = judged(run)
    assert outcome == "undecided"
    assert "某县城关镇人民政府的来源变过" in finding["message"]
    assert rolled(run).code == 0
    assert judged(run) == ("holds", [])


def test_the_report_names_its_parts_and_is_built_again_when_one_changes(
    run: Kit, county: Workspace
) -> None:
    """The parts are inputs with hashes; only reviewers and the record know them."""
    rolled(run)
    build = ("build", str(YEAR), "county", "--to", "html,json,csv", "--fail-on", "never")
    assert run(*build).code == 0
    folder = county.report_folder(YEAR, "county")
    review = json.loads((folder / "review.json").read_bytes())
    assert review["figures"][CELL]["parts"] == f"rollup.json!{CELL}"
    inputs = json.loads((folder / "manifest.json").read_bytes())["inputs"]
    assert f"params/{YEAR}/county/rollup.json" in inputs
    assert {f"params/{YEAR}/{member}/tables.xlsx" for member in MEMBERS} <= set(inputs)
    for name in ("report.html", "report.json", "report.csv"):
        assert "rollup" not in (folder / name).read_text("utf-8")
    assert "来源没有变化" in run(*build).err
    file_report(county, "town", **dict.fromkeys(WAITING, 6))
    assert "来源没有变化" not in run(*build).err


def test_the_tidy_data_of_a_rollup_are_its_sums(run: Kit, county: Workspace) -> None:
    """What goes out is what was added up."""
    rolled(run)
    run("build", str(YEAR), "county", "--to", "csv", "--fail-on", "never")
    path = county.report_folder(YEAR, "county") / "report.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        values = {line["address"]: line["value"] for line in csv.DictReader(file)}
    assert (values[CELL], values["t3.granted.total"]) == ("15", "0")


@pytest.mark.parametrize(
    ("agency", "said"),
    [
        ("nobody", "已登记的机关"),
        ("police", "rollup"),
        ("../county", "小写字母"),
    ],
)
def test_an_agency_that_makes_no_rollup_is_refused(run: Kit, agency: str, said: str) -> None:
    """Exit 2, and the message says what would do."""
    ended = run("rollup", str(YEAR), agency)
    assert ended.code == 2
    assert said in ended.err


def test_a_misspelt_parent_is_refused_before_anything_is_written(
    run: Kit, county: Workspace
) -> None:
    """Exit 2: somebody would be left out without a word."""
    path = county.params / "agencies.yaml"
    path.write_text(path.read_text("utf-8").replace("parent: county", "parent: conty", 1), "utf-8")
    ended = rolled(run)
    assert ended.code == 2
    assert "office parent：应为已登记的机关，实为 conty" in ended.err
    assert not county.inputs(YEAR, "county").exists()


def test_the_same_file_filed_twice_is_pointed_out(run: Kit, county: Workspace) -> None:
    """It is added all the same: only people know whether it is a mistake."""
    same = (county.inputs(YEAR, "school") / "tables.xlsx").read_bytes()
    (county.inputs(YEAR, "police") / "tables.xlsx").write_bytes(same)
    ended = rolled(run)
    assert ended.code == 0
    assert "来源文件完全相同，请核对是否重复报送：school（某县教育考试中心）、police" in ended.out


def test_many_members_are_read_in_several_processes(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """From the shell, as users run it; the sums and the order are those of one process."""
    towns = {
        f"town-{n}": {"name": f"第{n}镇人民政府", "kind": "town", "parent": "county"}
        for n in range(70)
    }
    workspace = tree_workspace(
        tmp_path_factory.mktemp("many"), {"county": COUNTY["county"]} | towns
    )
    first = file_report(workspace, "town-0", t3__received__total=2).read_bytes()
    for town in towns:
        path = workspace.inputs(YEAR, town) / "tables.xlsx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(first)
    ended = _shell(workspace.params, "rollup", str(YEAR), "county")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "已计入 70" in ended.stdout
    assert total_of(workspace) == 140
    kept = json.loads((workspace.inputs(YEAR, "county") / "rollup.json").read_bytes())
    assert list(kept["figures"][CELL]["parts"]) == list(towns)


def _shell(params: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kit", *arguments, "--params", str(params)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C.UTF-8"}
    )
