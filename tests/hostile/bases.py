"""The workspaces that hostile files are laid over: lawful, small, with everything they meet."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from builders.ledgers import make_ledger
from builders.portals import as_text, small_article
from builders.spreadsheets import xlsx_content
from builders.workspaces import PROJECT

from kit.report.begin import begin_report, enter_agency
from kit.workspace import Agency, Workspace

YEAR, AGENCY = 2024, "suqian"
LEDGER_YEAR, LEDGER_AGENCY = 2022, "ceshi-ju"
#: A report and the one of the year before, built and signed, and one that sums two others.
BUILT, LEDGER, EMPTY = "built", "ledger", "empty"
HEAD = "shi-fu"
#: A reviewer gives a report back.
RETURN = ("sign", str(YEAR), AGENCY, "--by", "李四", "--decision", "return")
RETURN += ("--note", "再看", "--on", "2025-03-02")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bases:
    """The folder of all workspaces."""

    folder: Path

    def read(self, base: str, name: str) -> bytes:
        """Return a file of a workspace."""
        return (self.folder / base / name).read_bytes()

    def data(self, base: str, name: str) -> Any:
        """Return what a YAML or JSON file of a workspace says."""
        return yaml.safe_load(self.read(base, name))


def make_bases(folder: Path) -> Bases:
    """Make every workspace below *folder*, by the kit's own verbs."""
    _make_built(folder / BUILT)
    _make_ledger(folder / LEDGER)
    (folder / EMPTY / "params").mkdir(parents=True)
    (folder / EMPTY / "params" / "agencies.yaml").write_text(
        "ceshi-ju: {name: 某某市测试局, kind: department}\n", "utf-8"
    )
    return Bases(folder=folder)


def make_writing_base(root: Path) -> Path:
    """Make the workspace that verbs write in, with a published text to import; return it."""
    _make_built(root)
    (root / "text.txt").write_text(as_text(small_article()), "utf-8")
    return root


def _make_built(root: Path) -> None:
    for year in (2023, 2024):
        shutil.copytree(PROJECT / "params" / str(year), root / "params" / str(year))
    agencies: dict[str, Any] = yaml.safe_load((PROJECT / "params/agencies.yaml").read_text("utf-8"))
    entries = {AGENCY: agencies[AGENCY] | agencies["qiantang-jxkj"] | {"parent": HEAD}}
    entries[AGENCY] |= {"kind": "department", "scope": "own", "vertical": False}
    entries["two"] = {"name": "某某市测试局", "kind": "department", "parent": HEAD}
    entries[HEAD] = {
        "name": "某某市人民政府",
        "kind": "government",
        "scope": "rollup",
        "level": "city",
    }
    (root / "params/agencies.yaml").write_text(yaml.safe_dump(entries, allow_unicode=True), "utf-8")
    shutil.copytree(root / "params/2024" / AGENCY, root / "params/2024/two")
    _write_parameters(root / "params/2024" / AGENCY)
    run_kit("rollup", str(YEAR), HEAD, root=root)
    run_kit("build", str(YEAR), "--to", "html,review,json", root=root)
    decided = ("--by", "张三", "--decision", "return", "--note", "请更正", "--on", "2025-03-01")
    run_kit("sign", str(YEAR), AGENCY, *decided, root=root)
    run_kit("review", str(YEAR), root=root)


def _write_parameters(folder: Path) -> None:
    """Say everything that parameters can say, so that each place is there to be spoilt."""
    data = {
        "published": "2025-01-20",
        "source_name": "某某局",
        "keywords": ["政府信息公开", "年报"],
        "origin": "某某局2024年报告",
        "fonts": "packaged",
        "charts": ["requests", "outcomes"],
        "sources": {"tables": "tables.xlsx", "narrative": "narrative.md"},
        "ledger": {"columns": {"requests": {"received": ["收到日期"]}}},
        "accepted": [{"rule": "S9", "at": {"表四!J5": 25, "原文": "字"}, "reason": "已核对"}],
        "correction": {
            "date": "2025-03-05",
            "reason": "漏记",
            "items": [{"what": "t3.received.total", "before": "1", "after": "2"}],
        },
    }
    (folder / "report.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")


def _make_ledger(root: Path) -> None:
    workspace = Workspace(params=root / "params", outputs=root / "outputs")
    enter_agency(workspace, Agency(id=LEDGER_AGENCY, name="某某区测试局", kind="department"))
    begin_report(workspace, year=LEDGER_YEAR, agency=LEDGER_AGENCY, since=None, overwrite=False)
    folder = workspace.inputs(LEDGER_YEAR, LEDGER_AGENCY)
    (folder / "tables.xlsx").unlink()
    (folder / "ledger.xlsx").write_bytes(ledger_book())


@cache
def ledger_book() -> bytes:
    """Return a lawful ledger of some forty requests."""
    return xlsx_content(make_ledger(40, seed=3).pages)


def run_kit(*arguments: str, root: Path) -> None:
    """Run a verb that must not fail; findings are no failure."""
    command = [sys.executable, "-m", "kit", *arguments]
    done = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
    if done.returncode not in {0, 5}:
        raise RuntimeError(arguments, done.returncode, done.stdout + done.stderr)
