"""A real Dask cluster: the same reports, whatever becomes of its workers."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import dask
import pytest
from builders.processes import HANG_S, are_gone, eventually, family
from builders.province import YEAR, make_province
from builders.stores import files
from builders.workspaces import PROJECT, copied_workspace
from distributed import Client, LocalCluster

from kit.errors import KitError, NotebookError, ParameterError
from kit.run import Job, JobResult, Limits, run_batch, write_batch
from kit.run.cluster import open_cluster
from kit.run.executors import open_executor
from kit.workspace import Workspace

LOOPBACK = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "threads_per_worker": 1}


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """Run a scheduler and two worker processes that may start others; give its address."""
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(n_workers=2, silence_logs=50, **LOOPBACK) as started,
    ):
        yield started.scheduler_address


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """Give one job in a workspace with a notebook of its own."""
    workspace = copied_workspace(tmp_path)
    shutil.copytree(PROJECT / "notebooks", tmp_path / "notebooks")
    return Job(workspace=workspace, year=2022, agency="qiantang-jxkj", to=("json",))


def add_cell(workspace: Workspace, source: str) -> None:
    """Put a cell at the end of the workspace's notebook."""
    path = workspace.notebook()
    notebook = json.loads(path.read_text("utf-8"))
    cell = {"cell_type": "code", "id": "added", "metadata": {}, "source": source}
    notebook["cells"].append({**cell, "execution_count": None, "outputs": []})
    path.write_text(json.dumps(notebook), "utf-8")


def run(job: Job, address: str | None, *, limits: Limits | None = None) -> JobResult:
    """Run one job as a batch does."""
    with open_executor(address, jobs=2, limits=limits or Limits()) as executor:
        (result,) = run_batch([job], executor=executor)
    return result


def test_a_worker_killed_mid_way_costs_no_report(cluster: str, tmp_path: Path) -> None:
    """One of two workers is killed while it works: every byte is as without a cluster."""
    province = make_province(tmp_path, agencies=8, faulty=1)
    jobs = [
        Job(workspace=province.workspace, year=YEAR, agency=agency, to=("html", "json"))
        for agency in province.agencies
    ]
    with Client(cluster, set_as_default=False) as client:
        pids = client.run(os.getpid)
        with open_executor(cluster, jobs=2, limits=Limits()) as executor:
            ending = run_batch(jobs, executor=executor)
            results = [next(ending)]
            os.kill(max(pids.values()), signal.SIGKILL)
            results += ending
    write_batch(province.workspace, year=YEAR, results=results)
    assert len(results) == len(jobs)
    assert {r.agency for r in results if r.error} == set(province.faulty)

    outputs = tmp_path / "here"
    here = [replace(job, workspace=replace(job.workspace, outputs=outputs)) for job in jobs]
    with open_executor(None, jobs=2, limits=Limits()) as executor:
        write_batch(here[0].workspace, year=YEAR, results=run_batch(here, executor=executor))
    assert files(province.workspace.outputs) == files(outputs)


def test_a_process_that_dies_on_a_worker_is_tried_again(cluster: str, job: Job) -> None:
    """Each report has a process of its own on the worker, whose end the worker outlives."""
    add_cell(job.workspace, "import os; os._exit(9)")
    result = run(job, cluster)
    assert isinstance(result.error, NotebookError)
    assert "代码 9" in str(result.error)
    assert result.tries == 2


def test_limits_are_kept_on_a_worker(cluster: str, job: Job) -> None:
    """A report that takes too long is ended there, with the cure."""
    add_cell(job.workspace, "import threading; threading.Event().wait(60)")
    result = run(job, cluster, limits=Limits(timeout_s=5.0))
    assert isinstance(result.error, NotebookError)
    assert "--timeout" in str(result.error)


def test_a_cluster_that_goes_away_loses_nothing(job: Job) -> None:
    """Where the scheduler ends mid-way, what waits fails with a reason instead of waiting on."""
    year = job.workspace.params / str(job.year)
    entry = "\n{}:\n  name: 某区某局\n  kind: department\n  level: county\n"
    names = [f"waits-{number}" for number in range(3)]
    with (job.workspace.params / "agencies.yaml").open("a", encoding="utf-8") as agencies:
        agencies.writelines(map(entry.format, names))
    for name in names:
        shutil.copytree(year / job.agency, year / name)
    add_cell(
        job.workspace, f"import threading\nif agency != {job.agency!r}: threading.Event().wait()"
    )
    jobs = [job, *(replace(job, agency=name) for name in names)]
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(n_workers=1, silence_logs=50, **LOOPBACK) as started,
        open_executor(started.scheduler_address, jobs=1, limits=Limits()) as executor,
    ):
        ending = run_batch(jobs, executor=executor)
        first = next(ending)
        started.close()
        others = list(ending)
    assert (first.agency, first.error) == (job.agency, None)
    assert {other.agency for other in others} == set(names)
    assert all(isinstance(other.error, NotebookError) for other in others)
    assert all("与集群失去联系" in str(other.error) for other in others)


def test_folders_that_a_worker_does_not_see_are_named(cluster: str, job: Job) -> None:
    """Where no disk is shared nothing is built; the cure is to share it or to use an address."""
    elsewhere = replace(job.workspace, params=job.workspace.params.parent / "elsewhere")
    result = run(replace(job, workspace=elsewhere), cluster)
    assert isinstance(result.error, ParameterError)
    assert "elsewhere" in str(result.error)
    assert "s3://" in str(result.error)


def refused(address: str) -> KitError:
    """Return why the cluster at *address* is not used."""
    with (
        pytest.raises(ParameterError) as caught,
        open_cluster(address, jobs=1, limits=Limits(), patience_s=2.0),
    ):
        pass
    return caught.value


def test_a_scheduler_nobody_listens_at() -> None:
    """A port without a listener is named, with how to start a scheduler."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    message = str(refused(address))
    assert f"--cluster {address}" in message
    assert "dask scheduler" in message


@pytest.mark.parametrize("address", ["nonsense", "ftp://127.0.0.1:1"])
def test_an_address_that_is_none(address: str) -> None:
    """What cannot be an address is told from what does not answer."""
    assert "地址写得不对" in str(refused(address))


def test_a_cluster_without_workers() -> None:
    """A scheduler alone builds nothing, and that is said before anything waits for it."""
    with LocalCluster(n_workers=0, **LOOPBACK) as started:
        assert "没有 worker" in str(refused(started.scheduler_address))


def test_workers_that_may_not_start_processes() -> None:
    """Dask's own default is a daemonic worker: the variable that changes it is named."""
    with (
        dask.config.set({"distributed.worker.daemon": True}),
        LocalCluster(n_workers=1, **LOOPBACK) as started,
    ):
        assert "DASK_DISTRIBUTED__WORKER__DAEMON=False" in str(refused(started.scheduler_address))


@contextmanager
def worker_with(folder: Path) -> Iterator[str]:
    """Run a scheduler and a worker that imports from *folder* first; give the address."""
    with LocalCluster(n_workers=0, **LOOPBACK) as started:
        command = [sys.executable, "-m", "dask", "worker", started.scheduler_address]
        options = ["--no-nanny", "--no-dashboard", "--host", "127.0.0.1", "--nthreads", "1"]
        with subprocess.Popen(
            [*command, *options],
            env=os.environ | {"PYTHONPATH": str(folder)},
            cwd=folder,
            stderr=subprocess.DEVNULL,
        ) as worker:
            try:
                started.wait_for_workers(1, timeout=HANG_S)
                yield started.scheduler_address
            finally:
                worker.kill()


def test_a_worker_with_another_kit(tmp_path: Path) -> None:
    """A worker whose kit differs in one byte is named, with both versions."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PROJECT / "kit", tmp_path / "kit", ignore=ignored)
    with (tmp_path / "kit" / "log.py").open("a") as module:
        module.write("\n")
    with worker_with(tmp_path) as address:
        message = str(refused(address))
    assert "的 kit：应为" in message
    assert "相同的版本" in message


def test_a_worker_without_the_kit(tmp_path: Path) -> None:
    """A worker that cannot import the kit is told from one of another version."""
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "__init__.py").touch()
    with worker_with(tmp_path) as address:
        message = str(refused(address))
    assert "装有 ogi-report-kit 的 worker" in message
    assert "No module named 'kit.run'" in message


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where dask.distributed is not installed the message has the command that does it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install 'ogi-report-kit[cluster]'" in str(refused("local"))


def test_ctrl_c_ends_a_local_cluster(tmp_path: Path) -> None:
    """Ctrl-C, which reaches every process of the terminal, ends them all and loses nothing."""
    province = make_province(tmp_path, agencies=40, faulty=0)
    command = [sys.executable, "-m", "kit", "build", str(YEAR), "--cluster", "local"]
    places = ["--params", str(province.workspace.params), "--to", "html", "--jobs", "2"]
    with subprocess.Popen(
        [*command, *places], stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as started:
        assert started.stderr
        first = started.stderr.readline()
        children = family(started.pid)
        os.killpg(started.pid, signal.SIGINT)
        said = started.stderr.read()
    assert first.startswith(("✓", "!")), first + said
    assert started.returncode == 130, said
    assert said.splitlines()[-1] == "已中断；已经完成的报告都已保存。"
    assert "Traceback" not in said
    assert eventually(lambda: are_gone(children)), children
