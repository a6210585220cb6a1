"""What the template left behind, and the circular that is superseded: found however it came."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from builders.filings import form
from builders.portals import PORTALS, Article, as_docx, as_text, encoded, small_article
from builders.published import needs_chromium, own_pdf, printed_pdf, read
from builders.reports import report_of
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kit.checks import check
from kit.checks.findings import Finding
from kit.narrative import parse_narrative
from kit.report.take import narrative_text
from kit.source.published import Published

OLD = "国办公开办函〔2019〕60号"
FEES = "（文字描述，收取信息处理费情况在此处报告。）"
#: What is left of the template, and what is quoted of it.
LEFT = {
    "（文字描述）": "（文字描述）",
    FEES: FEES,
    "【待核实】": "【待核实】",
    "主动公开工作（待补充）。": "（待补充）",
    "填表说明：本列为各项之和。": "填表说明：",
    "请在此处填写。": "请在此处填写",
    "全年共××次活动。": "××",
    "制度于20××年印发。": "20××",
    "办法于2022年X月施行。": "X",
    "覆盖____个街道。": "____",
    "覆盖＿＿＿个乡镇。": "＿＿＿",
    "覆盖？？？个村。": "？？？",
    "发布{{ news }}条消息。": "{{ news }}",
}
#: Ways in which the number of a circular is printed.
CITED = (
    f"根据《关于印发年度报告格式的通知》（{OLD}）编制。",
    "按照国办公开办函[2019]60号的要求编写。",
    "按照国办公开办函﹝2019﹞60号的要求编写。",
    "按照国办公开办函（2019） 60 号的要求编写。",
    "按照国办公开办函〔２０１９〕６０号的要求编写。",
)
WRITERS: dict[str, Callable[[Article], bytes]] = {
    **{f"{name}.html": lambda a, own=own: encoded(own(a)) for name, own in PORTALS.items()},
    "a.docx": as_docx,
    "a.txt": lambda a: as_text(a).encode("gb18030"),
    "a.pdf": own_pdf,
}


def spoilt() -> Article:
    """Return a report with a leftover a paragraph, in sections one and three and the preface."""
    article = small_article()
    one, three = article.sections[1], article.sections[3]
    words = tuple(LEFT)
    sections = dict(article.sections) | {
        1: ((*one[0], *words), one[1]),
        3: (three[0], (*three[1], *words)),
    }
    return replace(article, preface=(*article.preface, *CITED), sections=sections)


def findings_of(published: Published) -> Iterator[Finding]:
    """Check the narrative that importing a report writes."""
    text = narrative_text(published, form=form())
    narrative = parse_narrative(text, file="narrative.md", form=form())
    report = report_of(published.filing, narrative=narrative)
    for finding in check(report).findings:
        if finding.rule in {"S2", "S13"} and finding.at:
            assert finding.at.quote in " ".join(text.splitlines()[finding.at.line - 1].split())
            yield finding


def hold(published: Published) -> None:
    """Hold what is found against what was written."""
    found = list(findings_of(published))
    left = [f.message.split("“")[1].split("”")[0] for f in found if f.rule == "S13"]
    assert left == [*LEFT.values()] * 2
    assert len([f for f in found if f.rule == "S2"]) == len(CITED)


@pytest.mark.parametrize("name", WRITERS)
def test_an_imported_narrative_is_judged_as_a_typed_one(name: str, tmp_path: Path) -> None:
    """Pages of five portals, a document, text in GB18030, our own PDF: each by its line."""
    (tmp_path / name).write_bytes(WRITERS[name](spoilt()))
    hold(read(tmp_path / name))


@needs_chromium
def test_a_printed_page_is_judged_as_a_typed_narrative(tmp_path: Path) -> None:
    """Where lines are broken by the width of the paper."""
    hold(read(printed_pdf(encoded(PORTALS["plain"](spoilt())), tmp_path)))


@pytest.mark.parametrize("name", ["plain.html", "a.docx", "a.txt"])
def test_the_mended_twin_is_clean(name: str, tmp_path: Path) -> None:
    """The same report without them has no such finding."""
    (tmp_path / name).write_bytes(WRITERS[name](small_article()))
    assert list(findings_of(read(tmp_path / name))) == []


def test_the_prompt_of_a_content_control_is_found(tmp_path: Path) -> None:
    """Word prints what a control asks for until somebody types into it."""
    document = docx.Document(io.BytesIO(as_docx(small_article())))
    (above,) = [p for p in document.paragraphs if p.text == "存在不足，将改进。"]
    above._p.addnext(  # noqa: SLF001 - python-docx has no way to make one
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>单击或点击此处输入文字。"
            "</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
    )
    document.save(str(tmp_path / "a.docx"))
    (found,) = findings_of(read(tmp_path / "a.docx"))
    assert (found.rule, found.found) == ("S13", "点击此处输入")
