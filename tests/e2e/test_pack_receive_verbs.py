"""``kit pack`` and ``kit receive`` as their users meet them."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.verbs import run_verb
from builders.workspaces import copied_workspace, replaced

from kit.workspace import Workspace

YEAR, AGENCY = "2022", "qiantang-jxkj"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Give a workspace with the examples."""
    return copied_workspace(tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="module")
def sent(city: Workspace) -> Path:
    """Give a folder with a filing and an archive that is none."""
    folder = city.params.parent / "sent"
    params = str(city.params)
    ended = run_verb("pack", YEAR, AGENCY, "--to", str(folder), "--params", params)
    assert (ended.code, f"{AGENCY}-{YEAR}.filing.zip" in ended.out) == (0, True)
    (folder / "evil-2022.filing.zip").write_bytes(b"PK\x03\x04 and so on")
    (folder / "notes.txt").write_bytes(b"not mine")
    return folder


def test_a_bad_one_stops_no_other(sent: Path, tmp_path: Path) -> None:
    """It is refused by its name with exit code 4, the other of the folder is taken."""
    params = tmp_path / "params"
    ended = run_verb("receive", str(sent), "--params", str(params))
    assert ended.code == 4
    assert "evil-2022.filing.zip  没有收" in ended.err
    assert "共 2 份：没有收 1、新收 1。" in ended.out
    assert "与发出的一致；检查 无问题，审核 未审" in ended.out
    assert not (params / "2022" / "evil").exists()


def test_two_of_one_report_are_none(city: Workspace, sent: Path, tmp_path: Path) -> None:
    """Of two that say otherwise nobody knows which counts."""
    other = copied_workspace(tmp_path / "other")
    replaced(other.inputs(int(YEAR), AGENCY) / "narrative.md", "。", "，另说一句。")
    to, params = str(tmp_path / "sent"), str(other.params)
    assert run_verb("pack", YEAR, AGENCY, "--to", to, "--params", params).code == 0
    files = [folder / f"{AGENCY}-{YEAR}.filing.zip" for folder in (sent, tmp_path / "sent")]
    here = tmp_path / "params"
    ended = run_verb("receive", *map(str, files), "--params", str(here))
    assert ended.code == 2
    assert ended.err.count("唯一的报送") == 2
    assert not here.exists()
    # What is there already is told apart, and replaced only when told so.
    assert run_verb("receive", str(files[0]), "--params", str(here)).code == 0
    refused = run_verb("receive", str(files[1]), "--params", str(here))
    assert (refused.code, "［，另说一句］" in refused.out) == (2, True)
    assert run_verb("receive", str(files[1]), "--params", str(here), "--overwrite").code == 0
    assert city.params.is_dir()


def test_a_filing_with_personal_data_is_not_packed(tmp_path: Path) -> None:
    """It is told where, nothing is written, and other agencies' filings are."""
    city = copied_workspace(tmp_path / "city")
    path = city.inputs(2024, "suqian") / "narrative.md"
    path.write_text(path.read_text("utf-8") + "\n申请人手机13951234567。\n", "utf-8")
    to, params = tmp_path / "sent", str(city.params)
    ended = run_verb("pack", "2024", "suqian", "nobody", "--to", str(to), "--params", params)
    assert ended.code == 2
    assert "手机号码“1**********”" in ended.err
    assert "2024 nobody  没有打包" in ended.err
    assert not to.exists()


def test_a_folder_without_filings_is_told(tmp_path: Path) -> None:
    """With what is looked for."""
    ended = run_verb("receive", str(tmp_path), "--params", str(tmp_path / "params"))
    assert (ended.code, ".filing.zip" in ended.err) == (2, True)
