"""What several verbs show."""

from __future__ import annotations

from kit.cli.console import echo
from kit.workspace import Workspace

_LISTED = 20


def selected(workspace: Workspace, *, year: int, agencies: tuple[str, ...]) -> tuple[str, ...]:
    """Return the agencies named, each once, or all that have a folder for *year*."""
    return tuple(dict.fromkeys(agencies)) or workspace.filed(year)


def echo_not_begun(workspace: Workspace, *, year: int) -> None:
    """List on stderr the agencies that have no folder for *year* yet."""
    filed = set(workspace.filed(year))
    missing = [agency for agency in workspace.agencies() if agency not in filed]
    if missing:
        listed = "、".join(missing[:_LISTED])
        more = f" 等 {len(missing)} 个" if len(missing) > _LISTED else ""
        echo(f"未开始：{listed}{more}", err=True)
