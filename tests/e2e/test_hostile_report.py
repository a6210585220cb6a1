"""A report of all that real files and hands can bring, from `kit new` to page and PDF."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pypdf
import pytest
from builders.filings import form, real_filing
from builders.html_tables import read_figures, read_tables
from builders.spreadsheets import Distortion, lay_out, write_book
from builders.workbooks import balanced_filing

from kit.workspace import Workspace

Kit = Callable[..., Any]
NAME = (
    "某某市<b>数据&“政务”</b>'服务\"管理局（某某市行政审批局、"
    "某某市公共资源交易监督管理委员会办公室、某某市营商环境建设办公室）"
)
#: One sheet with everything on it: title, who filled it in, notes, spaces in labels, no merges.
PORTAL = Distortion(
    spans="first", pages="stacked", spelling="spaced", gap=3, shift_rows=4, shift_columns=1
)
NARRATIVE = """\
**本报告**依据《条例》编制，统计期限自{{ year }}年1月1日起至{{ year }}年12月31日止。\
<script>alert(1)</script>[网站](https://www.example.gov.cn/a?b=1&c=2)，[点](javascript:alert(1))。

# 1、总体情况

1. 主动公开**重点**工作；
2. 依申请公开：
   - 收到{{ t3.received.total }}件；
   - 行政许可{{ t2.licensing.decisions in 万 }}件。

| 渠道 | 件数 | 说明 |
|---|---:|---|
| 网络 | 120 | =SUM(A1:A9) |
| 信函 | 30 | <b>加粗</b> |

> 引文一段，`代码`与~~删除~~。

## 二 行政机关主动公开政府信息情况

{{ t2 }}

表后的话。

## 第三部分 收到和处理政府信息公开申请情况

## 四、因政府信息公开工作被申请行政复议、提起行政诉讼情况

## 五．政府信息公开工作存在的主要问题及改进情况：

##### 深标题

公开不够及时，详见https://www.example.gov.cn/zwgk/zfxxgkgd/index_0123456789_0123456789_0123456789.html。

## 六、其它需要报告的事项

收取信息处理费0元。
"""


@pytest.fixture
def hostile(kit: Kit, workspace: Workspace) -> Path:
    """Begin a report and put into it what no form foresaw."""
    assert kit("new", "2023", "hostile", "--name", NAME).code == 0
    folder = workspace.inputs(2023, "hostile")
    [page] = lay_out(real_filing("suqian-2023"), of=form(), distortion=PORTAL)
    around = {
        (0, 1): "某某市数据局2023年政府信息公开工作年度报告附表",
        (1, 1): "填报单位：某某市数据局    填报日期：2024年1月5日",
        (2, 1): '填报人：=HYPERLINK("http://x","张三")   电话：0527-84123456',
        (page.height + 1, 1): "注：“其他”含个体工商户12户。",
        (page.height + 2, 1): "审核人：李四",
    }
    write_book(folder / "tables.xlsx", [page.with_values(around)])
    (folder / "narrative.md").write_text(NARRATIVE, "utf-8")
    return folder


def test_it_is_read_and_checked_like_any_other(kit: Kit, hostile: Path) -> None:
    """A bureau without the power to make 规章, and the four tags left in its text: no more."""
    ended = kit("check", "2023", "hostile")
    assert (hostile / "tables.xlsx").is_file()
    assert ended.code == 5, ended.out
    assert "hostile  错误 4、警告 2、提示 0" in ended.out
    assert ended.out.count("警告 S1") == 2
    assert ended.out.count("错误 S13") == 4


@pytest.mark.usefixtures("hostile")
def test_its_page_is_whole_and_harmless(kit: Kit, workspace: Workspace) -> None:
    """Valid HTML without a script that runs, every figure in its cell, all typed as text."""
    assert kit("build", "2023", "hostile", "--to", "html,json").code == 5
    page = (workspace.report_folder(2023, "hostile") / "report.html").read_text("utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    filing = real_filing("suqian-2023")
    assert read_figures(page, form=form()) == {a: f.text for a, f in filing.figures.items()}
    assert re.findall(r"<script[^>]*>", page) == ['<script type="application/ld+json">']
    assert 'href="javascript' not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "某某市&lt;b&gt;数据&amp;“政务”&lt;/b&gt;" in page
    written = next(table for table in read_tables(page).values() if "渠道" in table.grid[0])
    assert written.grid[1:] == [["网络", "120", "=SUM(A1:A9)"], ["信函", "30", "<b>加粗</b>"]]
    for private in ("张三", "李四", "84123456", "tables.xlsx"):
        assert private not in page


@pytest.mark.usefixtures("hostile")
def test_its_pdf_is_whole(kit: Kit, workspace: Workspace) -> None:
    """The name is the title as it is, and report.json comes with it."""
    assert kit("build", "2023", "hostile").code == 5
    folder = workspace.report_folder(2023, "hostile")
    reader = pypdf.PdfReader(io.BytesIO((folder / "report.pdf").read_bytes()))
    assert reader.metadata is not None
    assert reader.metadata.title == f"{NAME}2023年政府信息公开工作年度报告"
    assert reader.attachments["report.json"] == [(folder / "report.json").read_bytes()]
    assert json.loads((folder / "report.json").read_bytes())["name"] == NAME


def test_a_report_in_the_superseded_form_is_built_and_told(kit: Kit, workspace: Workspace) -> None:
    """The old tables are shown as they were filled in, with S2 among the findings: exit 5."""
    old = form("2019")
    filing = balanced_filing(old, seed=3)
    folder = workspace.inputs(2023, "suqian")
    write_book(folder / "tables.xlsx", lay_out(filing, of=old))
    ended = kit("build", "2023", "suqian", "--to", "html,json")
    assert ended.code == 5
    output = workspace.report_folder(2023, "suqian")
    page = (output / "report.html").read_text("utf-8")
    assert read_figures(page, form=old) == {a: f.text for a, f in filing.figures.items()}
    review = json.loads((output / "review.json").read_bytes())
    assert review["edition"] == "2019"
    assert review["outcomes"]["S2"] == "broken"
    assert review["outcomes"]["R1"] == "holds"


def test_a_note_in_a_number_cell_stays_as_it_stands(kit: Kit, workspace: Workspace) -> None:
    """Page and review show the words, public data null, and the finding says where they belong."""
    filing = real_filing("suqian-2023")
    pages = lay_out(filing, of=form())
    page = next(p for p in pages if p.name == "表二")
    spot = page.spot("行政规范性文件")
    changed = page.with_values({(spot[0], spot[1] + 1): "109（其中修订16件）"})
    write_book(
        workspace.inputs(2023, "suqian") / "tables.xlsx",
        [changed if p.name == "表二" else p for p in pages],
    )
    assert kit("build", "2023", "suqian", "--to", "html,json").code == 5
    folder = workspace.report_folder(2023, "suqian")
    html = (folder / "report.html").read_text("utf-8")
    address = "t2.normative_documents.issued"
    assert read_figures(html, form=form())[address] == "109（其中修订16件）"
    assert json.loads((folder / "report.json").read_bytes())["figures"][address] is None
    review = json.loads((folder / "review.json").read_bytes())
    assert review["figures"][address]["raw"] == "109（其中修订16件）"
    assert address in {cell for finding in review["findings"] for cell in finding["cells"]}
