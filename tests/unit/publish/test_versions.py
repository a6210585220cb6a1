"""A site through time: what is new, what was corrected, what stays, and whose files are whose."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import fsspec
import jsonschema_rs
import pytest
from builders.kills import tree
from builders.published_sites import YEAR, judged, put, small_workspace

from kit.disk import locked
from kit.errors import ExportError, Fault, ParameterError
from kit.publish import Refusal, open_site
from kit.publish.entry import shown_version
from kit.schema import __path__ as schemas
from kit.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace of two agencies."""
    return small_workspace(tmp_path, "a", "b")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Name the folder of the site, which is not there yet."""
    return tmp_path / "site"


def listed(site: Path) -> dict[str, Any]:
    """Return the site's own list, which its schema allows."""
    data: dict[str, Any] = json.loads((site / "index.json").read_bytes())
    schema = json.loads((Path(schemas[0]) / "site.schema.json").read_bytes())
    jsonschema_rs.validate(schema, data)
    return data


def shown(site: Path, agency: str = "a") -> str:
    """Return the version that the page of a report shows."""
    found = shown_version((site / f"{YEAR}/{agency}/index.html").read_bytes())
    assert found
    return found


def test_publishing_twice_gives_the_same_bytes_and_writes_nothing(
    workspace: Workspace, site: Path
) -> None:
    """Nor does anything depend on when or in which run a report came."""
    ready = [judged(workspace, "a"), judged(workspace, "b")]
    assert put(workspace, site, *ready).new == ("a", "b")
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    assert put(workspace, site, *ready).unchanged == ("a", "b")
    assert {p: p.stat().st_mtime_ns for p in site.rglob("*") if p.is_file()} == before
    other = site.with_name("other")
    for each in reversed(ready):
        put(workspace, other, each)
    assert tree(other) == tree(site)


def test_a_correction_keeps_what_was_there_and_says_what_changed(
    workspace: Workspace, site: Path
) -> None:
    """The former page and its files stay as they were; page, list and data name the figure."""
    put(workspace, site, judged(workspace, "a", count=12), judged(workspace, "b"))
    first = shown(site)
    former = tree(site / f"{YEAR}/a/versions/{first}")
    done = put(workspace, site, judged(workspace, "a", count=15, approved="2025-03-01"))
    assert done.again == ("a",)
    assert tree(site / f"{YEAR}/a/versions/{first}") == former
    (correction,) = listed(site)["corrections"]
    assert (correction["previous"], correction["id"]) == (first, shown(site))
    assert correction["approved"] == "2025-03-01"
    assert correction["changed"]["cells"] == [
        {"address": "t3.received.total", "before": 12, "after": 15}
    ]
    said = "表三“一、本年新收政府信息公开申请数量·总计”由 12 更正为 15"
    for page in ("index.html", f"{YEAR}/a/index.html"):
        text = (site / page).read_text("utf-8")
        assert said in text
        assert f"versions/{first}/index.html" in text


def test_words_and_facts_are_corrected_too_and_looks_are_not(
    workspace: Workspace, site: Path
) -> None:
    """A page that only looks otherwise is another version, and no correction."""
    put(workspace, site, judged(workspace, "a"))
    put(workspace, site, judged(workspace, "a", words="更好。", published="2025-01-21"))
    (first,) = listed(site)["corrections"]
    assert first["changed"]["sections"] == [1]
    assert first["changed"]["facts"] == [
        {"what": "发布日期", "before": "2025-01-20", "after": "2025-01-21"}
    ]
    looks = judged(workspace, "a", words="更好。", published="2025-01-21", pdf=b"%PDF-2.0")
    put(workspace, site, looks)
    data = listed(site)
    assert len(data["corrections"]) == 1
    assert len(data["reports"][0]["versions"]) == 3


def test_what_comes_back_is_a_version_of_its_own(workspace: Workspace, site: Path) -> None:
    """A correction that is taken back leaves three versions, each reachable."""
    for count in (1, 2, 1):
        put(workspace, site, judged(workspace, "a", count=count))
    (report,) = listed(site)["reports"]
    assert len({version["id"] for version in report["versions"]}) == 3
    assert all(
        (site / f"{YEAR}/a/versions/{v['id']}/report.pdf").is_file() for v in report["versions"]
    )


def test_the_page_leads_to_the_files_of_its_version(workspace: Workspace, site: Path) -> None:
    """From the entry into the folder; in the folder the page's own addresses hold."""
    data = '<script type="application/ld+json">{"contentUrl":"report.json"}</script>'
    put(workspace, site, judged(workspace, "a", page=f'<a href="report.pdf">PDF</a>{data}'))
    id_ = shown(site)
    entry = (site / f"{YEAR}/a/index.html").read_text("utf-8")
    assert f'<a href="versions/{id_}/report.pdf">PDF</a>' in entry
    assert f'{{"contentUrl":"versions/{id_}/report.json"}}' in entry
    own = (site / f"{YEAR}/a/versions/{id_}/index.html").read_text("utf-8")
    assert '<a href="report.pdf">PDF</a>' in own
    assert '<link rel="canonical" href="../../index.html">' in own


def test_a_withdrawn_approval_leaves_what_was_published(workspace: Workspace, site: Path) -> None:
    """It stays on the site, and that is said."""
    put(workspace, site, judged(workspace, "a"))
    before = tree(site)
    refusal = Refusal(agency="a", name="某局", faults=(Fault("审核"),), exit_code=5)
    done = put(workspace, site, refusal)
    assert done.standing["a"].approved == "2025-02-10"
    assert tree(site) == before


def test_the_page_tells_what_an_ended_publisher_did_not_list(
    workspace: Workspace, site: Path
) -> None:
    """A version whose page was shown is one of the former ones, even if no list had it."""
    put(workspace, site, judged(workspace, "a", count=1))
    list_, page = (site / "index.json").read_bytes(), site / f"{YEAR}/a/index.html"
    put(workspace, site, judged(workspace, "a", count=2))
    second = shown(site)
    (site / "index.json").write_bytes(list_)
    put(workspace, site, judged(workspace, "a", count=3))
    (report,) = listed(site)["reports"]
    assert [v["id"] for v in report["versions"]][1:] == [second, shown(site)]
    assert second in page.read_text("utf-8")


def test_files_that_are_gone_or_damaged_are_put_back(workspace: Workspace, site: Path) -> None:
    """The site is again what it was."""
    ready = judged(workspace, "a")
    put(workspace, site, ready)
    before = tree(site)
    (site / f"{YEAR}/a/versions/{shown(site)}/report.pdf").write_bytes(b"")
    (site / f"{YEAR}/figures.csv").unlink()
    (site / f"{YEAR}/a/index.html").unlink()
    assert put(workspace, site, ready).unchanged == ("a",)
    assert tree(site) == before


def test_other_peoples_files_are_not_touched(workspace: Workspace, site: Path) -> None:
    """A page of somebody else's keeps its own report off the site, and no other."""
    own = site / f"{YEAR}/a/index.html"
    note = site / "说明.txt"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"<p>mine</p>")
    note.write_bytes(b"mine")
    done = put(workspace, site, judged(workspace, "a"), judged(workspace, "b"))
    assert done.new == ("b",)
    (refusal,) = done.refused
    assert "应为本软件发布的网页，实为别人的网页" in str(refusal.faults[0])
    assert (own.read_bytes(), note.read_bytes()) == (b"<p>mine</p>", b"mine")


@pytest.mark.parametrize("name", ["index.html", "index.json"])
def test_a_folder_of_somebody_elses_is_refused(workspace: Workspace, site: Path, name: str) -> None:
    """Before anything is written."""
    site.mkdir()
    (site / name).write_bytes(b"{}mine")
    with pytest.raises(ExportError, match=name):
        put(workspace, site, judged(workspace, "a"))
    assert tree(site) == {name: b"{}mine"}


def test_a_list_that_leads_out_of_the_site_is_refused(workspace: Workspace, site: Path) -> None:
    """Names in it become folders."""
    put(workspace, site, judged(workspace, "a"))
    path = site / "index.json"
    path.write_text(path.read_text("utf-8").replace(f'"id": "{shown(site)}"', '"id": "../../x"'))
    with pytest.raises(ExportError, match="读不通"):
        put(workspace, site, judged(workspace, "a"))


def test_a_link_that_leads_out_of_the_site_is_refused(
    workspace: Workspace, site: Path, tmp_path: Path
) -> None:
    """Its target stays empty."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (site / str(YEAR)).mkdir(parents=True)
    (site / f"{YEAR}/a").symlink_to(outside)
    (refusal,) = put(workspace, site, judged(workspace, "a")).refused
    assert "通向别处的链接" in str(refusal.faults[0])
    assert not list(outside.iterdir())


@pytest.mark.parametrize("place", ["params/2024", "outputs", "."])
def test_sources_and_outputs_are_no_place_for_a_site(workspace: Workspace, place: str) -> None:
    """Nor what they lie in."""
    with pytest.raises(ParameterError, match="--site"):
        open_site(str(workspace.params.parent / place), workspace=workspace)


def test_one_publisher_at_a_time(
    workspace: Workspace, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second is told who is in the way, and writes nothing."""
    monkeypatch.setattr("kit.publish.site._WAIT_S", 0.0)
    with locked(site / "index.json"), pytest.raises(ExportError, match="别的程序正在写"):
        put(workspace, site, judged(workspace, "a"))
    assert not (site / "index.json").exists()


def test_an_address_gets_the_same_site(workspace: Workspace, site: Path) -> None:
    """Object by object, corrections too."""
    address = "memory://published/site"
    for count in (1, 2):
        reports = [judged(workspace, "a", count=count), judged(workspace, "b")]
        put(workspace, site, *reports)
        put(workspace, address, *reports)
    store, root = fsspec.core.url_to_fs(address)
    found = {p.removeprefix(f"{root}/"): store.cat_file(p) for p in store.find(root)}
    assert found == {name: content for name, content in tree(site).items() if content is not None}
