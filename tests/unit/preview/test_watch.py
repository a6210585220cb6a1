"""What a preview watches: the files of the report, wherever they lie, and nothing that passes."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from pathlib import Path

from builders.workspaces import copied_workspace, replaced

from kit.preview.watch import changes, stamps, watched_folders


def test_the_folders_of_a_report_are_watched(tmp_path: Path) -> None:
    """Its own, last year's, that of agencies.yaml, that of the notebook; others' are not."""
    workspace = copied_workspace(tmp_path)
    folders = watched_folders(workspace, year=2024, agency="suqian")
    own = {workspace.inputs(year, "suqian") for year in (2023, 2024)}
    assert own | {workspace.params, workspace.notebook().parent} == set(folders)


def test_broken_parameters_are_watched_on(tmp_path: Path) -> None:
    """A report.yaml nobody can read does not end the watch on its folder."""
    workspace = copied_workspace(tmp_path)
    folder = workspace.inputs(2024, "suqian")
    (folder / "report.yaml").write_text("[", "utf-8")
    assert folder in watched_folders(workspace, year=2024, agency="suqian")


def test_what_programs_keep_beside_an_open_file_is_no_change(tmp_path: Path) -> None:
    """The lock files of Excel, WPS and LibreOffice come and go unseen."""
    workspace = copied_workspace(tmp_path)
    folder = workspace.inputs(2024, "suqian")
    before = stamps((folder,))
    for name in ("~$tables.xlsx", ".~lock.tables.xlsx#", ".narrative.md.swp"):
        (folder / name).write_text("x", "utf-8")
    assert stamps((folder,)) == before


def test_a_save_is_told_with_its_file(tmp_path: Path) -> None:
    """At the start all files, then the one that was saved, also by renaming another over it."""
    workspace = copied_workspace(tmp_path)
    text = workspace.inputs(2024, "suqian") / "narrative.md"

    async def watch() -> None:
        async with aclosing(changes(workspace, year=2024, agency="suqian")) as turns:
            assert str(text) in await anext(turns)
            beside = text.with_name("saving")
            beside.write_bytes(text.read_bytes())
            replaced(beside, "宿迁", "宿 迁")
            beside.replace(text)
            assert str(text) in await asyncio.wait_for(anext(turns), timeout=300)

    asyncio.run(watch())
