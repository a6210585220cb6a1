"""What becomes of a filing that came in: new, the same, or other than what is there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from builders.own_cells import PUBLIC, own_notebook, write_notebook
from builders.travelling import approve, arrival, empty, packed
from builders.verbs import run_verb
from builders.workspaces import PROJECT, copied_workspace, replaced, set_figure

from kit.datafile import read_json
from kit.disk import file_sha256, record_schema
from kit.errors import ParameterError, WriteError
from kit.report import Copied, KeptCopy, copies_bytes, copies_file
from kit.report.counted_record import CountedLedgers
from kit.report.receipts import MemberReceipts
from kit.transfer import (
    FilingManifest,
    Packed,
    Receipt,
    Received,
    judge_arrival,
    look_at,
    put_arrival,
    write_packed,
)
from kit.workspace import AGENCIES, Workspace

REPORT = (2022, "qiantang-jxkj")
WATER = "# 水务局\nwater:\n  name: 某县水务局\n  kind: department # 部门\n"


@pytest.fixture(scope="module")
def parcel(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    """Give a filing, packed."""
    return packed(copied_workspace(tmp_path_factory.mktemp("city")), REPORT)


@pytest.fixture
def province(tmp_path: Path) -> Workspace:
    """Give a workspace that has an agency of its own and no report."""
    workspace = empty(tmp_path / "province")
    workspace.params.mkdir(parents=True)
    (workspace.params / AGENCIES).write_text(WATER, "utf-8")
    return workspace


def receive(parcel: Packed, workspace: Workspace, *, overwrite: bool = False) -> Received:
    """Judge and put a filing."""
    came = arrival(parcel, workspace=workspace, folder=workspace.params.parent)
    return put_arrival(workspace, came, overwrite=overwrite)


def contents(workspace: Workspace) -> Mapping[str, bytes]:
    """Return every file of the parameters."""
    files = (path for path in workspace.params.rglob("*") if path.is_file())
    return {path.relative_to(workspace.params).as_posix(): path.read_bytes() for path in files}


def test_a_new_one_is_put_and_a_receipt_is_left(parcel: Packed, province: Workspace) -> None:
    """With the archive as it came; the register keeps what people wrote into it."""
    received = receive(parcel, province)
    receipt = json.loads((received.folder / "receipt.json").read_bytes())
    assert read_json((received.folder / "receipt.json").read_bytes(), schema="receipt", where="")
    assert (receipt["file"], receipt["report"]) == (parcel.file, parcel.manifest.report)
    assert receipt["differed"] == []
    (original,) = (received.folder / "original").iterdir()
    assert original.read_bytes() == parcel.content
    register = (province.params / AGENCIES).read_text("utf-8")
    assert register.startswith(WATER)
    assert list(province.agencies()) == ["water", REPORT[1]]
    look = look_at(province, year=REPORT[0], agency=REPORT[1])
    assert look.digest == parcel.manifest.report


def test_the_same_again_changes_nothing(parcel: Packed, province: Workspace) -> None:
    """Nothing is written at all."""
    receive(parcel, province)
    before = contents(province)
    assert not receive(parcel, province).is_written
    assert contents(province) == before


def test_what_is_other_is_told_and_stays(parcel: Packed, province: Workspace) -> None:
    """Figure by figure, word by word, and the entry key by key; what is there is not touched."""
    folder = receive(parcel, province).folder
    address = "t3.received.natural_person"
    set_figure(province, year=REPORT[0], agency=REPORT[1], address=address, value=777)
    replaced(folder / "narrative.md", "。", "，另说一句。")
    replaced(folder / "report.yaml", "published", "deadline")
    replaced(province.params / AGENCIES, "postcode: '311228'", "postcode: '311229'")
    before = contents(province)
    came = arrival(parcel, workspace=province, folder=province.params.parent)
    told = {each.what: (each.there, each.received) for each in came.differences}
    assert came.outcome == "differs"
    (figure,) = (said for what, said in told.items() if address in what)
    assert figure == ("777", "0")
    assert "［，另说一句］" in "".join(
        w for what, (w, _) in told.items() if what.startswith("正文")
    )
    assert "311229" in told[f"agencies.yaml {REPORT[1]} contact"][0]
    with pytest.raises(ParameterError, match="--overwrite"):
        put_arrival(province, came, overwrite=False)
    assert contents(province) == before


def test_what_is_replaced_is_kept(parcel: Packed, province: Workspace) -> None:
    """Under what it was; the receipt says where, and what was other."""
    folder = receive(parcel, province).folder
    replaced(folder / "narrative.md", "。", "，另说一句。")
    changed = (folder / "narrative.md").read_bytes()
    received = receive(parcel, province, overwrite=True)
    assert (folder / received.receipt.former / "2022/narrative.md").read_bytes() == changed
    assert (folder / "narrative.md").read_bytes() != changed
    assert [each.what for each in received.receipt.differed]
    assert look_at(province, year=REPORT[0], agency=REPORT[1]).digest == parcel.manifest.report


def test_decisions_made_here_stay(tmp_path: Path, province: Workspace) -> None:
    """The filing comes again with fewer decisions: those that go on from them are not lost."""
    city = copied_workspace(tmp_path / "city")
    approve(city, *REPORT)
    parcel = packed(city, REPORT)
    folder = receive(parcel, province).folder
    approve(province, *REPORT, by="李四")
    signed = (folder / "signoff.yaml").read_bytes()
    came = arrival(parcel, workspace=province, folder=tmp_path)
    assert came.outcome != "differs"
    assert came.left == ("2022/signoff.yaml",)
    put_arrival(province, came, overwrite=True)
    assert (folder / "signoff.yaml").read_bytes() == signed


def test_the_tree_is_of_who_receives(parcel: Packed, province: Workspace) -> None:
    """Whose part an agency is stays as it is here, whatever its own workspace says."""
    receive(parcel, province)
    register = province.params / AGENCIES
    text = register.read_text("utf-8")
    register.write_text(f"{text}  parent: water\n", "utf-8")
    came = arrival(parcel, workspace=province, folder=province.params.parent)
    assert came.outcome == "same"
    assert province.agency(REPORT[1]).parent == "water"


def test_a_file_that_changes_meanwhile_is_not_lost(parcel: Packed, province: Workspace) -> None:
    """Between what was compared and what is written somebody may save."""
    folder = receive(parcel, province).folder
    replaced(folder / "narrative.md", "。", "，另说一句。")
    came = arrival(parcel, workspace=province, folder=province.params.parent)
    replaced(folder / "narrative.md", "另说一句", "又说一句")
    before = contents(province)
    with pytest.raises(ParameterError, match="再运行一次"):
        put_arrival(province, came, overwrite=True)
    assert contents(province) == before


def test_what_cannot_be_written_leaves_all_as_it_was(parcel: Packed, province: Workspace) -> None:
    """A folder stands where the receipt belongs: no file of the filing is put, nobody entered."""
    (province.inputs(*REPORT) / "receipt.json").mkdir(parents=True)
    came = arrival(parcel, workspace=province, folder=province.params.parent)
    before = contents(province)
    with pytest.raises(WriteError):
        put_arrival(province, came, overwrite=False)
    assert contents(province) == before


def test_a_link_out_of_the_parameters_is_not_followed(
    parcel: Packed, province: Workspace, tmp_path: Path
) -> None:
    """What a link there leads to is nothing of the workspace's."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder = province.inputs(*REPORT)
    folder.parent.mkdir()
    folder.symlink_to(elsewhere)
    path = write_packed(parcel, folder=tmp_path)
    with pytest.raises(ParameterError, match="通往别处的链接"):
        judge_arrival(path, workspace=province)
    assert [*elsewhere.iterdir()] == []


def test_code_is_not_taken_unasked(tmp_path: Path, province: Workspace) -> None:
    """A notebook of its own would be run where it is built: somebody says yes first."""
    city = copied_workspace(tmp_path / "city")
    own = own_notebook(**{"section-1": PUBLIC["section-1"]})
    write_notebook(city.inputs(*REPORT), own, name="own.ipynb")
    parameters = city.inputs(*REPORT) / "report.yaml"
    parameters.write_text(f"{parameters.read_text('utf-8')}notebook: own.ipynb\n", "utf-8")
    came = arrival(packed(city, REPORT), workspace=province, folder=tmp_path)
    with pytest.raises(ParameterError, match="--with-notebook"):
        put_arrival(province, came, overwrite=False)
    assert put_arrival(province, came, overwrite=False, with_notebook=True).is_written
    again = judge_arrival(tmp_path / came.opened.file, workspace=province)
    assert not again.has_new_notebook


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("filing", FilingManifest),
        ("receipt", Receipt),
        ("receipts", MemberReceipts),
        ("counted", CountedLedgers),
    ],
)
def test_the_schema_is_the_records_own(name: str, kind: type) -> None:
    """What is committed is what the record's types say."""
    committed = json.loads((PROJECT / f"kit/schema/{name}.schema.json").read_bytes())
    assert committed == record_schema(kind, title=committed["title"])


def test_what_others_wrote_too_is_told_where_they_are_not(
    tmp_path: Path, province: Workspace
) -> None:
    """The text was found like another's where both are; the finding goes along with it."""
    city = copied_workspace(tmp_path / "city")
    year, agency = REPORT
    copied = Copied(
        section=1, percent=92, is_over=True, closest="别的局", agencies=("别的局",), sentences=()
    )
    text = file_sha256(city.inputs(year, agency) / "narrative.md")
    record = copies_file(city, year=year)
    record.parent.mkdir(parents=True)
    record.write_bytes(copies_bytes({agency: KeptCopy(text=text, copied=copied)}, year=year))
    folder = receive(packed(city, REPORT), province).folder
    findings = look_at(province, year=year, agency=agency).findings.findings
    assert any("别的局的文字有 92% 相同" in finding.message for finding in findings)
    ended = run_verb("check", str(year), "--params", str(province.params))
    assert "别的局的文字有 92% 相同" in ended.out
    replaced(folder / "narrative.md", "。", "，另说一句。")
    look = look_at(province, year=year, agency=agency)
    assert look.report.copied is None
