"""Every verb on a console that lacks characters, as of a Chinese Windows: nothing ends it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from typing import NamedTuple

import pytest

from kit.cli import VERBS, main
from kit.cli.console import prepare_streams
from kit.workspace import Workspace

YEAR, AGENCY = "2022", "qiantang-jxkj"
#: The code page of a Chinese console, and signs that it lacks.
CONSOLE = "cp936"
RARE = "某𠮷㐂局😀"
#: How each verb is called to say as much as it can; the others with ``--help``.
CALLS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "new": ((YEAR, "a-bureau", "--name", RARE), ("2026", AGENCY, "--from", YEAR), (YEAR, "con")),
    "import": ((f"{RARE}.html", "--year", YEAR, "--agency", AGENCY),),
    "check": ((YEAR,), (YEAR, AGENCY, "--explain"), (YEAR, AGENCY, "--claims"), (YEAR, RARE)),
    "build": ((YEAR, RARE), (YEAR, "--to", RARE)),
    "sign": ((YEAR, AGENCY, "--by", RARE, "--decision", "return", "--note", RARE),),
    "status": ((YEAR,),),
    "review": ((YEAR,),),
    "rollup": ((YEAR, AGENCY),),
    "verify": ((YEAR, RARE),),
    "form": ((YEAR,), ("2020",)),
    "doctor": ((),),
}
JSON = (("check", YEAR, "--json"), ("status", YEAR, "--json"))


class Printed(NamedTuple):
    """What a verb printed on a console: its exit code and the bytes of both streams."""

    code: int
    out: bytes
    err: bytes


@pytest.fixture
def place(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Stand in a workspace whose agency has a name that no console can show."""
    path = workspace.params / "agencies.yaml"
    text = path.read_text("utf-8")
    name = workspace.agency(AGENCY).name
    path.write_text(text.replace(name, RARE), "utf-8")
    monkeypatch.chdir(workspace.params.parent)
    return workspace


def printed(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Printed:
    """Run the command line on streams that, as they come, bear no sign the console lacks."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding=CONSOLE) for _ in range(2)]
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", streams[0])
        patch.setattr(sys, "stderr", streams[1])
        prepare_streams()
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
    for stream in streams:
        stream.flush()
    out, err = (stream.buffer.getvalue() for stream in streams)
    return Printed(int(ended.value.code or 0), out, err)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_says_what_the_console_can_show(
    place: Workspace,  # noqa: ARG001 - where the verbs are called
    monkeypatch: pytest.MonkeyPatch,
    verb: str,
) -> None:
    """What it lacks is a question mark; no defect, no trace, and all the rest can be read."""
    for call in (*CALLS.get(verb, ()), ("--help",), ("--nothing",)):
        ended = printed(monkeypatch, verb, *call)
        text = ended.out.decode(CONSOLE) + ended.err.decode(CONSOLE)
        assert ended.code != 1, text
        assert "Traceback" not in text
        assert text.strip(), call


@pytest.mark.parametrize("call", JSON, ids=lambda call: call[0])
def test_json_is_utf_8_on_any_console(
    place: Workspace,  # noqa: ARG001 - where the verbs are called
    monkeypatch: pytest.MonkeyPatch,
    call: tuple[str, ...],
) -> None:
    """Whole, with the signs that the console lacks."""
    ended = printed(monkeypatch, *call)
    assert json.loads(ended.out.decode("utf-8"))["year"] == int(YEAR)
