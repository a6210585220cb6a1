"""Every room of the kit has its folder of unit tests."""

from __future__ import annotations

from pathlib import Path

UNIT = Path(__file__).parent
KIT = UNIT.parents[1] / "kit"
#: Rooms of files that others read: tests of what reads them are theirs.
NO_CODE = {"look", "schema"}


def test_every_room_has_a_mirror() -> None:
    """Who changes a room finds its tests under the same name."""
    rooms = {module.parent.name for module in KIT.glob("*/__init__.py")}
    mirrored = {test.relative_to(UNIT).parts[0] for test in UNIT.glob("*/**/test_*.py")}
    mirrored |= {test.stem.removeprefix("test_") for test in UNIT.glob("test_*.py")}
    assert rooms - mirrored - NO_CODE == set()
