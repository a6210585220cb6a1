"""A process killed at any rename loses nothing: running again ends as if it had not been."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from builders.kills import killed_at, kit, tree
from builders.rollups import YEAR, file_report, tree_workspace

AGENCY = "office"
SIGNED = ["--by", "张三", "--decision", "approve", "--note", "已核", "--on", "2025-01-20"]
#: Each verb with the number of its renames that are tried.
VERBS = {
    "new": (["new", str(YEAR), "bureau", "--name", "某县某局"], (1, 4)),
    "rollup": (["rollup", str(YEAR), "county"], (1, 4)),
    "review": (["review", str(YEAR)], (1,)),
    "sign": (["sign", str(YEAR), AGENCY, *SIGNED], (1,)),
    "build": (
        ["build", str(YEAR), AGENCY, "--to", "html,json", "--fail-on", "never"],
        (1, 3, 5),
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a county, one report of which is built."""
    folder = tmp_path_factory.mktemp("made")
    workspace = tree_workspace(folder)
    for agency in ("office", "education", "school", "police", "town"):
        file_report(workspace, agency)
    inputs = workspace.inputs(YEAR, AGENCY)
    (inputs / "narrative.md").write_text("我办。\n\n## 一、总体情况\n\n好。\n", "utf-8")
    ended = kit(build_of(folder))
    assert ended.code == 0, ended.err
    return folder


def build_of(folder: Path) -> list[str]:
    """Return the arguments that build the report in *folder*."""
    return [*VERBS["build"][0], "--params", str(folder / "params")]


@pytest.mark.parametrize(
    ("verb", "number"), [(verb, number) for verb, (_, tried) in VERBS.items() for number in tried]
)
def test_a_verb_killed_at_a_rename_is_run_again(
    made: Path, tmp_path: Path, verb: str, number: int
) -> None:
    """What stood is whole meanwhile; afterwards all is as undisturbed, and nothing lies about."""
    runs = {name: tmp_path / name for name in ("undisturbed", "killed")}
    for folder in runs.values():
        shutil.copytree(made, folder)
        if verb == "build":
            text = folder / "params" / str(YEAR) / AGENCY / "narrative.md"
            text.write_text(text.read_text("utf-8").replace("好。", "很好。"), "utf-8")
    arguments = VERBS[verb][0]
    commands = {
        name: [*arguments, "--params", str(folder / "params")] for name, folder in runs.items()
    }
    before = tree(runs["killed"])
    code = kit(commands["undisturbed"]).code
    ended = killed_at(number, commands["killed"], folder=runs["killed"], hooks=tmp_path / "hooks")
    assert ended.code != code, ended.err
    standing = tree(runs["killed"])
    assert {name for name in before if name not in standing} == set()
    again = kit(commands["killed"])
    assert again.code == code, again.err
    assert tree(runs["killed"]) == tree(runs["undisturbed"])


@pytest.mark.parametrize("number", [2, 3])
def test_a_killed_roll_up_knows_its_workbook_again(made: Path, tmp_path: Path, number: int) -> None:
    """Killed before it wrote the sums, or between them and the record, and a part changes then."""
    folder = tmp_path / "killed"
    shutil.copytree(made, folder)
    arguments = [*VERBS["rollup"][0], "--params", str(folder / "params")]
    assert kit(arguments).code in {0, 5}
    part = folder / "params" / str(YEAR) / AGENCY / "tables.xlsx"
    for count in (31, 47):
        book = openpyxl.load_workbook(part)
        book["表二"]["B4"] = count
        book.save(part)
        if count == 31:
            ended = killed_at(number, arguments, folder=folder, hooks=tmp_path / "hooks")
            assert ended.code == -9, ended.out
    again = kit(arguments)
    assert "没有替换" not in again.out, again.out
    assert "tables.xlsx" in again.out, again.out


@pytest.mark.parametrize(("verb", "blocks"), [("new", 8), ("sign", 1), ("build", 40)])
def test_a_disk_that_is_full_leaves_all_as_it_was(
    made: Path, tmp_path: Path, verb: str, blocks: int
) -> None:
    """No file can be longer than some blocks: it is said, nothing is lost, nothing lies about."""
    folder = tmp_path / "full"
    shutil.copytree(made, folder)
    arguments = [*VERBS[verb][0], "--params", str(folder / "params")]
    if verb == "build":
        arguments.append("--force")
    before = tree(folder)
    ended = kit(arguments, before=f"ulimit -f {blocks}")
    after = tree(folder)
    assert ended.code in {0, 7}, ended.err
    if ended.code:
        assert "软件的缺陷" not in ended.err + ended.out
        allowed = {"params/agencies.yaml", "outputs/2024/batch.json"}
        assert {name for name in before if before[name] != after.get(name)} <= allowed
        assert not [name for name in after if ".tmp" in name or name.endswith(".lock")]
