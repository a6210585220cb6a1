"""Verifying without building: what changed since is told from what was altered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders.served import served_warm
from builders.workspaces import copied_workspace, replaced

from kit.errors import ParameterError
from kit.export.manifest import MANIFEST, Manifest, sha256, versions
from kit.run import Job, ProcessExecutor
from kit.run.inputs import input_hashes
from kit.run.verify import Difference, Verdict, first_difference, verify_reports
from kit.signoff import SignOff, add_sign_off

YEAR, AGENCY = 2022, "qiantang-jxkj"
PAGE = "<p>一</p>\n<p>二</p>\n"


@pytest.fixture(scope="module", autouse=True)
def warm() -> Iterator[None]:
    """Have what is run in processes of its own begin warm, whatever another module left."""
    with served_warm():
        yield


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """Give a report that stands with its manifest: one page, none of it built."""
    made = Job(workspace=copied_workspace(tmp_path), year=YEAR, agency=AGENCY)
    manifest = Manifest(
        year=YEAR,
        agency=AGENCY,
        edition="2021",
        inputs=input_hashes(made),
        outputs={"report.html": sha256(PAGE.encode())},
        fonts={},
        findings={},
        versions=versions(),
        sign_off={"state": "unsigned", "why": ""},
    )
    folder(made).mkdir(parents=True)
    (folder(made) / "report.html").write_text(PAGE, "utf-8")
    (folder(made) / MANIFEST).write_bytes(manifest.to_bytes())
    return made


def folder(job: Job) -> Path:
    """Return the outputs of the report."""
    return job.workspace.report_folder(job.year, job.agency)


def verified(job: Job, tmp_path: Path) -> Verdict:
    """Return the verdict on a report that is told without building it."""
    place = tmp_path / "place"
    place.mkdir()
    with ProcessExecutor(1) as executor:
        (verdict,) = verify_reports([job], executor=executor, place=place)
    assert not list(place.iterdir())
    return verdict


def test_nothing_built(job: Job, tmp_path: Path) -> None:
    """Without a manifest there is nothing to verify, and that is said."""
    (folder(job) / MANIFEST).unlink()
    assert verified(job, tmp_path).differences == (Difference(kind="not built"),)


def test_a_manifest_that_cannot_be_read_is_none(job: Job, tmp_path: Path) -> None:
    """A manifest cut short marks no complete report."""
    (folder(job) / MANIFEST).write_bytes(b'{"schema"')
    assert [d.kind for d in verified(job, tmp_path).differences] == ["not built"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("2022/qiantang-jxkj/narrative.md", "我局", "本局"),
        ("2022/qiantang-jxkj/report.yaml", "2023-01-28", "2023-01-29"),
        ("agencies.yaml", "311228", "311229"),
    ],
)
def test_a_changed_input_is_named(job: Job, tmp_path: Path, name: str, old: str, new: str) -> None:
    """An input that changed since is named; of agencies.yaml only the agency's own entry."""
    replaced(job.workspace.params / name, old, new)
    (difference,) = verified(job, tmp_path).differences
    entry = f"#{AGENCY}" if name == "agencies.yaml" else ""
    assert (difference.kind, difference.name) == ("input", f"params/{name}{entry}")
    assert difference.was
    assert difference.now not in {"", difference.was}


def test_another_agency_s_entry_is_no_input(job: Job) -> None:
    """What agencies.yaml says of others does not concern this report: it would be built again."""
    replaced(job.workspace.params / "agencies.yaml", "上海市人民政府办公厅", "上海市政府办公厅")
    recorded = json.loads((folder(job) / MANIFEST).read_bytes())["inputs"]
    assert input_hashes(job) == recorded


def test_inputs_that_came_and_went_are_named(job: Job, tmp_path: Path) -> None:
    """Last year's tables that were not there, and a narrative that is not there any more."""
    inputs = job.workspace.inputs(YEAR, AGENCY)
    last = job.workspace.inputs(YEAR - 1, AGENCY)
    last.mkdir(parents=True)
    (last / "tables.xlsx").write_bytes((inputs / "tables.xlsx").read_bytes())
    (inputs / "narrative.md").unlink()
    came, went = verified(job, tmp_path).differences
    assert (came.name, came.was) == ("params/2021/qiantang-jxkj/tables.xlsx", "")
    assert (went.name, went.now) == ("params/2022/qiantang-jxkj/narrative.md", "")


def test_a_changed_version_is_named(job: Job, tmp_path: Path) -> None:
    """A library of another version is named with both."""
    replaced(folder(job) / MANIFEST, f'"typst": "{versions()["typst"]}"', '"typst": "0.1"')
    wanted = Difference(kind="version", name="typst", was="0.1", now=versions()["typst"])
    assert verified(job, tmp_path).differences == (wanted,)


def test_what_was_altered_is_told_beside_what_changed(job: Job, tmp_path: Path) -> None:
    """With a changed input nothing is built, yet a file that was altered or lost is still seen."""
    replaced(job.workspace.inputs(YEAR, AGENCY) / "narrative.md", "我局", "本局")
    (folder(job) / "report.html").unlink()
    changed, lost = verified(job, tmp_path).differences
    assert changed.kind == "input"
    assert (lost.kind, lost.name, lost.now) == ("altered", "report.html", "")


def test_parameters_that_cannot_be_read_are_an_error(job: Job, tmp_path: Path) -> None:
    """A report whose inputs cannot even be named gives the error that building it would."""
    (job.workspace.inputs(YEAR, AGENCY) / "report.yaml").write_text("publishd: x\n", "utf-8")
    assert isinstance(verified(job, tmp_path).error, ParameterError)


def test_a_report_of_no_agency_is_not_built(job: Job, tmp_path: Path) -> None:
    """An agency that is not there has no report."""
    nobody = replace(job, agency="nobody")
    assert [d.kind for d in verified(nobody, tmp_path).differences] == ["not built"]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("一\n二\n", "一\n三\n", ("第 2 行", "二", "三")),
        ("一", "一\n二", ("第 2 行", "", "二")),
        ("一\n二", "一", ("第 2 行", "二", "")),
        ("一\r\n", "一\n", ("第 1 行", "一\r", "一")),
        ("", "一", ("第 1 行", "", "一")),
    ],
)
def test_the_first_line_that_differs(old: str, new: str, wanted: tuple[str, str, str]) -> None:
    """Texts are compared by lines, line ends included; what only one has is told too."""
    assert first_difference(old.encode(), new.encode()) == wanted


def test_of_a_long_line_the_part_that_differs_is_shown() -> None:
    """A line of a page can be very long: what stands around the difference is enough."""
    old = "甲" * 500 + "乙" + "丙" * 500
    at, was, now = first_difference(old.encode(), old.replace("乙", "丁").encode())
    assert at == "第 1 行"
    assert was == "甲" * 20 + "乙" + "丙" * 19
    assert now == was.replace("乙", "丁")


def test_the_first_byte_that_differs() -> None:
    """What is no text is compared by bytes, counted from 1."""
    assert first_difference(b"\xff\x01\x02", b"\xff\x01\x03") == ("第 3 个字节", "02", "03")
    assert first_difference(b"\xff\x01", b"\xff") == ("第 2 个字节", "01", "")


def test_a_file_that_the_manifest_dropped_is_named(job: Job, tmp_path: Path) -> None:
    """It stands under a name of ours and nothing vouches for it; others' files are theirs."""
    replaced(job.workspace.inputs(YEAR, AGENCY) / "narrative.md", "我局", "本局")
    (folder(job) / "report.pdf").write_bytes(b"%PDF")
    (folder(job) / "report.signed.pdf").write_bytes(b"%PDF")
    _, dropped = verified(job, tmp_path).differences
    assert (dropped.kind, dropped.name) == ("dropped", "report.pdf")


class DecidesMeanwhile(ProcessExecutor):
    """Runs each call when a reviewer has just decided."""

    job: Job

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Sign, then run."""
        inputs = self.job.workspace.inputs(YEAR, AGENCY)
        entry = SignOff(decision="return", by="张三", date="2023-01-20", note="改", seen="a" * 64)
        add_sign_off(inputs, entry=entry, year=YEAR, agency=AGENCY)
        return super().submit(fn, *args, **kwargs)


def test_a_decision_that_comes_meanwhile_is_a_changed_source(job: Job, tmp_path: Path) -> None:
    """It is in what was built again and not in what stands: no defect of the software."""
    with DecidesMeanwhile(1) as executor:
        executor.job = job
        (verdict,) = verify_reports([job], executor=executor, place=tmp_path / "place")
    (difference,) = verdict.differences
    assert (difference.kind, difference.name) == (
        "input",
        f"params/{YEAR}/{AGENCY}/signoff.yaml",
    )
