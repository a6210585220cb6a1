"""Decisions as the review page saves them, from what stands in the outputs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kit.notebook import OpenReport
from kit.notebook.record import REVIEW_MIME
from kit.report import read_report
from kit.signoff import read_sign_offs, saved_digest
from kit.workspace import Workspace


def shown(workspace: Workspace, *, year: int, agency: str) -> dict[str, Any]:
    """Write the reviewers' data of a report as a build does, and return them."""
    report = read_report(workspace, year=year, agency=agency)
    sign_offs = read_sign_offs(workspace.inputs(year, agency))
    record = OpenReport(report=report, sign_offs=sign_offs).record.data[REVIEW_MIME]
    path = workspace.report_folder(year, agency) / "review.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record["review_json"], "utf-8")
    data: dict[str, Any] = json.loads(record["review_json"])
    return data


def saved_decision(review: dict[str, Any], **said: Any) -> dict[str, Any]:
    """Return the decision that the page of *review* saves, by default an approval."""
    data = {
        "kind": "ogi-report.decision",
        "schema": "1",
        "year": review["year"],
        "agency": review["agency"],
        "name": review["name"],
        "seen": review["seen"]["report"],
        "findings_seen": review["findings_seen"],
        "before": review["before"],
        "decision": "approve",
        "by": "张三",
        "on": "2025-01-20",
        "note": "",
        "findings": [],
        "notes": [],
        "confirmed": [],
    } | said
    return data | {"digest": saved_digest(data)}


def write_saved(folder: Path, data: dict[str, Any], *, name: str = "") -> Path:
    """Write a saved decision under the name that the page gives it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name or f"审核-{data['year']}-{data['agency']}.json")
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    return path
