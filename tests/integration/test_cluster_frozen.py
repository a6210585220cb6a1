"""A scheduler or a worker that is frozen or killed: what was done is kept, and it ends in time."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from builders.processes import HANG_S
from builders.province import YEAR, make_province
from builders.workspaces import PROJECT

from kit.errors import ParameterError
from kit.processes import Limits
from kit.run import Job, write_batch
from kit.run.batch import run_batch
from kit.run.cluster import open_cluster
from kit.run.states import read_states
from kit.workspace import Workspace

_DASK = [sys.executable, "-m", "dask"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A scheduler and its one worker, as programs of their own."""

    address: str
    scheduler: subprocess.Popen[str]
    worker: subprocess.Popen[bytes]


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Start a scheduler and a worker on loopback, and end them however they are."""
    loopback = ["--host", "127.0.0.1", "--no-dashboard"]
    scheduler = subprocess.Popen(
        [*_DASK, "scheduler", *loopback, "--port", "0"], stderr=subprocess.PIPE, text=True
    )
    assert scheduler.stderr
    said = iter(scheduler.stderr.readline, "")
    found = (re.search(r"Scheduler at:\s+(tcp://\S+)", line) for line in said)
    address = next(match[1] for match in found if match)
    drained = threading.Thread(target=list, args=(said,))
    drained.start()
    worker = subprocess.Popen(
        [*_DASK, "worker", address, *loopback, "--no-nanny", "--nthreads", "1"],
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
    )
    try:
        yield Cluster(address=address, scheduler=scheduler, worker=worker)
    finally:
        for process in (worker, scheduler):
            process.kill()
            process.wait(HANG_S)
        drained.join(HANG_S)
        scheduler.stderr.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give three agencies, of whose reports all but the first never end."""
    shutil.copytree(PROJECT / "notebooks", tmp_path / "notebooks")
    province = make_province(tmp_path, agencies=3, faulty=0)
    path = province.workspace.notebook()
    text = path.read_text("utf-8")
    first = province.workspace.filed(YEAR)[0]
    endless = f"import threading\nif agency != {first!r}: threading.Event().wait()"
    path.write_text(_with_cell(text, endless), "utf-8")
    return province.workspace


def _with_cell(text: str, source: str) -> str:
    import nbformat

    notebook = nbformat.reads(text, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(source, id="added"))
    return str(nbformat.writes(notebook))


@pytest.mark.parametrize(
    ("whom", "number", "said"),
    [
        ("scheduler", signal.SIGSTOP, "没有应答"),
        ("scheduler", signal.SIGKILL, "失去联系"),
        ("worker", signal.SIGSTOP, "没有应答"),
    ],
    ids=["frozen scheduler", "killed scheduler", "frozen worker"],
)
def test_a_cluster_that_stops_answering(
    cluster: Cluster,
    workspace: Workspace,
    capfd: pytest.CaptureFixture[str],
    whom: str,
    number: int,
    said: str,
) -> None:
    """What waits is told so within the limit and a little; what was done and all states stay."""
    first, *others = workspace.filed(YEAR)
    with opened(cluster) as executor:
        results = list(run_batch([job(workspace, first)], executor=executor))
    # A lost connection is told at once; only of a frozen one nothing is heard.
    limit_s = 3.0 if number == signal.SIGSTOP else HANG_S
    with opened(cluster, limit_s=limit_s, silence_s=limit_s) as executor:
        os.kill(getattr(cluster, whom).pid, number)
        jobs = [job(workspace, agency) for agency in others]
        results += run_batch(jobs, executor=executor)
    write_batch(workspace, year=YEAR, results=results)
    assert results[0].error is None
    errors = [result.error for result in results[1:] if result.error]
    assert [error.exit_code for error in errors] == [6] * len(others)
    assert all(said in str(error) for error in errors), errors
    states = read_states(workspace.outputs / str(YEAR) / "batch.json").values()
    assert [state.state for state in states] == ["built", *["failed"] * len(others)]
    assert "Traceback" not in capfd.readouterr().err


@contextmanager
def opened(
    cluster: Cluster, *, limit_s: float = HANG_S, silence_s: float = HANG_S
) -> Iterator[Executor]:
    """Open the cluster, whose worker may still be starting."""
    with open_cluster(
        cluster.address,
        jobs=1,
        limits=Limits(timeout_s=limit_s),
        patience_s=HANG_S,
        silence_s=silence_s,
    ) as executor:
        yield executor


def job(workspace: Workspace, agency: str) -> Job:
    """Return the job of one report."""
    return Job(workspace=workspace, year=YEAR, agency=agency, to=("html",))


@pytest.mark.parametrize("whom", ["scheduler", "worker"])
def test_a_cluster_that_never_answers_is_refused(cluster: Cluster, whom: str) -> None:
    """Nothing is begun with it, and it is said in time."""
    with opened(cluster):
        pass
    os.kill(getattr(cluster, whom).pid, signal.SIGSTOP)
    with (
        pytest.raises(ParameterError, match=r"没有应答|连接不上"),
        open_cluster(cluster.address, jobs=1, limits=Limits(), patience_s=1.0),
    ):
        pass


def test_an_endless_process_on_a_worker_is_stopped(cluster: Cluster, workspace: Workspace) -> None:
    """The worker ends it at its limit, and goes on with the next."""
    agencies = workspace.filed(YEAR)
    jobs = [job(workspace, agency) for agency in (agencies[1], agencies[0])]
    with opened(cluster, limit_s=15.0) as executor:
        results = {result.agency: result for result in run_batch(jobs, executor=executor)}
    assert "--timeout" in str(results[agencies[1]].error)
    assert results[agencies[0]].error is None
    assert psutil.pid_exists(cluster.worker.pid)
