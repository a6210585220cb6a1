"""The handbook is followed word for word: its commands run, its messages are ours, links lead."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from builders.handbook import HANDBOOK, HANDS, Block, blocks, messages, spoken
from builders.handbook_slips import SLIPS
from builders.verbs import run_verb
from builders.workspaces import copied_workspace

TEXT = HANDBOOK.read_text("utf-8")
#: Nothing found, or something found that the section speaks of.
DONE = {0, 5}
MOST_BYTES, MOST_PICTURES = 120 * 1024, 10


def _ran(line: str, block: Block) -> str:
    """Run a line as it is typed; what needs a browser is asked for its help alone."""
    program, *arguments = shlex.split(line)
    assert program == "kit", line
    ended = run_verb(*arguments, *(["--help"] if block.info else []))
    assert ended.code in DONE, f"{line}\n{ended.out}{ended.err}"
    return ended.out + ended.err


def test_from_an_empty_folder_to_a_signed_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command in order, with the files as they are shown; what is quoted is what is said."""
    monkeypatch.chdir(tmp_path)
    begun: set[str] = set()
    said: dict[str, str] = {}
    for block in blocks(TEXT):
        for hand in HANDS.get(block.section, ()) if block.section not in begun else ():
            hand(Path.cwd())
        begun.add(block.section)
        if block.kind == "yaml" and block.info:
            Path(block.info).write_text("\n".join([*block.lines, ""]), "utf-8")
        for line in block.lines if block.kind == "sh" else ():
            if line.startswith("cd "):
                monkeypatch.chdir(line[3:])
                continue
            said[block.section] = said.get(block.section, "") + _ran(line, block)
        for line in block.lines if block.kind == "text" else ():
            assert spoken(line).search(said[block.section]), f"{line}\n{said[block.section]}"
    assert set(HANDS) <= begun


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return all that is said when things go wrong at a desk."""
    words = []
    with pytest.MonkeyPatch.context() as patched:
        for slip in SLIPS:
            workspace = copied_workspace(tmp_path_factory.mktemp("desk"))
            patched.chdir(workspace.params.parent)
            slip.spoil(workspace.inputs(2023, "suqian"))
            ended = run_verb(*slip.command)
            words.append(ended.out + ended.err)
        patched.chdir(tmp_path_factory.mktemp("elsewhere"))
        words.append(run_verb("check", "2023").err)
    return "\n".join(words)


def test_every_message_of_the_table_is_said(told: str) -> None:
    """None is made up, none is out of date."""
    explained = messages(TEXT)
    assert len(explained) > 30
    assert [message for message in explained if not spoken(message).search(told)] == []


def test_links_and_pictures_lead_somewhere() -> None:
    """Files are there, headings too; no picture is heavy, none lies there unseen."""
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        name, _, anchor = target.partition("#")
        assert (HANDBOOK.parent / name).exists(), target
        led = HANDBOOK.parent / name if name else HANDBOOK
        assert not anchor or anchor in _anchors(led.read_text("utf-8")), target
    pictures = sorted((HANDBOOK.parent / "handbook").iterdir())
    assert 0 < len(pictures) <= MOST_PICTURES
    assert [each.name for each in pictures if each.stat().st_size > MOST_BYTES] == []
    assert [each.name for each in pictures if f"handbook/{each.name}" not in TEXT] == []


def _anchors(text: str) -> set[str]:
    """Return the addresses that headings get where Markdown is shown."""
    titles = re.findall(r"^##+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).strip().replace(" ", "-").lower() for title in titles}
