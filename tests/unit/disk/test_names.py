"""Names that Windows cannot keep are refused wherever one becomes a file or a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.disk import unfit_name
from kit.errors import ParameterError
from kit.parameters import read_parameters
from kit.report.take import kept_name
from kit.workspace import Workspace, checked_agency_id

DEVICES = ("con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9")


@pytest.mark.parametrize(
    "name",
    [*DEVICES, "CON", "Nul.xlsx", "com1.tar.gz", "con ", "lpt³", "a.", "表 ", "a:b", "a\\b", "a?"],
)
def test_what_windows_cannot_keep(name: str) -> None:
    """Devices with any ending, what it cuts off, what it reads as something else."""
    assert unfit_name(name)


@pytest.mark.parametrize(
    "name", ["console", "con-ju", "com10", "a.con", "年报.xlsx", ".git", "..", "com"]
)
def test_what_it_can(name: str) -> None:
    """Names that only begin like a device, and those of folders above."""
    assert unfit_name(name) == ""


@pytest.mark.parametrize("agency", DEVICES)
def test_no_agency_is_called_like_a_device(agency: str, tmp_path: Path) -> None:
    """Neither where an id is given nor in agencies.yaml; another one is proposed."""
    with pytest.raises(
        ParameterError, match=f"Windows 的设备名 {agency}。请换一个，如 {agency}-ju"
    ):
        checked_agency_id(agency)
    (tmp_path / "agencies.yaml").write_text(
        f"{agency}: {{name: 某局, kind: department}}\n", "utf-8"
    )
    with pytest.raises(ParameterError, match="设备名"):
        Workspace(params=tmp_path, outputs=tmp_path / "outputs").agencies()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("con.xlsx", "各种系统都能建的文件名"),
        ("nul", "各种系统都能建的文件名"),
        ("表.xlsx.", "各种系统都能建的文件名"),
        ("sub/aux.xlsx", "各种系统都能建的文件名"),
        # These are paths to somewhere else.
        ("a:b.xlsx", "本文件夹内的文件"),
        ("a\\b.xlsx", "本文件夹内的文件"),
    ],
)
def test_no_source_is_called_so(name: str, wanted: str, tmp_path: Path) -> None:
    """Whatever key of report.yaml names it."""
    (tmp_path / "report.yaml").write_text(f"sources: {{ledgers: ['{name}']}}\n", "utf-8")
    with pytest.raises(ParameterError, match=rf"sources\.ledgers：应为{wanted}"):
        read_parameters(tmp_path)


@pytest.mark.parametrize(
    ("name", "kept"), [("con.docx", "_con.docx"), ("a.docx.", "a.docx"), ("a:b.docx", "a_b.docx")]
)
def test_an_original_is_kept_under_a_name_that_can_be(name: str, kept: str) -> None:
    """It came from a disk that could hold more."""
    assert kept_name(Path(name)) == kept
