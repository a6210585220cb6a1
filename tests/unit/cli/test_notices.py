"""What the library logs is said in Chinese by the command line, and by nothing else."""

from __future__ import annotations

import logging

import pytest

from kit import log
from kit.cli.notices import NOTICES, shown_notices


def test_a_notice_is_said_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence of the event, with its data."""
    with shown_notices():
        log.warn("workbook_open_elsewhere", file="a/tables.xlsx")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("注意：a/tables.xlsx 可能正在 Excel 或 WPS 中打开")


def test_events_without_a_sentence_stay_in_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    """What concerns no user is not said, whatever its level."""
    with shown_notices():
        log.warn("pdf", said="unknown font")
        log.debug("workbook_open_elsewhere", file="a/tables.xlsx")
    assert capsys.readouterr().err == ""


def test_without_the_command_line_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """The library never prints: in a notebook the name of an event would be noise."""
    log.warn("workbook_open_elsewhere", file="a/tables.xlsx")
    captured = capsys.readouterr()
    assert captured.out + captured.err == ""


def test_the_handler_is_gone_afterwards() -> None:
    """A second command in the same process does not say everything twice."""
    before = list(logging.getLogger("kit").handlers)
    with shown_notices():
        pass
    assert logging.getLogger("kit").handlers == before


@pytest.mark.parametrize("sentence", list(NOTICES.values()))
def test_every_sentence_is_chinese_and_ends(sentence: str) -> None:
    """A notice reads as a sentence."""
    assert sentence.endswith("。")
