"""What a folder of wheels lacks for a machine that is not this one."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from bundle.closure import missing
from bundle.platforms import PLATFORMS, PYTHONS, Platform, Target

WINDOWS, LINUX, ARM = PLATFORMS


def add_wheel(folder: Path, name: str, *requires: str, tags: str = "py3-none-any") -> None:
    """Write a wheel of nothing but what it requires."""
    with ZipFile(folder / f"{name}-1.0-{tags}.whl", "w") as wheel:
        lines = "".join(f"Requires-Dist: {requirement}\n" for requirement in requires)
        wheel.writestr(f"{name}-1.0.dist-info/METADATA", f"Name: {name}\nVersion: 1.0\n{lines}")


def lacking(folder: Path, *wanted: str, platform: Platform, python: str = "3.12") -> list[str]:
    """Return what is missing for a platform."""
    return missing(folder, wanted, target=Target(platform=platform, python=python))


@pytest.mark.parametrize(
    ("marker", "platform", "python"),
    [
        ('sys_platform == "win32"', WINDOWS, "3.11"),
        ('os_name == "nt"', WINDOWS, "3.13"),
        ('platform_system != "Windows"', LINUX, "3.12"),
        ('platform_machine == "aarch64"', ARM, "3.12"),
        ('python_version == "3.13"', LINUX, "3.13"),
    ],
)
def test_conditions_are_those_of_the_target(
    tmp_path: Path, marker: str, platform: Platform, python: str
) -> None:
    """What one platform or Python requires is missing there, and nowhere else."""
    add_wheel(tmp_path, "top", f"rest>=2; {marker}")
    places = [(each, version) for each in PLATFORMS for version in PYTHONS]
    found = {
        (each.name, version): lacking(tmp_path, "top", platform=each, python=version)
        for each, version in places
    }
    assert found[platform.name, python] == ["rest>=2"]
    assert [] in found.values()


def test_what_wheels_require_is_followed_to_the_end(tmp_path: Path) -> None:
    """Through extras and circles, whatever way a name is written."""
    add_wheel(tmp_path, "top", 'Mid_Dle[more]; extra == "lab"')
    add_wheel(tmp_path, "mid_dle", "top", 'deep; extra == "more"', 'never; extra == "less"')
    assert lacking(tmp_path, "top", platform=LINUX) == []
    assert lacking(tmp_path, "top[lab]", platform=LINUX) == ["deep"]
    add_wheel(tmp_path, "deep", "top")
    assert lacking(tmp_path, "top[lab]", platform=LINUX) == []


def test_a_wheel_of_another_machine_or_version_is_none(tmp_path: Path) -> None:
    """Compiled for Windows, a newer glibc or another Python, or too old: missing still."""
    add_wheel(tmp_path, "fast", tags="cp312-cp312-win_amd64")
    add_wheel(tmp_path, "fresh", tags="cp312-cp312-manylinux_2_39_x86_64")
    add_wheel(tmp_path, "plain", tags="cp312-cp312-manylinux_2_28_x86_64")
    add_wheel(tmp_path, "stable", tags="cp39-abi3-manylinux2014_x86_64")
    wanted = ("fast", "fresh", "plain", "stable", "stable>=2")
    assert lacking(tmp_path, *wanted, platform=LINUX) == ["fast", "fresh", "stable>=2"]
    assert lacking(tmp_path, "fast", platform=WINDOWS) == []
    assert lacking(tmp_path, "plain", "stable", platform=LINUX, python="3.13") == ["plain"]
