"""Reports ready to be published, as build and reviewer leave them: no notebook is run."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from builders.built import write_built
from builders.reviewed import parts_of
from kit.export.manifest import sha256
from kit.export.page import render_page
from kit.export.tidy import render_csv
from kit.publish import Publishable, PublishedYear, open_site, publish_reports, read_publishable
from kit.report import read_report
from kit.run import Job
from kit.signoff import SignOff, add_sign_off
from kit.workspace import Workspace

#: What reviewers' names and opinions are in these reports.
REVIEWER, OPINION = "欧阳复核", "与分管领导当面核过"
#: Stands for a PDF, which takes a second to set.
PDF = b"%PDF-1.7\n% made for a test\n"


def make_ready(
    workspace: Workspace, *, year: int, agency: str, approved: str = "2025-02-10", **files: bytes
) -> None:
    """Write the outputs of a report and approve it; *files* by format stand for its own.

    Parameters
    ----------
    approved
        The day of the approval; empty for none.
    """
    report = read_report(workspace, year=year, agency=agency)
    parts, review = parts_of(report)
    if approved:
        entry = SignOff(
            decision="approve",
            by=REVIEWER,
            date=approved,
            note=OPINION,
            seen=review["seen"]["report"],
        )
        add_sign_off(workspace.inputs(year, agency), entry=entry, year=year, agency=agency)
    page = render_page(parts.page, preface_html=parts.preface, sections=parts.sections)
    own = {
        "html": page.encode(),
        "pdf": PDF,
        "json": parts.report_json,
        "csv": render_csv(parts.report_json),
    } | files
    outputs = {f"report.{kind}": content for kind, content in own.items()}
    outputs |= {"report.ipynb": b"{}", "review.html": OPINION.encode()}
    outputs["review.json"] = json.dumps(review, ensure_ascii=False).encode()
    write_built(Job(workspace=workspace, year=year, agency=agency), files=outputs)


def under_another_name(
    workspace: Workspace, ready: Publishable, *, year: int, agency: str, name: str
) -> Publishable:
    """Write the outputs of *ready* as those of another agency: many are made in no time."""
    before, after = (workspace.report_folder(year, each) for each in (ready.agency, agency))
    after.mkdir(parents=True)
    digests = {}
    for file in ready.files:
        content = (before / file).read_bytes()
        for was, now in ((ready.agency, agency), (ready.name, name)):
            content = content.replace(was.encode(), now.encode())
        (after / file).write_bytes(content)
        digests[file] = sha256(content)
    title = ready.title.replace(ready.name, name)
    return replace(ready, agency=agency, name=name, title=title, files=digests)


def publish(
    workspace: Workspace, *agencies: str, year: int, site: Path | str, **options: Any
) -> PublishedYear:
    """Publish reports as the command does, in this process."""
    known = workspace.agencies()
    read = partial(read_publishable, workspace=workspace, year=year, **options)
    judged = [read(known[agency]) for agency in agencies or workspace.filed(year)]
    place = open_site(str(site), workspace=workspace)
    return publish_reports(judged, site=place, workspace=workspace, year=year)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files as ``python -m http.server`` does, and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve *folder* on loopback; give its address."""
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
