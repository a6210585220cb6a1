"""Whether the workers of a cluster are fit for a batch: alike, and able to start processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kit.errors import Fault, ParameterError
from kit.export.manifest import versions
from kit.workspace import Workspace

if TYPE_CHECKING:
    from distributed import Client

#: How many times the patience for a connection it may take to be answered: workers import the kit.
_ASKING = 4
#: What has to be the same everywhere, of what Dask itself tells of scheduler and workers.
_ALIKE = ("python", "distributed", "dask", "cloudpickle")
_SAME = "请在集群的调度器和每个 worker 上安装与本机相同的版本，重新启动后再运行。"
_FROZEN = "多为程序被挂起或网络中断，请重新启动它，再运行一次。"
_SHARED = "请把它放在集群共用的磁盘上，或用 --params、--outputs 指明地址（如 s3://…）。"
_DAEMON = (
    "请设环境变量 DASK_DISTRIBUTED__WORKER__DAEMON=False 后重新启动 worker，"
    "或在启动时加 --no-nanny。"
)


def refuse_unfit_cluster(client: Client, *, where: str, patience_s: float) -> None:
    """Refuse a cluster without workers, or with some that would give other reports.

    Raises
    ------
    ParameterError
        Naming each worker that is unfit, and why.
    """
    try:
        client.wait_for_workers(1, timeout=patience_s)
    except TimeoutError:
        cure = "请先启动 dask worker，再运行一次。"
        raise ParameterError(Fault(where, "有 worker", "没有 worker", cure)) from None
    asked_s = _ASKING * patience_s
    # Another Python or Dask may not even understand what it would be asked next.
    _refuse(_other_dask(_asked(client, _dask_versions, where=where, patience_s=asked_s)))
    here = versions()
    facts = _asked(client, _facts, where=where, patience_s=asked_s)
    _refuse(
        fault
        for worker, known in facts.items()
        for fault in _unfit(worker, facts=known, alike=here)
    )


def refuse_unfit_worker(workspace: Workspace, *, alike: Mapping[str, str]) -> None:
    """Refuse to work on this worker if it is unfit; it may have joined after the batch began.

    Raises
    ------
    ParameterError
        If it has other versions than *alike*, may not start processes, or does
        not see the folders of *workspace*.
    """
    where = multiprocessing.current_process().name
    _refuse(_unfit(where, facts=worker_facts(), alike=alike))
    folders = {
        workspace.params: workspace.params_address,
        workspace.outputs: workspace.outputs_address,
    }
    _refuse(
        Fault(str(folder), "worker 上有的文件夹", "没有", _SHARED)
        for folder, address in folders.items()
        if not address and not folder.is_dir()
    )


def worker_facts() -> dict[str, Any]:
    """Return what this worker is like: its versions, and whether it is barred from processes."""
    return {"versions": versions(), "is_daemon": multiprocessing.current_process().daemon}


def _refuse(faults: Iterator[Fault]) -> None:
    found = tuple(faults)
    if found:
        raise ParameterError(*found)


def _asked(
    client: Client,
    question: Callable[[Client], Awaitable[Mapping[str, Any]]],
    *,
    where: str,
    patience_s: float,
) -> Mapping[str, Any]:
    """Return what the cluster answers.

    Raises
    ------
    ParameterError
        If it does not.
    """
    try:
        answer: Mapping[str, Any] = client.sync(question, client, callback_timeout=patience_s)
    except OSError:
        wanted = f"{patience_s:g} 秒内应答的集群"
        raise ParameterError(Fault(where, wanted, "没有应答", _FROZEN)) from None
    return answer


async def _dask_versions(client: Client) -> Mapping[str, Any]:
    # In the loop of the client its methods are asynchronous.
    known: Mapping[str, Any] = await client.get_versions()  # type: ignore[misc]
    return known


async def _facts(client: Client) -> Mapping[str, Any]:
    known: Mapping[str, Any] = await client.run(worker_facts, on_error="return")
    return known


def _other_dask(known: Mapping[str, Any]) -> Iterator[Fault]:
    here = known["client"]["packages"]
    for where, other in {"调度器": known["scheduler"], **known["workers"]}.items():
        there = other["packages"]
        for name in _ALIKE:
            if _release(name, there.get(name)) != _release(name, here[name]):
                yield Fault(f"{where} 的 {name}", here[name], there.get(name) or "没有", _SAME)


def _release(name: str, version: str | None) -> list[str]:
    """Return what of a version has to be the same: of Python not its corrections."""
    parts = (version or "").split(".")
    return parts[:2] if name == "python" else parts


def _unfit(
    where: str, *, facts: Mapping[str, Any] | Exception, alike: Mapping[str, str]
) -> Iterator[Fault]:
    if isinstance(facts, Exception):
        yield Fault(where, "装有 ogi-report-kit 的 worker", str(facts), _SAME)
        return
    found: Mapping[str, str] = facts["versions"]
    for name, wanted in alike.items():
        if found.get(name) != wanted:
            yield Fault(f"{where} 的 {name}", wanted, found.get(name, "没有"), _SAME)
    if facts["is_daemon"]:
        yield Fault(where, "可以启动进程的 worker", "守护进程（daemon）", _DAEMON)
