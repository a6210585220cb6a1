"""``kit receive``: filings that were sent up, put where they belong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from kit.cli.console import echo
from kit.cli.options import chosen_workspace, verb, workspace_options
from kit.cli.outcome import worst
from kit.cli.processes import shown
from kit.disk import attempted
from kit.errors import CrashError, Fault, KitError, NotebookError, ParameterError, SourceError
from kit.processes import Limits, map_in_processes
from kit.signoff import CHECKS_NAMES, STANDING_NAMES
from kit.transfer import SUFFIX, Arrival, Received, judge_arrival, look_at, put_arrival
from kit.workspace import Workspace

HELP = """收下报送的文件（kit pack 写出的 .filing.zip），放进 params。

\b
先逐一核对：文件名、大小、校验和、清单、报告本身；有一处不对的整个不收，别的照收。
再说明是新的、相同的，还是与已有的哪里不同：数逐格列出，文字逐段列出。
不同的不替换，除非加 --overwrite；原有的总是留在 original 里。
收件记录写在 params/年度/机关/receipt.json，原包也留在 original 里。
"""
#: What judging one archive may take, in seconds and MiB.
_LIMITS = Limits(timeout_s=120.0, memory_mb=1500)
_LISTED = 40
_OUTCOMES = {"new": "新收", "same": "与已有的相同", "differs": "替换了已有的"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Handled:
    """What became of one archive, for the line at the end."""

    word: str
    code: int = 0


@verb("receive", help=HELP)
@click.argument(
    "sources", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="文件或文件夹…"
)
@click.option("--overwrite", is_flag=True, help="替换已有的、内容不同的；原有的留在 original 里。")
@click.option(
    "--with-notebook", is_flag=True, help="报送自带笔记本的也收：生成时会运行其中的代码。"
)
@workspace_options
def command(
    *,
    sources: tuple[Path, ...],
    overwrite: bool,
    with_notebook: bool,
    params: str | None,
    outputs: str | None,
) -> int:
    """Receive filings; one that is refused keeps no other from being taken."""
    workspace = chosen_workspace(params, outputs)
    paths = _found(sources)
    judged = dict(_judged(paths, workspace=workspace))
    refused = _contradicting({p: a for p, a in judged.items() if isinstance(a, Arrival)})
    put = partial(put_arrival, workspace, overwrite=overwrite, with_notebook=with_notebook)
    told = []
    for path, arrival in judged.items():
        if isinstance(arrival, KitError):
            told.append(_refuse(path.name, arrival))
        elif path in refused:
            told.append(_refuse(path.name, refused[path]))
        else:
            _echo_differences(arrival)
            received = attempted(partial(put, arrival), where=path.name)
            if isinstance(received, KitError):
                told.append(_refuse(path.name, received))
            else:
                told.append(_echo(received, arrival=arrival, workspace=workspace))
    if len(told) > 1:
        counts = Counter(each.word for each in told)
        said = "、".join(f"{word} {count}" for word, count in counts.items())
        echo(f"共 {len(told)} 份：{said}。", bold=True)
    return worst(each.code for each in told)


def _found(sources: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files named, and those of folders that are called as archives are."""
    found: dict[Path, None] = {}
    for source in sources:
        inside = sorted(source.rglob(f"*{SUFFIX}")) if source.is_dir() else [source]
        if not inside:
            cure = "请指明 kit pack 写出的文件，或它们所在的文件夹。"
            raise ParameterError(Fault(str(source), f"有 {SUFFIX} 文件", "没有", cure))
        found.update(dict.fromkeys(inside))
    return tuple(found)


def _judged(
    paths: Sequence[Path], *, workspace: Workspace
) -> Iterator[tuple[Path, Arrival | KitError]]:
    """Judge each archive where what explodes can be ended."""
    judge = partial(judge_arrival, workspace=workspace)
    with closing(map_in_processes(judge, paths, limits=_LIMITS)) as results:
        for path, result in zip(paths, shown(results, total=len(paths)), strict=True):
            if isinstance(result, NotebookError) and not isinstance(result, CrashError):
                yield path, _limited(result, file=path.name)
            else:
                yield path, result


def _limited(error: KitError, *, file: str) -> SourceError:
    cure = "文件过大或过于复杂，没有收；请与填报单位核对。"
    return SourceError(*(replace(fault, where=file, cure=cure) for fault in error.faults))


def _contradicting(arrivals: dict[Path, Arrival]) -> dict[Path, ParameterError]:
    """Return a refusal of each of several archives that are of one report and not the same."""
    same: defaultdict[tuple[int, str], dict[Path, str]] = defaultdict(dict)
    for path, arrival in arrivals.items():
        manifest = arrival.opened.manifest
        same[manifest.year, manifest.agency][path] = arrival.opened.sha256
    refused = {}
    for (year, agency), digests in same.items():
        if len(set(digests.values())) > 1:
            for path in digests:
                others = "、".join(str(p) for p, d in digests.items() if d != digests[path])
                cure = "请与填报单位核对以哪一份为准，只收那一份。"
                fault = Fault(path.name, f"{year} {agency} 唯一的报送", f"另有 {others}", cure)
                refused[path] = ParameterError(fault)
    return refused


def _refuse(file: str, error: KitError) -> _Handled:
    echo(f"{file}  没有收", bold=True, fg="red", err=True)
    echo(*(f"  {fault}" for fault in error.faults), err=True)
    return _Handled(word="没有收", code=error.exit_code)


def _echo_differences(arrival: Arrival) -> None:
    if arrival.outcome != "differs":
        return
    echo(f"{arrival.opened.file}  与已有的不同，共 {len(arrival.differences)} 处：")
    for each in arrival.differences[:_LISTED]:
        there, received = each.there or "（空）", each.received or "（空）"
        echo(f"  {each.what}：原有 {there}，收到 {received}")
    if len(arrival.differences) > _LISTED:
        echo(f"  ……还有 {len(arrival.differences) - _LISTED} 处，收下后都记在 receipt.json。")


def _echo(received: Received, *, arrival: Arrival, workspace: Workspace) -> _Handled:
    receipt = received.receipt
    word = _OUTCOMES[arrival.outcome if received.is_written else "same"]
    about = f"{receipt.year} {receipt.agency} {receipt.name}"
    echo(f"{arrival.opened.file}  {about}：{word}（{len(receipt.files)} 个文件）")
    echo(f"  原包 sha256 {receipt.sha256}")
    echo(
        f"  报告 {receipt.report[:12]}：{_state(receipt.year, receipt.agency, arrival, workspace)}"
    )
    if received.is_written:
        echo(f"  收件记录 {received.folder / 'receipt.json'}")
    if receipt.former:
        echo(f"  原有的留在 {received.folder / receipt.former}")
    for note in arrival.notes:
        echo(f"  注意：{note}", err=True)
    return _Handled(word=word)


def _state(year: int, agency: str, arrival: Arrival, workspace: Workspace) -> str:
    """Say whether the report reads here as it did where it was packed, and where it stands."""
    look = attempted(partial(look_at, workspace, year=year, agency=agency))
    if isinstance(look, KitError):
        return f"在这里读不出：{'；'.join(map(str, look.faults))}"
    same = look.digest == arrival.opened.manifest.report
    alike = "与发出的一致" if same else "与发出的不同（这里另有往年的数、台账或别的版本）"
    state = look.state.state
    return f"{alike}；检查 {CHECKS_NAMES[state.checks]}，审核 {STANDING_NAMES[state.decision]}"
