"""What stands is not built again, what cannot be built is told, and no batch stops at it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from builders.built import data_files_built
from builders.workspaces import copied_workspace, replaced

from kit.errors import ParameterError
from kit.export.manifest import MANIFEST, versions
from kit.run import Job, run_batch, split_current
from kit.run.build import build_report
from kit.run.fitness import refuse_unfit_worker, worker_facts
from kit.run.inputs import input_hashes, standing_manifest
from kit.workspace import Workspace

YEAR, AGENCY = 2022, "qiantang-jxkj"
FILES = ("report.ipynb", "report.html", "report.json", "review.json")


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """Give a report whose files and manifest stand, as if it had been built."""
    return data_files_built(copied_workspace(tmp_path), year=YEAR, agency=AGENCY)


def outputs(job: Job) -> Path:
    """Return the folder of what was built."""
    return job.workspace.report_folder(job.year, job.agency)


def test_what_stands_is_told_as_it_was_built(job: Job) -> None:
    """With its findings and its decisions, and as not built now."""
    standing, waiting = split_current([job], force=False)
    assert waiting == []
    (result,) = standing
    assert (result.agency, result.is_current, result.error) == (AGENCY, True, None)
    assert set(result.findings) == {"error", "warning", "note", "claimed", "accepted"}
    assert result.sign_off["state"] == "unsigned"


def test_whoever_insists_has_all_built(job: Job) -> None:
    """Nothing is even looked at."""
    assert split_current([job], force=True) == ([], [job])


@pytest.mark.parametrize("name", FILES)
def test_a_file_altered_or_gone_has_the_report_built(job: Job, name: str) -> None:
    """One byte is enough, of the notebook and the reviewers' data too."""
    path = outputs(job) / name
    content = path.read_bytes()
    path.write_bytes(content + b"\n")
    assert split_current([job], force=False) == ([], [job])
    path.unlink()
    assert split_current([job], force=False) == ([], [job])
    path.write_bytes(content)
    assert split_current([job], force=False)[1] == []


def test_a_format_never_built_has_the_report_built(job: Job) -> None:
    """Fewer formats than there are stand already; one more does not, even if a file lies there."""
    assert split_current([replace(job, to=("json",))], force=False)[1] == []
    more = replace(job, to=("html", "csv"))
    assert split_current([more], force=False) == ([], [more])
    (outputs(job) / "report.csv").write_bytes(b"year\r\n")
    assert split_current([more], force=False) == ([], [more])


def test_an_input_or_a_version_changed_has_the_report_built(job: Job) -> None:
    """Told by hashes and names, not by times."""
    inputs = input_hashes(job)
    assert standing_manifest(job, inputs=inputs)
    assert standing_manifest(job, inputs=inputs | {"params/2022/a": "0" * 64}) is None
    kit = f'"kit": "{versions()["kit"]}"'
    replaced(outputs(job) / MANIFEST, kit, '"kit": "0.0"')
    assert standing_manifest(job, inputs=inputs) is None


def test_what_cannot_say_what_it_is_made_from_is_built(job: Job) -> None:
    """Its build says why; the others of the batch stand or wait as they are."""
    nobody = replace(job, agency="nobody")
    assert split_current([nobody, job], force=False)[1] == [nobody]
    (job.workspace.inputs(YEAR, AGENCY) / "report.yaml").write_text("publishd: x\n", "utf-8")
    assert split_current([nobody, job], force=False) == ([], [nobody, job])


def test_a_report_that_cannot_be_built_is_a_result(job: Job) -> None:
    """Its fault as it would be told alone; nothing is written."""
    result = build_report(replace(job, agency="nobody"))
    assert isinstance(result.error, ParameterError)
    assert "nobody" in str(result.error)
    assert result.duration_s > 0
    assert not outputs(replace(job, agency="nobody")).exists()


def test_a_defect_is_a_result_too(job: Job) -> None:
    """What nobody foresaw is told as the software's own fault, under the report's name."""
    error = build_report(replace(job, year="2022")).error  # type: ignore[arg-type] # the defect
    assert error
    (fault,) = error.faults
    assert (error.exit_code, fault.where) == (1, f"2022 {AGENCY}")
    assert fault.found == "内部错误 ValueError"
    assert "这是软件的缺陷" in fault.cure


def test_every_report_of_a_batch_ends_once(job: Job) -> None:
    """Those that fail at once too, each under its own agency and after one try."""
    agencies = ("nobody", "no-one", "none")
    jobs = [replace(job, agency=agency) for agency in agencies]
    with ThreadPoolExecutor(2) as executor:
        results = list(run_batch(jobs, executor=executor))
    assert sorted(result.agency for result in results) == sorted(agencies)
    assert {result.tries for result in results} == {1}
    assert all(result.agency in str(result.error) for result in results)


def test_an_empty_batch_ends_at_once() -> None:
    """There is nothing to wait for."""
    with ThreadPoolExecutor(1) as executor:
        assert list(run_batch([], executor=executor)) == []


def test_a_worker_like_this_machine_is_fit(job: Job) -> None:
    """Same versions, its own processes, the folders there."""
    assert worker_facts() == {"versions": versions(), "is_daemon": False}
    refuse_unfit_worker(job.workspace, alike=versions())


def test_every_other_version_of_a_worker_is_named(job: Job) -> None:
    """Both versions of each, and a library that is not there at all."""
    alike = versions() | {"typst": "0.1", "telepathy": "1.0"}
    with pytest.raises(ParameterError) as raised:
        refuse_unfit_worker(job.workspace, alike=alike)
    found = {fault.where: (fault.wanted, fault.found) for fault in raised.value.faults}
    assert found == {
        "MainProcess 的 typst": ("0.1", versions()["typst"]),
        "MainProcess 的 telepathy": ("1.0", "没有"),
    }


def test_a_worker_without_the_folders_is_unfit_unless_they_are_elsewhere(job: Job) -> None:
    """Each folder it does not see is named; one kept at an address it need not see."""
    away = Workspace(params=Path("/nowhere/params"), outputs=Path("/nowhere/outputs"))
    with pytest.raises(ParameterError) as raised:
        refuse_unfit_worker(away, alike=versions())
    wheres = [fault.where for fault in raised.value.faults]
    assert wheres == [str(away.params), str(away.outputs)]
    assert "--params、--outputs" in raised.value.faults[0].cure
    refuse_unfit_worker(
        replace(away, params_address="s3://a/params", outputs_address="s3://a/outputs"),
        alike=versions(),
    )
    half = replace(job.workspace, outputs=away.outputs)
    with pytest.raises(ParameterError) as raised:
        refuse_unfit_worker(half, alike=versions())
    assert [fault.where for fault in raised.value.faults] == [str(away.outputs)]
