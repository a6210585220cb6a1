"""A publisher that is killed leaves every report as it was or as it is to be, nothing between."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from builders.kills import tree
from builders.published_sites import YEAR, judged, put, small_workspace

from kit.publish.entry import shown_version
from kit.workspace import Workspace

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="本机不能复制进程")
AGENCIES = ("a", "b", "c")
#: More than there are renames: the last one ends by itself.
LAST = 21


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:
    """Publish three reports, then three corrections, killed at every other rename of them."""
    folder = tmp_path_factory.mktemp("killed")
    workspace = small_workspace(folder, *AGENCIES)
    put(workspace, folder / "before", *(judged(workspace, agency) for agency in AGENCIES))
    program = [sys.executable, "-m", "builders.killed_publishing", str(folder), str(LAST)]
    tests = str(Path(__file__).parents[1])
    done = subprocess.run(
        program,
        env=os.environ | {"PYTHONPATH": tests},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return folder, json.loads(done.stdout)


def whole(site: Path, agency: str) -> str:
    """Return the version that a page shows, every file of which has to be what was published."""
    place = site / f"{YEAR}/{agency}"
    page = (place / "index.html").read_bytes()
    version = shown_version(page)
    folder = place / f"versions/{version}"
    said = json.loads((folder / "version.json").read_bytes())
    for name in ("report.json", "report.pdf"):
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == said["files"][name]
    assert (folder / "index.html").is_file()
    assert f"versions/{version}/report.pdf".encode() in page
    assert version
    return version


def test_every_report_is_the_old_one_or_the_new_one(killed: tuple[Path, list[int]]) -> None:
    """At every moment, and at some of them one is new already while another is old."""
    folder, moments = killed
    assert len(moments) >= 10
    assert LAST not in moments
    old = {agency: whole(folder / "before", agency) for agency in AGENCIES}
    new = {agency: whole(folder / f"at-{LAST}", agency) for agency in AGENCIES}
    seen = set()
    for number in moments:
        site = folder / f"at-{number}"
        versions = {agency: whole(site, agency) for agency in AGENCIES}
        assert all(versions[a] in {old[a], new[a]} for a in AGENCIES)
        pages = {a: (site / f"{YEAR}/{a}/index.html").read_bytes() for a in AGENCIES}
        for agency, page in pages.items():
            state = "before" if versions[agency] == old[agency] else f"at-{LAST}"
            assert page == (folder / state / f"{YEAR}/{agency}/index.html").read_bytes()
        seen.add(tuple(versions[a] == new[a] for a in AGENCIES))
    assert len(seen) == 4


def test_the_list_comes_last(killed: tuple[Path, list[int]]) -> None:
    """It never leads to a version that is not whole."""
    folder, moments = killed
    for number in moments:
        data = json.loads((folder / f"at-{number}" / "index.json").read_bytes())
        for report in data["reports"]:
            listed = [version["id"] for version in report["versions"]]
            shown = whole(folder / f"at-{number}", report["agency"])
            assert listed[-1] == shown or listed == listed[:1]


def test_publishing_again_ends_as_if_nothing_had_been(killed: tuple[Path, list[int]]) -> None:
    """Nothing lies about, and nothing is missing."""
    folder, moments = killed
    workspace = Workspace(params=folder / "params", outputs=folder / "outputs")
    ready = [judged(workspace, agency, count=2, approved="2025-03-01") for agency in AGENCIES]
    expected = tree(folder / f"at-{LAST}")
    for number in moments:
        site = folder / f"again-{number}"
        shutil.copytree(folder / f"at-{number}", site)
        put(workspace, site, *ready)
        assert tree(site) == expected, number
