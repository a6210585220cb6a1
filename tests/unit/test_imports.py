"""The flow is the layout: imports go one way, and heavy libraries have one room each."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kit

ROOT = Path(kit.__file__).parent
#: Stages in the order of the flow; a module imports only from its own and those before.
STAGES = (
    "errors",
    "interrupts",
    "disk",
    "version",
    "log",
    "processes",
    "schema",
    "datafile",
    "signs",
    "workspace",
    "storage",
    "parameters",
    "form",
    "source",
    "ledger",
    "workbook",
    "narrative",
    "report",
    "checks",
    "rollup",
    "compare",
    "charts",
    "signoff",
    "tables",
    "look",
    "fonts",
    "notebook",
    "export",
    "run",
    "papers",
    "review",
    "transfer",
    "publish",
    "preview",
    "lab",
    "cli",
)
#: Each heavy library and the one room that imports it.
ROOMS = {
    "great_tables": "tables",
    "papermill": "run",
    "nbclient": "run",
    "nbconvert": "export",
    "typst": "export",
    "pikepdf": "export",
    "css_inline": "export",
    "click": "cli",
    "xlsxwriter": "workbook",
    "python_calamine": "source",
    "pdfplumber": "source",
    "markdown_it": "narrative",
    "yaml": "datafile",
    "jsonschema_rs": "datafile",
    "chinese_calendar": "ledger",
    "msgspec": "disk",
    "filelock": "disk",
    "fsspec": "storage",
    "distributed": "run",
    "jupyterlab": "lab",
    "tornado": "preview",
    "watchfiles": "preview",
}
MODULES = sorted(ROOT.rglob("*.py"))


def stage_of(path: Path) -> str:
    """Return the room a module lives in."""
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[str]:
    """Every module name that *path* imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "kit":
                yield from (f"kit.{alias.name}" for alias in node.names)


def test_every_room_has_its_place_in_the_flow() -> None:
    """A new room is given its place here before anything lives in it."""
    assert {stage_of(path) for path in MODULES} - {"__init__", "__main__"} == set(STAGES)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    """No module imports from a stage after its own."""
    if stage_of(path) in {"__init__", "__main__"}:
        return
    own = STAGES.index(stage_of(path))
    names = (name.split(".") for name in imported(path))
    stages = {name[1] for name in names if name[0] == "kit" and len(name) > 1}
    later = [stage for stage in stages if stage in STAGES and STAGES.index(stage) > own]
    assert later == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_heavy_libraries_have_one_room(path: Path) -> None:
    """A heavy library is imported in the one room that is about it."""
    tops = {name.split(".")[0] for name in imported(path)}
    elsewhere = {top for top in tops if top in ROOMS and ROOMS[top] != stage_of(path)}
    assert elsewhere == set()


def test_verbs_that_only_ask_import_nothing_that_renders() -> None:
    """``kit status``, ``kit sign`` and ``kit check`` do without notebooks, which take seconds."""
    code = (
        "import sys\n"
        "import kit.cli.check, kit.cli.sign, kit.cli.status\n"
        "heavy = {'nbformat', 'nbconvert', 'great_tables', 'pikepdf', 'typst'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


def test_help_imports_none_of_the_heavy_ones() -> None:
    """``kit --help`` loads no library that a report needs."""
    code = (
        "import sys\n"
        "from kit.cli import main\n"
        "try:\n    main(['--help'])\n"
        "except SystemExit:\n    pass\n"
        f"print([name for name in {[n for n in ROOMS if n != 'click']} if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"
