"""What a roll-up costs: every agency of a province added up by one command."""

from __future__ import annotations

from pathlib import Path

from benchmarks.timing import Options, kit, province, say, spread, timed
from builders.province import YEAR, Province

from kit.datafile import read_yaml, yaml_text
from kit.workspace import AGENCIES

_TOP = "province"


def rolled(options: Options) -> None:
    """Time ``kit rollup`` over provinces that have all filed."""
    for size in options.sizes:
        made = province(options, agencies=size)
        _put_below(made)
        seconds = [timed(lambda: kit("rollup", str(YEAR), _TOP, made=made))[0] for _ in range(2)]  # noqa: B023 - called at once
        say(f"{size:5} agencies: {spread(seconds)} s")


def _put_below(made: Province) -> None:
    """Enter a province whose roll-up adds every agency, each speaking for itself alone."""
    path: Path = made.workspace.params / AGENCIES
    entries = read_yaml(path.read_bytes(), schema="agencies", where=AGENCIES)
    entries.pop(_TOP, None)
    below = {agency: entry | {"scope": "own", "parent": _TOP} for agency, entry in entries.items()}
    top = {"name": "某省人民政府", "kind": "government", "level": "province", "scope": "rollup"}
    path.write_text(yaml_text({_TOP: top} | below), "utf-8")
