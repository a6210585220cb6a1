"""Parameters and outputs on a real S3-compatible server: the same bytes, nothing half-written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import fsspec
import pytest
from builders.copied import copied_county
from builders.stores import contents, files, forget_stores, s3_server, upload
from builders.workspaces import PROJECT, copied_workspace

from kit.cli import main

YEAR, AGENCY = 2022, "qiantang-jxkj"
PARAMS, OUTPUTS = "s3://province/params", "s3://province/outputs"
REPORT = f"{OUTPUTS}/{YEAR}/{AGENCY}"
AT_STORE = ("--params", PARAMS, "--outputs", OUTPUTS)


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Kit = Callable[..., Ended]


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, str]]:
    """Run the server."""
    forget_stores()
    with s3_server() as environment:
        yield environment
    forget_stores()


@pytest.fixture(autouse=True)
def store(
    server: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[fsspec.AbstractFileSystem]:
    """Give a bucket with the examples' parameters."""
    for name, value in server.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.chdir(tmp_path)
    made = fsspec.filesystem("s3")
    made.mkdir("province")
    upload(PROJECT / "params", PARAMS)
    yield made
    made.rm("province", recursive=True)


@pytest.fixture
def kit(capsys: pytest.CaptureFixture[str]) -> Kit:
    """Run the command line."""

    def run(*arguments: str) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        captured = capsys.readouterr()
        return Ended(int(ended.value.code or 0), captured.out, captured.err)

    return run


def build(kit: Kit, *arguments: str, year: int = YEAR) -> Ended:
    """Build the reports of a year at the store: page and data."""
    return kit("build", str(year), "--to", "html,json", *AT_STORE, *arguments)


def manifest() -> dict[str, dict[str, str]]:
    """Return the manifest that stands at the store."""
    found: dict[str, dict[str, str]] = json.loads(contents(REPORT)["manifest.json"])
    return found


def test_reports_at_a_store_are_those_of_a_folder(kit: Kit, tmp_path: Path) -> None:
    """With parameters and outputs both on the store every byte is as in a folder."""
    workspace = copied_workspace(tmp_path)
    folders = ("--params", str(workspace.params), "--outputs", str(workspace.outputs))
    for year in (YEAR, 2024):
        assert build(kit, year=year).code == 0
        assert kit("build", str(year), "--to", "html,json", *folders).code == 0
    assert contents(OUTPUTS) == files(workspace.outputs)
    assert "2024/suqian/manifest.json" in contents(OUTPUTS)


def test_a_report_that_stands_is_not_built_again(
    kit: Kit, store: fsspec.AbstractFileSystem
) -> None:
    """Nothing is sent while nothing changed; a changed input, a lost file, --force each build."""
    build(kit)
    first = store.info(f"{REPORT}/manifest.json", refresh=True)["LastModified"]
    again = build(kit)
    assert "来源没有变化" in again.err
    assert store.info(f"{REPORT}/manifest.json", refresh=True)["LastModified"] == first
    store.rm_file(f"{REPORT}/report.html")
    assert "来源没有变化" not in build(kit).err
    assert "report.html" in contents(REPORT)
    assert "来源没有变化" not in build(kit, "--force").err
    narrative = f"{PARAMS}/{YEAR}/{AGENCY}/narrative.md"
    before = manifest()["inputs"]
    store.pipe_file(narrative, store.cat_file(narrative).replace("我局".encode(), "本局".encode()))
    assert "来源没有变化" not in build(kit).err
    assert manifest()["inputs"] != before


def test_other_formats_of_the_same_report_stay(kit: Kit, store: fsspec.AbstractFileSystem) -> None:
    """A page built before stands beside the data built now, until its origin changes."""
    kit("build", str(YEAR), "--to", "html", *AT_STORE)
    kit("build", str(YEAR), "--to", "json", *AT_STORE)
    names = {"report.html", "report.ipynb", "report.json", "review.json"}
    assert manifest()["outputs"].keys() == names
    agencies = store.cat_file(f"{PARAMS}/agencies.yaml")
    store.pipe_file(f"{PARAMS}/agencies.yaml", agencies.replace(b"311228", b"311229"))
    kit("build", str(YEAR), "--to", "json", *AT_STORE)
    assert contents(REPORT).keys() == {*names, "manifest.json"} - {"report.html"}


def test_workers_of_a_cluster_fetch_and_send(kit: Kit) -> None:
    """A worker shares no folder with this machine: it gets its inputs from the store."""
    ended = build(kit, "--cluster", "local", "--jobs", "1")
    assert (ended.code, manifest()["agency"]) == (0, AGENCY), ended.err
    assert json.loads(contents(OUTPUTS)[f"{YEAR}/batch.json"])["agencies"][0]["state"] == "built"


@pytest.mark.parametrize("is_params", [True, False], ids=["params", "outputs"])
def test_one_half_may_be_a_folder(kit: Kit, tmp_path: Path, *, is_params: bool) -> None:
    """Parameters in a folder with outputs at the store, or the other way round."""
    workspace = copied_workspace(tmp_path)
    params = str(workspace.params) if is_params else PARAMS
    outputs = OUTPUTS if is_params else str(workspace.outputs)
    places = ("--params", params, "--outputs", outputs)
    assert kit("build", str(YEAR), "--to", "json", *places).code == 0
    found = contents(OUTPUTS) if is_params else files(workspace.outputs)
    assert {f"{YEAR}/batch.json", f"{YEAR}/{AGENCY}/manifest.json"} < found.keys()
    assert "来源没有变化" in kit("build", str(YEAR), "--to", "json", *places).err


def test_a_report_at_a_store_is_checked(kit: Kit, tmp_path: Path) -> None:
    """``kit check`` reads an address and finds what it finds in a folder."""
    workspace = copied_workspace(tmp_path)
    there = kit("check", "2024", "--json", "--params", PARAMS)
    here = kit("check", "2024", "--json", "--params", str(workspace.params))
    assert there == here
    assert json.loads(there.out)["agencies"][0]["agency"] == "suqian"


def test_copied_text_is_found_at_a_store(kit: Kit, tmp_path: Path) -> None:
    """Texts at an address are held against each other as those in a folder are."""
    county = copied_county(tmp_path / "county")
    upload(county.params, "s3://province/county/params")
    outputs = "s3://province/county/outputs"
    places = ("--params", "s3://province/county/params", "--outputs", outputs)
    kit("build", "2024", "--to", "json", *places)
    kept = contents(outputs)
    assert "2024/copies.json" in kept
    copied = json.loads(kept["2024/bureau-1/review.json"])["copied"]
    assert copied["closest"] == "某县第2局"


def test_a_failed_report_leaves_what_stands(kit: Kit, store: fsspec.AbstractFileSystem) -> None:
    """A workbook that became unreadable costs no report that was built from the last one."""
    build(kit)
    before = contents(REPORT)
    store.pipe_file(f"{PARAMS}/{YEAR}/{AGENCY}/tables.xlsx", b"hello")
    ended = build(kit)
    assert ended.code == 4
    assert "tables.xlsx" in ended.err
    assert contents(REPORT) == before


@pytest.mark.parametrize(
    ("places", "code", "said"),
    [
        (("s3://nowhere/params", OUTPUTS), 4, "s3://nowhere/params"),
        ((PARAMS, "s3://nowhere/outputs"), 7, "s3://nowhere/outputs"),
        (("s3://province/none", OUTPUTS), 4, "s3://province/none"),
        ((PARAMS, "s4://nowhere/outputs"), 7, "s4://nowhere/outputs"),
    ],
)
def test_a_place_that_is_not_there_is_named(
    kit: Kit, store: fsspec.AbstractFileSystem, places: tuple[str, str], code: int, said: str
) -> None:
    """A bucket or folder that is not there is named with the cure, before anything is built."""
    params, outputs = places
    ended = kit("build", str(YEAR), "--params", params, "--outputs", outputs)
    assert ended.code == code
    assert ended.err.startswith(f"{said}：应")
    assert "请" in ended.err
    assert not store.exists("nowhere")


def test_a_store_that_does_not_answer_is_named(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody listens the address and the endpoint's variable are named."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    forget_stores()
    ended = build(kit)
    forget_stores()
    assert ended.code == 4
    assert PARAMS in ended.err
    assert "AWS_ENDPOINT_URL" in ended.err


def test_a_report_without_a_folder_is_explained(kit: Kit) -> None:
    """An agency that has filed nothing for the year gets the message it gets in a folder."""
    ended = build(kit, "suqian")
    assert ended.code == 2
    assert f"kit new {YEAR} suqian" in ended.err
