"""The paper of one agency as a Word document: a letter, and the list of problems behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template

from kit.export.characters import sayable
from kit.export.docx import pack_docx
from kit.papers.entries import ListEntry, list_entries
from kit.papers.model import TITLES, Paper, Problem

_TEMPLATES = Path(__file__).with_name("templates")
#: A day that is written in by hand.
_BLANK_DAY = "　　年　月　日"
_LIST, _KEPT = "问题清单", "说明保留和审核认可的事项"
_YEAR = re.compile(r"\d{4}年")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column: its width in twentieths of a point, and how its words are set."""

    name: str
    width: int
    align: str = "left"


_PROBLEM_HEADS = (
    Head(name="序号", width=650, align="center"),
    Head(name="位置", width=2700),
    Head(name="应为", width=1450),
    Head(name="实为", width=3300),
    Head(name="依据", width=2050),
    Head(name="整改要求", width=2250),
    Head(name="期限", width=1600, align="center"),
)
_KEPT_HEADS = (
    Head(name="序号", width=650, align="center"),
    Head(name="位置", width=3600),
    Head(name="检查所见", width=4600),
    Head(name="填报单位的说明", width=2850),
    Head(name="审核意见", width=2300),
)


def render_letter(paper: Paper, *, year: int, due: str = "") -> bytes:
    """Render the paper that comes from a decision.

    The same arguments give the same bytes.

    Parameters
    ----------
    due
        The ISO date by which problems are to be mended; empty where it is written in.
    """
    tables = tuple(_tables(paper, due=due))
    letter = {
        "title": _lines(paper.report, kind=TITLES[paper.decision]),
        "to": f"{paper.name}：",
        "body": tuple(_body(paper, year=year, due=due)),
        "attachment": "、".join(str(each["caption"]) for each in tables),
        "office": paper.office or "审核机关：　　　　　　",
        "reviewer": f"审核人：{paper.by}",
        "date": spoken_day(paper.on),
    }
    document = _template().render(letter=letter, tables=tables)
    page = {
        "title": f"{paper.report}{TITLES[paper.decision]}",
        "agency": paper.office or paper.by,
        "published": paper.on,
        "keywords": [],
    }
    return pack_docx(sayable(document), page=page)


def spoken_day(day: str) -> str:
    """Say an ISO date as papers do.

    Examples
    --------
    >>> spoken_day("2025-01-20"), spoken_day("")
    ('2025年1月20日', '\u3000\u3000年\u3000月\u3000日')
    """
    try:
        read = date.fromisoformat(day)
    except ValueError:
        return day or _BLANK_DAY
    return f"{read.year}年{read.month}月{read.day}日"


def _body(paper: Paper, *, year: int, due: str) -> Iterator[str]:
    wanted, kept, rows = len(paper.wanted), len(paper.kept), len(_entries(paper))
    together = f"（同一成因的并为一条，共 {rows} 条）" if rows < wanted else ""
    if paper.decision == "return":
        named = f"你单位报送的{year}年度政府信息公开工作年度报告"
        yield f"经审核，{named}存在需要更正的问题，现予退回。"
    else:
        yield f"你单位报送的{year}年度政府信息公开工作年度报告已经审核，同意通过。"
    if paper.opinion:
        yield f"审核意见：{paper.opinion}"
    if wanted and paper.decision == "return":
        yield (
            f"报告共有 {wanted} 处问题{together}，详见附件。请逐处核对原始台账，"
            f"于{spoken_day(due)}前改正，重新生成报告并再次报送；确有特殊情况、数据无误的，请写明理由。"
        )
    elif wanted:
        yield f"另有 {wanted} 处建议核对或改进，详见附件，请于{spoken_day(due)}前办理。"
    if kept:
        yield f"你单位说明保留或经审核认可的事项共 {kept} 处，列于附件，不要求整改。"


def _tables(paper: Paper, *, due: str) -> Iterator[Mapping[str, object]]:
    if paper.wanted:
        rows = [_problem_row(n, e, due=due) for n, e in enumerate(_entries(paper), start=1)]
        yield {"caption": _LIST, "heads": _PROBLEM_HEADS, "rows": rows}
    if paper.kept:
        rows = [_kept_row(n, p) for n, p in enumerate(paper.kept, start=1)]
        yield {"caption": _KEPT, "heads": _KEPT_HEADS, "rows": rows}


def _entries(paper: Paper) -> tuple[ListEntry, ...]:
    return tuple(list_entries(paper.wanted, causes=paper.causes))


def _problem_row(number: int, entry: ListEntry, *, due: str) -> Sequence[str]:
    return (
        str(number),
        entry.place,
        entry.expected or "—",
        entry.found or "—",
        entry.basis,
        entry.request,
        spoken_day(due) if due else "",
    )


def _kept_row(number: int, problem: Problem) -> Sequence[str]:
    return str(number), problem.place, problem.said, problem.claim or "—", problem.note or "认可"


def _lines(report: str, *, kind: str) -> tuple[str, ...]:
    """Break a title where people do: the agency, the report, and what the paper is.

    Examples
    --------
    >>> _lines("某县教育局2024年政府信息公开工作年度报告", kind="退回通知")
    ('关于某县教育局', '2024年政府信息公开工作年度报告的', '退回通知')
    """
    found = _YEAR.search(report)
    if found is None:
        return f"关于{report}的", kind
    return f"关于{report[: found.start()]}", f"{report[found.start() :]}的", kind


@cache
def _template() -> Template:
    loader = FileSystemLoader(_TEMPLATES)
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("paper.xml")
