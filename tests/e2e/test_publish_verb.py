"""`kit publish` as its operator meets it: what goes, what does not and why, by name."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from builders.sites import make_ready

from kit.workspace import Workspace

Kit = Callable[..., Any]
YEAR, AGENCY = "2024", "suqian"
OTHER = ("2022", "qiantang-jxkj")


@pytest.fixture
def ready(workspace: Workspace) -> Workspace:
    """Give the examples, one of them built and approved, and a folder of no agency's beside it."""
    make_ready(workspace, year=int(YEAR), agency=AGENCY)
    shutil.copytree(workspace.inputs(2022, "qiantang-jxkj"), workspace.params / YEAR / "nobody")
    return workspace


def test_what_may_go_goes_and_the_others_are_told(kit: Kit, ready: Workspace) -> None:
    """One is published although another's folder is nobody's; the exit code is the worst."""
    ended = kit("publish", YEAR, "--site", "网站")
    assert ended.code == 2
    assert ended.out.splitlines()[:2] == ["2024 年  新发布 1、没有发布 1", f"新发布：{AGENCY}"]
    assert "nobody  没有发布" in ended.err
    assert "agencies.yaml" in ended.err
    site = ready.params.parent / "网站"
    assert (site / "index.html").is_file()
    again = kit("publish", YEAR, AGENCY, "--to", "网站")
    assert (again.code, again.out.splitlines()[0]) == (0, "2024 年  没有变化 1")


def test_a_report_nobody_approved_is_refused_by_name(kit: Kit, workspace: Workspace) -> None:
    """With the way to an approval, and the one without; nothing is written."""
    make_ready(workspace, year=2022, agency=OTHER[1], approved="")
    ended = kit("publish", *OTHER, "--site", "site")
    assert ended.code == 5
    assert "qiantang-jxkj 钱塘区经济信息化和科学技术局  没有发布" in ended.err
    assert "kit sign 2022 qiantang-jxkj --by 姓名 --decision approve" in ended.err
    assert not (workspace.params.parent / "site").exists()
    assert kit("publish", *OTHER, "--site", "site", "--without-sign-off").code == 0


@pytest.mark.usefixtures("ready")
def test_json_is_one_document(kit: Kit) -> None:
    """What was published and what was not, with the reasons."""
    ended = kit("publish", YEAR, "--site", "site", "--json")
    data = json.loads(ended.out)
    assert (data["year"], data["new"]) == (2024, [AGENCY])
    assert [each["agency"] for each in data["refused"]] == ["nobody"]
    assert ended.err == ""


def test_a_site_needs_a_place_of_its_own(kit: Kit) -> None:
    """Neither none, nor that of the sources, nor an address of no store."""
    assert kit("publish", YEAR).code == 2
    assert "--site" in kit("publish", YEAR, "--site", "outputs").err
    assert kit("publish", YEAR, "--site", "nowhere://x/y").code == 7
