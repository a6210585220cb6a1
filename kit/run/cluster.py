"""A Dask cluster that runs the jobs of a batch, each in a process of its own on a worker."""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import warnings
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, Any

from kit.disk import as_kit_error
from kit.errors import CrashError, Fault, KitError, NotebookError, ParameterError
from kit.export.manifest import versions
from kit.interrupts import interrupts_held
from kit.processes import Limits, ProcessExecutor
from kit.run.executors import PRELOAD
from kit.run.fitness import refuse_unfit_cluster, refuse_unfit_worker
from kit.run.job import Job
from kit.run.patience import Patience
from kit.run.staging import run_staged

if TYPE_CHECKING:
    from distributed import Client, LocalCluster

LOCAL = "local"
#: How long to wait for the scheduler and for its first worker, in seconds; and, beyond the
#: time limit of a report, for the next result: a worker imports everything with the first.
PATIENCE_S, SILENCE_S = 10.0, 60.0
_CLOSING_S = 2.0
#: Who says on stderr what is said in Chinese by the reports that it concerns.
_TALKERS = ("distributed", "tornado", "asyncio")
_LOST = "与集群失去联系"
#: What Python itself raises where a connection is lost.
_OF_LOSS = (ConnectionError, TimeoutError, RuntimeError)


@contextmanager
def open_cluster(
    address: str,
    *,
    jobs: int,
    limits: Limits,
    patience_s: float = PATIENCE_S,
    silence_s: float = SILENCE_S,
) -> Iterator[Executor]:
    """Open the cluster at *address*; ``local`` starts one of *jobs* workers here.

    Raises
    ------
    ParameterError
        If it cannot be reached or has no worker; if a worker has other versions
        than this machine, or may not start processes.
    """
    try:
        import distributed  # noqa: F401 - whether it is there
    except ImportError:
        cure = "请运行 pip install 'ogi-report-kit[cluster]'。"
        raise ParameterError(
            Fault("--cluster", "装有 dask.distributed", "没有安装", cure)
        ) from None
    with (
        _scheduler(address, jobs=jobs) as scheduler,
        _client(scheduler, patience_s=patience_s) as client,
    ):
        refuse_unfit_cluster(client, where=f"--cluster {scheduler}", patience_s=patience_s)
        yield ClusterExecutor(client, limits=limits, silence_s=silence_s)


class ClusterExecutor(Executor):
    """Runs calls of one job on the workers of a cluster, with the errors of the kit.

    A worker that dies costs time alone: Dask gives its jobs to others. A job
    that several died of gives a :class:`~kit.errors.CrashError`.
    """

    def __init__(self, client: Client, *, limits: Limits, silence_s: float = SILENCE_S) -> None:
        """Use a client that is connected.

        Parameters
        ----------
        silence_s
            How long after the time limit of a report the next result may come: one
            must, unless scheduler or workers are frozen.
        """
        self._calls = client.get_executor(pure=False)
        self._limits = limits
        self._told = Patience(patience_s=limits.timeout_s + silence_s, silent=_silent(limits))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Queue a call; its arguments are pickled."""
        (job,) = args
        # A worker passes the call on; it would otherwise import all that the report needs.
        call = partial(run_pickled, pickle.dumps(partial(fn, **kwargs)))
        # On another machine's disk what a worker writes would be lost.
        if not job.workspace.outputs_address:
            job.workspace.outputs.mkdir(parents=True, exist_ok=True)
        told = self._told.begin()
        try:
            future = self._calls.submit(
                run_on_worker, job, function=call, limits=self._limits, alike=versions()
            )
        except Exception as error:  # noqa: BLE001 - a client that lost its scheduler refuses in many ways
            self._told.end(told, error=_lost(error))
        else:
            future.add_done_callback(partial(_tell, told=told, everyone=self._told))
        return told

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature of concurrent.futures
        """Take no more calls; *cancel_futures* drops those that wait."""
        is_silent = self._told.close()
        self._calls.shutdown(wait=wait and not cancel_futures and not is_silent)


def run_on_worker(
    job: Job, *, function: Callable[[Job], Any], limits: Limits, alike: Mapping[str, str]
) -> Any:
    """Run *function* on *job* in a process of its own on this worker, within *limits*.

    Raises
    ------
    ParameterError
        If this worker is unfit, or has other versions than *alike*.
    """
    refuse_unfit_worker(job.workspace, alike=alike)
    return run_staged(job, function=function, processes=_processes(limits))


def run_pickled(call: bytes, job: Job) -> Any:
    """Run a pickled *call* on *job*; this is what the process of a report runs."""
    return pickle.loads(call)(job)  # noqa: S301 - pickled by the machine that runs the batch


@cache
def _processes(limits: Limits) -> ProcessExecutor:
    """Return the one executor of this worker; how many run at a time is for Dask to say."""
    return ProcessExecutor(os.cpu_count() or 1, limits=limits, preload=PRELOAD)


@contextmanager
def _scheduler(address: str, *, jobs: int) -> Iterator[str]:
    """Return the address of a scheduler, or start one on loopback, with its workers."""
    if address != LOCAL:
        yield address
        return
    import dask

    with (
        # A daemonic process must not start others, and each report gets one.
        dask.config.set({"distributed.worker.daemon": False}),
        ExitStack() as opened,
    ):
        # Starting it later would take the mask away again.
        resource_tracker.ensure_running()
        with interrupts_held():
            cluster = opened.enter_context(_started(jobs))
        yield cluster.scheduler_address


def _started(jobs: int) -> LocalCluster:
    """Start a cluster here.

    Raises
    ------
    KitError
        If the machine does not let it.
    """
    from distributed import LocalCluster

    try:
        return LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            memory_limit=0,
            silence_logs=logging.CRITICAL,
        )
    except Exception as error:  # noqa: BLE001 - Dask wraps what the machine lacks in errors of its own
        cure = "请核对内存、进程数和临时文件夹，或不加 --cluster 再运行一次。"
        fault = Fault("--cluster local", "启动本机的集群", "没有启动", cure)
        cause = error.__cause__ or error
        known = as_kit_error(cause, where="--cluster local") if isinstance(cause, OSError) else None
        raise known if known and known.exit_code != 1 else NotebookError(fault) from None


async def _reach(address: str, *, patience_s: float) -> None:
    """Connect once: a client that cannot would keep this process for a long time at its end."""
    from distributed import Security
    from distributed.comm.core import connect

    keys = Security().get_connection_args("client")
    # One that is frozen takes the connection, and says nothing: closing would wait for it.
    async with asyncio.timeout(patience_s):
        comm = await connect(address, timeout=patience_s, **keys)
    comm.abort()


@contextmanager
def _client(address: str, *, patience_s: float) -> Iterator[Client]:
    from distributed import Client
    from distributed.utils import silence_logging_cmgr
    from distributed.versions import VersionMismatchWarning

    try:
        asyncio.run(_reach(address, patience_s=patience_s))
    except (OSError, ValueError) as error:
        found = "地址写得不对" if isinstance(error, ValueError) else "连接不上"
        cure = "地址应如 tcp://主机:8786；请确认 dask scheduler 已经启动，再运行一次。"
        raise ParameterError(
            Fault(f"--cluster {address}", "可以连接的调度器", found, cure)
        ) from None
    with warnings.catch_warnings():
        # What differs is said below, in full.
        warnings.simplefilter("ignore", VersionMismatchWarning)
        client = Client(address, timeout=patience_s, set_as_default=False)
    with ExitStack() as opened:
        opened.callback(client.close, timeout=_CLOSING_S)
        for talker in _TALKERS:
            opened.enter_context(silence_logging_cmgr(logging.CRITICAL, root=talker))
        yield client


def _silent(limits: Limits) -> NotebookError:
    """Return the error of reports of which nothing more is heard."""
    found = "调度器或 worker 没有应答"
    cure = "多为集群中的程序被挂起或网络中断，请重新启动它们，再运行一次；已完成的都已保存。"
    return NotebookError(Fault("", f"{limits.timeout_s:g} 秒内完成", found, cure))


def _tell(future: Future[Any], *, told: Future[Any], everyone: Patience) -> None:
    """Pass on how a call ended, in the errors of the kit."""
    if future.cancelled():
        everyone.end(told, error=_lost())
    elif error := future.exception():
        everyone.end(told, error=_lost(error))
    else:
        everyone.end(told, value=future.result())


def _lost(error: BaseException | None = None) -> KitError:
    """Return what kept a call from its end, in an error of the kit."""
    from distributed.scheduler import KilledWorker

    if isinstance(error, KilledWorker):
        cure = "多为 worker 内存不足，请再运行一次。"
        return CrashError(Fault("", "运行到底", "运行它的 worker 都退出了", cure))
    is_of_cluster = error is None or type(error).__module__.startswith(_TALKERS)
    if error and not is_of_cluster and not isinstance(error, _OF_LOSS):
        return as_kit_error(error, where="")
    cure = "多为集群中途关闭，请再运行一次；已完成的都已保存。"
    return NotebookError(Fault("", "运行到底", _LOST, cure))
