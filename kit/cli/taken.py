"""What ``kit sign --from`` does to the files that reviewers saved, and says of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kit.cli.console import echo
from kit.cli.decided import echo_side_effects, said_of
from kit.errors import Fault, ParameterError
from kit.signoff import TakenIn, found_files, take_saved
from kit.workspace import Workspace

_REFUSED = 2


def take_files(workspace: Workspace, *, paths: Sequence[Path], year: int | None) -> int:
    """Sign what the files say and tell what became of each; 2 if one of them was refused.

    Raises
    ------
    ParameterError
        If there is no file to take in.
    """
    files, others = found_files(paths)
    if others:
        echo(f"另有 {others} 个 .json 文件不是审核决定，没有读。", err=True)
    if not files:
        named = "、".join(map(str, paths))
        cure = "请指明审核页“保存决定”存下的文件，或它们所在的文件夹。"
        raise ParameterError(Fault(f"--from {named}", "审核决定文件", "没有", cure))
    results = [_told(taken) for taken in take_saved(workspace, files, year=year)]
    counts = Counter(results)
    echo(
        f"共 {len(results)} 个文件：签了 {counts['taken']}，"
        f"以前签过 {counts['known']}，没有签 {counts['refused']}。",
        bold=True,
    )
    return _REFUSED if counts["refused"] else 0


def _told(taken: TakenIn) -> str:
    saved = taken.saved
    about = f"{saved.year} {saved.agency} {saved.name}" if saved else ""
    match taken.outcome:
        case "taken":
            if taken.signed:
                echo_side_effects(taken.signed)
                echo(f"{taken.path.name}  {about}：{said_of(taken.signed.entry)}")
        case "known":
            echo(f"{taken.path.name}  {about}：以前签过，没有再签一次")
        case _:
            echo(f"{taken.path.name}  没有签", bold=True, fg="red")
            echo(*(f"  {fault}" for fault in taken.faults))
    return taken.outcome
