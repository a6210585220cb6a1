"""Copies of a workspace kept at an address: what is fetched, what is sent, what is said."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from builders.stores import contents, files, upload
from builders.workspaces import PROJECT, copied_workspace

from kit.errors import ExportError, KitError, ParameterError, SourceError
from kit.storage import (
    copied,
    fetch_inputs,
    fetch_output,
    listed_outputs,
    open_workspace,
    send_output,
    send_report,
)
from kit.storage.objects import told
from kit.workspace import Workspace, find_workspace

PARAMS, OUTPUTS = "memory://province/params", "memory://province/outputs"
YEAR, AGENCY = 2024, "suqian"


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[fsspec.AbstractFileSystem]:
    """Give a store in memory with the examples' parameters and no others."""
    monkeypatch.delenv("KIT_PARAMS", raising=False)
    monkeypatch.delenv("KIT_OUTPUTS", raising=False)
    made = fsspec.filesystem("memory")
    upload(PROJECT / "params", PARAMS)
    yield made
    made.rm("/province", recursive=True)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give the workspace in memory, its copy still empty."""
    return Workspace(
        params=tmp_path / "outline" / "params",
        outputs=tmp_path / "outline" / "outputs",
        params_address=PARAMS,
        outputs_address=OUTPUTS,
    )


@pytest.fixture
def copy(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Give a place for the copy of one report."""
    return copied(workspace, tmp_path / "copy")


def test_folders_of_this_machine_need_no_fsspec(tmp_path: Path) -> None:
    """Without an address the workspace is the folders', and fsspec is not imported."""
    workspace = copied_workspace(tmp_path)
    code = (
        "import sys\n"
        "from kit.storage import open_workspace\n"
        "with open_workspace(params=sys.argv[1], outputs=None, year=2024) as found:\n"
        "    print(found.outputs, found.is_copy, 'fsspec' in sys.modules)\n"
    )
    command = [sys.executable, "-c", code, str(workspace.params)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stdout.split() == [str(workspace.outputs), "False", "False"]


def test_the_outline_of_a_year(store: fsspec.AbstractFileSystem) -> None:
    """Agencies, notebook and an empty folder for each report are there; then all is removed."""
    store.pipe_file("/province/notebooks/annual_report.ipynb", b"{}")
    with open_workspace(params=PARAMS, outputs=None, year=YEAR) as workspace:
        assert workspace.outputs_address == OUTPUTS
        assert workspace.filed(YEAR) == (AGENCY,)
        assert workspace.agency("shanghai-office").kind == "office"
        assert workspace.notebook().read_bytes() == b"{}"
        with pytest.raises(ParameterError, match="2019、2022、2023、2024"):
            workspace.filed(2018)
        names = files(workspace.params).keys()
    assert names == {"agencies.yaml"}
    assert not workspace.params.exists()


def test_addresses_in_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """KIT_PARAMS and KIT_OUTPUTS may hold addresses; what is named wins over them."""
    monkeypatch.setenv("KIT_PARAMS", f"{PARAMS}/")
    monkeypatch.setenv("KIT_OUTPUTS", OUTPUTS)
    with open_workspace(params=None, outputs=str(tmp_path), year=YEAR) as workspace:
        assert (workspace.params_address, workspace.outputs_address) == (PARAMS, "")
        assert workspace.outputs == tmp_path
    params = str(PROJECT / "params")
    with open_workspace(params=params, outputs=None, year=YEAR) as workspace:
        assert (workspace.params_address, workspace.outputs_address) == ("", OUTPUTS)
        assert workspace.params == PROJECT / "params"


def test_other_verbs_refuse_an_address() -> None:
    """A verb that works in folders says so, and which verbs take addresses."""
    with pytest.raises(ParameterError, match="kit build") as caught:
        find_workspace(params=PARAMS)
    assert PARAMS in str(caught.value)


def test_a_bucket_alone_has_nothing_beside_it() -> None:
    """Parameters at the top of a bucket leave no place for outputs: they have to be named."""
    with (
        pytest.raises(ParameterError, match="--outputs"),
        open_workspace(params="memory://province", outputs=None, year=YEAR),
    ):
        pass


def test_what_one_report_is_read_from(
    workspace: Workspace, copy: Workspace, store: fsspec.AbstractFileSystem
) -> None:
    """Its folder and last year's are fetched, agencies too; what was imported is left."""
    store.pipe_file(f"/province/params/{YEAR}/{AGENCY}/original/report.html", b"as it came")
    fetch_inputs(workspace, into=copy, year=YEAR, agency=AGENCY)
    wanted = {
        name: content
        for name, content in files(PROJECT / "params").items()
        if name.startswith((f"{YEAR}/{AGENCY}/", f"{YEAR - 1}/{AGENCY}/"))
        and "/original/" not in name
    }
    wanted["agencies.yaml"] = (PROJECT / "params" / "agencies.yaml").read_bytes()
    assert files(copy.params) == wanted


def test_agencies_that_changed_are_fetched_again(
    workspace: Workspace, copy: Workspace, store: fsspec.AbstractFileSystem
) -> None:
    """What many reports share is kept only as long as it is the same."""
    fetch_inputs(workspace, into=copy, year=YEAR, agency=AGENCY)
    store.pipe_file("/province/params/agencies.yaml", b"{}")
    fetch_inputs(workspace, into=copy, year=YEAR, agency=AGENCY)
    assert (copy.params / "agencies.yaml").read_bytes() == b"{}"


def test_a_name_that_leads_out_is_refused(
    workspace: Workspace, copy: Workspace, store: fsspec.AbstractFileSystem
) -> None:
    """An object whose name climbs out of its folder is fetched nowhere."""
    store.pipe_file(f"/province/params/{YEAR}/{AGENCY}/../../../../out.txt", b"out")
    with pytest.raises(SourceError, match=r"含有“\.\.”"):
        fetch_inputs(workspace, into=copy, year=YEAR, agency=AGENCY)
    assert not list(copy.params.parents[1].rglob("out.txt"))


def built(folder: Path, **contents: bytes) -> Path:
    """Write a report of these files, and its manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / f"report.{name}").write_bytes(content)
    (folder / "manifest.json").write_bytes(b"{}")
    return folder


def test_a_report_is_sent(
    workspace: Workspace, copy: Workspace, store: fsspec.AbstractFileSystem
) -> None:
    """What is sent is listed; what is stale goes, what others put there stays."""
    folder = workspace.report_folder(YEAR, AGENCY)
    made = built(copy.report_folder(YEAR, AGENCY), html=b"page", json=b"data")
    place = f"/province/outputs/{YEAR}/{AGENCY}"
    store.pipe({f"{place}/note.txt": b"seen", f"{place}/report.signed.pdf": b"theirs"})
    theirs = {"note.txt", "report.signed.pdf"}
    names = ("report.html", "report.json", "manifest.json")
    send_report(workspace, folder, built=made, names=names, stale=())
    assert set(listed_outputs(workspace, folder)) == theirs | set(names)
    send_report(workspace, folder, built=made, names=names[1:], stale=["report.html"])
    assert set(listed_outputs(workspace, folder)) == theirs | set(names[1:])
    assert store.cat(f"{place}/report.signed.pdf") == b"theirs"


def test_what_a_dead_sender_left_goes_and_a_living_one_s_stays(
    workspace: Workspace, copy: Workspace, store: fsspec.AbstractFileSystem
) -> None:
    """Names tell whose a file half-way there is; another machine's is given a day."""
    folder = workspace.report_folder(YEAR, AGENCY)
    made = built(copy.report_folder(YEAR, AGENCY), html=b"page")
    child = subprocess.Popen(
        [sys.executable, "-c", "from kit.disk import temporary_name; print(temporary_name())"],
        stdout=subprocess.PIPE,
        text=True,
    )
    dead = child.communicate()[0].strip()
    other = f".kit-{'0' * 8}-1-{'0' * 12}.tmp"
    place = f"/province/outputs/{YEAR}/{AGENCY}"
    store.pipe({f"{place}/{dead}": b"half", f"{place}/{other}": b"half"})
    names = ("report.html", "manifest.json")
    send_report(workspace, folder, built=made, names=names, stale=())
    assert set(listed_outputs(workspace, folder)) == {*names, other}


def test_a_report_that_cannot_be_sent_leaves_the_one_that_stood(tmp_path: Path) -> None:
    """All of the new one is there before the manifest of the former goes."""
    there = tmp_path / "there"
    workspace = Workspace(
        params=tmp_path / "params", outputs=tmp_path / "copy", outputs_address=f"file://{there}"
    )
    folder = workspace.report_folder(YEAR, AGENCY)
    made = built(tmp_path / "made", html=b"page", json=b"data")
    names = ("report.html", "report.json", "manifest.json")
    send_report(workspace, folder, built=made, names=names, stale=())
    standing = there / f"{YEAR}" / AGENCY
    assert files(standing) == files(made)
    (made / "report.html").write_bytes(b"other page")
    (made / "report.json").unlink()
    with pytest.raises(ExportError):
        send_report(workspace, folder, built=made, names=names, stale=())
    assert files(standing) == files(made) | {"report.html": b"page", "report.json": b"data"}


def test_a_report_put_in_place_half_way_is_not_complete(tmp_path: Path) -> None:
    """Where that stops the manifest is gone: nothing marks what is there as a report."""
    there = tmp_path / "there"
    workspace = Workspace(
        params=tmp_path / "params", outputs=tmp_path / "copy", outputs_address=f"file://{there}"
    )
    folder = workspace.report_folder(YEAR, AGENCY)
    made = built(tmp_path / "made", html=b"page", json=b"data")
    names = ("report.html", "report.json", "manifest.json")
    send_report(workspace, folder, built=made, names=names, stale=())
    standing = there / f"{YEAR}" / AGENCY
    (standing / "report.json").unlink()
    (standing / "report.json").mkdir()
    with pytest.raises(ExportError, match=r"report\.json"):
        send_report(workspace, folder, built=made, names=names, stale=())
    assert files(standing).keys() == {"report.html"}


@pytest.mark.parametrize(
    ("params", "outputs"),
    [
        (PARAMS, PARAMS),
        (PARAMS, f"{PARAMS}/"),
        (PARAMS, f"{PARAMS}/2024"),
        (f"{OUTPUTS}/in/it", OUTPUTS),
        (PARAMS, "memory://province//params"),
        ("{folder}/params", "file://{folder}/params"),
        ("file://{folder}/params", "{folder}/params/2024"),
        ("file://{folder}/params", "local://{folder}/link"),
    ],
)
def test_outputs_at_an_address_do_not_lie_over_the_parameters(
    tmp_path: Path, params: str, outputs: str
) -> None:
    """One place, or one inside the other, under whatever name, is refused at the start."""
    copied_workspace(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / "params")
    named = [place.format(folder=tmp_path) for place in (params, outputs)]
    with (
        pytest.raises(ParameterError, match="--outputs"),
        open_workspace(params=named[0], outputs=named[1], year=YEAR),
    ):
        pytest.fail("opened")


def test_one_file_of_the_outputs(workspace: Workspace, copy: Workspace) -> None:
    """A file that is not there yet is none; once sent it is fetched."""
    path = workspace.outputs / f"{YEAR}" / "batch.json"
    fetch_output(workspace, path, into=copy)
    assert files(copy.outputs) == {}
    path.parent.mkdir(parents=True)
    path.write_bytes(b"{}")
    send_output(workspace, path)
    fetch_output(workspace, path, into=copy)
    assert files(copy.outputs) == contents(OUTPUTS) == {f"{YEAR}/batch.json": b"{}"}


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("memory://nowhere/params", "没有"),
        ("nothing://province/params", "nothing"),
        ("gs://province/params", "pip install 'ogi-report-kit[storage]'"),
    ],
    ids=["no folder", "no store", "no package"],
)
def test_an_address_that_cannot_be_read(address: str, said: str) -> None:
    """The message names the address, what was found and the cure."""
    with (
        pytest.raises(SourceError) as caught,
        open_workspace(params=address, outputs=OUTPUTS, year=YEAR),
    ):
        pass
    assert str(caught.value).startswith(f"{address}：应")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError("Forbidden"), "没有权限"),
        (FileNotFoundError("NoSuchBucket"), "存储桶要先建好"),
        (ImportError("Install gcsfs"), "pip install"),
        (ConnectionResetError("reset"), "AWS_ENDPOINT_URL"),
        (RuntimeError("Event loop is closed"), "读写时出错"),
    ],
)
def test_what_stores_raise_is_told(error: Exception, said: str) -> None:
    """Whatever class of error a store has, the user gets an address and a cure."""
    with pytest.raises(ExportError, match="s3://b/outputs") as caught:  # noqa: SIM117 - one inside the other
        with told(ExportError, "s3://b/outputs", wanted="可以读写的地址"):
            raise error
    assert said in str(caught.value)
    assert "请" in str(caught.value)


def test_our_own_errors_are_told_as_they_are() -> None:
    """An error that is ours already has its place and cure."""
    with pytest.raises(KitError) as caught:  # noqa: SIM117 - one inside the other
        with told(ExportError, "s3://b/outputs", wanted="可以读写的地址"):
            raise KitError
    assert type(caught.value) is KitError
