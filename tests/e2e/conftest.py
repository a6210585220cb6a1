"""The command line as its users meet it: arguments in, exit code and two streams out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders.served import served_warm
from builders.verbs import Ended
from builders.workspaces import EXAMPLES, copied_workspace

from kit.cli import main
from kit.workspace import Workspace

Kit = Callable[..., Ended]


@pytest.fixture(scope="module", autouse=True)
def warm() -> Iterator[None]:
    """Have what is run in processes of its own begin warm, whatever another module left."""
    with served_warm():
        yield


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a copy of the examples to change."""
    return copied_workspace(tmp_path)


@pytest.fixture
def kit(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Kit:
    """Run the command line inside the copied workspace."""
    monkeypatch.chdir(workspace.params.parent)

    def run(*arguments: str) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        captured = capsys.readouterr()
        return Ended(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Build every example once, for all tests that only read the outputs."""
    workspace = copied_workspace(tmp_path_factory.mktemp("built"))
    places = ["--params", str(workspace.params), "--outputs", str(workspace.outputs)]
    with served_warm():
        for year, agency in EXAMPLES:
            with pytest.raises(SystemExit) as ended:
                main(["build", str(year), agency, *places])
            assert ended.value.code == 0, f"{year} {agency}"
    return workspace
