"""Nothing passes from one report to the next, from a report to the batch, or to its own files."""

from __future__ import annotations

import decimal
import locale
import os
import random
import signal
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from builders.cells import workspace_with_cells
from papermill.iorw import load_notebook_node

from kit.run import Job, ProcessExecutor
from kit.run.build import build_report
from kit.workspace import Workspace


class Pollution(NamedTuple):
    """What a cell shows of the process it runs in, and what it then does to that process."""

    show: str
    spoil: str


POLLUTIONS: Mapping[str, Pollution] = {
    "pandas-options": Pollution(
        "import pandas as pd\nprint(pd.get_option('display.max_rows'))",
        "pd.set_option('display.max_rows', 3); pd.options.display.precision = 1",
    ),
    "environment": Pollution(
        "import os\nprint(os.environ.get('KIT_LEAK'), os.environ.get('HOME'))",
        "os.environ['KIT_LEAK'] = '1'; os.environ['HOME'] = '/nowhere'; os.unsetenv('PATH')",
    ),
    "patched-module": Pollution(
        "import statistics, textwrap\nprint(statistics.mean([1, 2]), textwrap.shorten('a b', 9))",
        "statistics.mean = textwrap.shorten = lambda *_: 'patched'",
    ),
    "patched-kit": Pollution(
        "from kit.narrative import render_markdown\nprint(render_markdown.__module__)",
        "import kit.notebook.show\nkit.notebook.show.render_markdown = lambda _: 'patched'",
    ),
    "form-cache": Pollution(
        "from kit.form import load_forms\nprint(sorted(load_forms()))",
        "load_forms().clear() if hasattr(load_forms(), 'clear') else load_forms.cache_clear()",
    ),
    "locale": Pollution(
        "import locale\nprint(locale.setlocale(locale.LC_ALL))",
        "locale.setlocale(locale.LC_ALL, 'C.UTF-8'); locale.setlocale(locale.LC_NUMERIC, 'C')",
    ),
    "decimal-context": Pollution(
        "import decimal\nprint(decimal.getcontext().prec, decimal.getcontext().rounding)",
        "decimal.getcontext().prec = 2; decimal.DefaultContext.prec = 2",
    ),
    "working-directory": Pollution("print(os.path.isdir('/') and os.getcwd())", "os.chdir('/')"),
    "open-files": Pollution(
        "print(len(os.listdir('/proc/self/fd')))",
        "leaked = [os.open('/dev/null', os.O_RDONLY) for _ in range(50)]",
    ),
    "umask": Pollution("mask = os.umask(0); os.umask(mask); print(mask)", "os.umask(0o077)"),
    "warnings": Pollution(
        "import warnings\nprint(len(warnings.filters))", "warnings.simplefilter('error')"
    ),
    "signals": Pollution(
        "import signal\nprint(signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGUSR1))",
        "signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.signal(signal.SIGUSR1, print)",
    ),
    "threads": Pollution(
        "import threading\nprint(threading.active_count())",
        "threading.Thread(target=threading.Event().wait).start()",
    ),
    "search-path": Pollution(
        "import sys\nprint(len(sys.path), 'this' in sys.modules, 'json' in sys.modules)",
        "sys.path.insert(0, '/nowhere'); sys.modules['this'] = sys; sys.argv[:] = ['spoilt']",
    ),
    "recursion-limit": Pollution("print(sys.getrecursionlimit())", "sys.setrecursionlimit(9999)"),
    "builtins": Pollution(
        "import builtins\nprint(ascii(1), hasattr(builtins, 'leak'))",
        "builtins.leak = 1; builtins.ascii = lambda _: 'patched'",
    ),
    "names-and-history": Pollution(
        "print('leaked_name' in dir(), len(In), len(Out))", "leaked_name = 1; 2"
    ),
    "random-seed": Pollution("print('seeded')", "import random; random.seed(1)"),
}
#: Shown by each report, and different in each.
RANDOM = (
    "import random, uuid, numpy\n"
    "print(random.random(), numpy.random.random(), uuid.uuid4(), os.urandom(4).hex())"
)
YEAR = 2024
AGENCIES = ("first", "second")


def polluted_workspace(folder: Path, *, cells: Mapping[str, str]) -> Workspace:
    """Make a workspace where two agencies file the same report through the same notebook."""
    workspace = workspace_with_cells(folder, cells)
    agencies = workspace.params / "agencies.yaml"
    entry = "\n{}:\n  name: 某市人民政府\n  kind: government\n  level: city\n  rule_making: true\n"
    agencies.write_text(agencies.read_text("utf-8") + "".join(map(entry.format, AGENCIES)), "utf-8")
    for agency in AGENCIES:
        source = workspace.params / str(YEAR) / "suqian"
        target = source.with_name(agency)
        target.mkdir()
        for path in source.iterdir():
            (target / path.name).write_bytes(path.read_bytes())
    return workspace


class Built(NamedTuple):
    """Two reports built one after the other, and the batch's process before and after."""

    workspace: Workspace
    before: dict[str, Any]
    after: dict[str, Any]

    def shown(self, agency: str, cell: str) -> str:
        """Return what a cell of a report printed."""
        path = self.workspace.report_folder(YEAR, agency) / "report.ipynb"
        cells = {c.id: c for c in load_notebook_node(str(path)).cells}
        return "".join(output.text for output in cells[cell].outputs)

    def files(self, agency: str) -> dict[str, bytes]:
        """Return a report's files by name."""
        folder = self.workspace.report_folder(YEAR, agency)
        return {path.name: path.read_bytes() for path in folder.iterdir()}


def state_of_batch() -> dict[str, Any]:
    """Take down what a report must not change in the process of the batch."""
    return {
        "environment": {k: v for k, v in os.environ.items() if not k.endswith("_NUM_THREADS")},
        "directory": Path.cwd(),
        "decimal": (decimal.getcontext().prec, decimal.DefaultContext.prec),
        "locale": locale.setlocale(locale.LC_ALL),
        "warnings": len(warnings.filters),
        "signals": [signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGUSR1)],
        "path": list(sys.path),
        "arguments": list(sys.argv),
        "random": random.getstate(),
    }


def build_in_turn(workspace: Workspace) -> None:
    """Build both reports, the second after the first."""
    jobs = [Job(workspace=workspace, year=YEAR, agency=a, to=("html", "json")) for a in AGENCIES]
    with ProcessExecutor(1) as executor:
        results = list(executor.map(build_report, jobs))
    assert [result.error for result in results] == [None, None]


@pytest.fixture(scope="module")
def polluted(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Give two reports whose notebook shows its surroundings, then spoils them all."""
    shows = {name: pollution.show for name, pollution in POLLUTIONS.items()}
    spoils = {f"spoil-{name}": pollution.spoil for name, pollution in POLLUTIONS.items()}
    cells = {**shows, "random": RANDOM, **spoils}
    workspace = polluted_workspace(tmp_path_factory.mktemp("polluted"), cells=cells)
    before = state_of_batch()
    build_in_turn(workspace)
    return Built(workspace, before, state_of_batch())


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Give the same two reports from a notebook that spoils nothing."""
    workspace = polluted_workspace(tmp_path_factory.mktemp("clean"), cells={})
    build_in_turn(workspace)
    return Built(workspace, {}, {})


@pytest.mark.parametrize("name", POLLUTIONS)
def test_the_next_report_sees_none_of_it(polluted: Built, name: str) -> None:
    """What a report does to its process, the report after it does not see."""
    first, second = (polluted.shown(agency, name) for agency in AGENCIES)
    assert first
    assert second == first


def test_each_report_has_chance_of_its_own(polluted: Built) -> None:
    """No two reports draw the same number, though forked from the same process."""
    first, second = (polluted.shown(agency, "random").split() for agency in AGENCIES)
    assert len(first) == 4
    assert not set(first) & set(second)


@pytest.mark.parametrize("part", state_of_batch())
def test_the_batch_sees_none_of_it(polluted: Built, part: str) -> None:
    """What a report does to its process does not reach the process of the batch."""
    assert polluted.after[part] == polluted.before[part]


@pytest.mark.parametrize("name", ["report.html", "report.json", "review.json"])
def test_what_a_cell_spoils_does_not_reach_the_files(
    polluted: Built, clean: Built, name: str
) -> None:
    """The exporters give what they give beside a kernel: cells cannot touch them."""
    assert polluted.files("first")[name] == clean.files("first")[name]


def test_files_have_the_permissions_of_the_batch(polluted: Built, clean: Built) -> None:
    """A mask set by a cell does not decide who may read the report."""
    modes = [
        (built.workspace.report_folder(YEAR, "first") / "report.html").stat().st_mode
        for built in (polluted, clean)
    ]
    assert modes[0] == modes[1]


def test_nothing_is_shown_outside_the_notebook(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What cells print, in whichever way, is in their notebook alone."""
    cells = {
        "loud": "import logging, os, sys\nprint('a'); print('b', file=sys.stderr)\n"
        "os.system('echo c; echo d >&2'); os.write(2, b'e'); logging.warning('f')\n"
        "print('g', file=sys.__stdout__, flush=True)"
    }
    workspace = polluted_workspace(tmp_path, cells=cells)
    build_in_turn(workspace)
    assert capfd.readouterr() == ("", "")
    shown = Built(workspace, {}, {}).shown("first", "loud")
    assert sorted(shown.split()) == ["WARNING:root:f", "a", "b", "c", "d", "e", "g"]
