"""Small reports that are published as they are: outputs of a few bytes, judged already."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from builders.filings import form
from kit.datafile import yaml_text
from kit.publish import Publishable, PublishedYear, Refusal, open_site, publish_reports
from kit.workspace import AGENCIES, Workspace

YEAR = 2024


def small_workspace(folder: Path, *agencies: str) -> Workspace:
    """Write a workspace that has nothing but its agencies."""
    (folder / "params").mkdir(parents=True)
    entries = {agency: {"name": f"某市{agency}局", "kind": "department"} for agency in agencies}
    (folder / "params" / AGENCIES).write_text(yaml_text(entries), "utf-8")
    return Workspace(params=folder / "params", outputs=folder / "outputs")


def judged(
    workspace: Workspace, agency: str, *, count: int = 1, approved: str = "2025-02-10", **facts: Any
) -> Publishable:
    """Write the public files of a report, one figure of it *count*, and say that it may go."""
    name = f"某市{agency}局"
    figures = dict.fromkeys(form().cells, 0) | {"t3.received.total": count}
    words, pdf = facts.pop("words", "好。"), facts.pop("pdf", b"%PDF-1.7")
    own = facts.pop("page", f"{count}{words}")
    section = {"number": 1, "title": "总体情况", "markdown": words}
    record = {"year": YEAR, "agency": agency, "name": name, "edition": "2021"}
    data = json.dumps(record | {"figures": figures, "sections": [section]}, ensure_ascii=False)
    page = f'<html><head><title>{name}</title></head><body class="ogi-page">{own}</body></html>'
    files = {"report.html": page.encode(), "report.json": data.encode(), "report.pdf": pdf}
    folder = workspace.report_folder(YEAR, agency)
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        (folder / file).write_bytes(content)
    said: dict[str, Any] = {"name": name, "title": f"{name}年度报告", "published": "2025-01-20"}
    return Publishable(
        agency=agency,
        kind="department",
        approved=approved,
        files={file: hashlib.sha256(content).hexdigest() for file, content in files.items()},
        **(said | facts),
    )


def put(workspace: Workspace, site: Path | str, *reports: Publishable | Refusal) -> PublishedYear:
    """Publish them."""
    place = open_site(str(site), workspace=workspace)
    return publish_reports(reports, site=place, workspace=workspace, year=YEAR)
