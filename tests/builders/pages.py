"""A public page from a published report's figures, with words of its own."""

from __future__ import annotations

from collections.abc import Mapping

from builders.filings import form, real_filing
from kit.export.page import render_page
from kit.source.filing import Filing
from kit.tables import build_table, render_table

FACTS: Mapping[str, object] = {
    "title": "宿迁市人民政府2023年政府信息公开工作年度报告",
    "agency": "宿迁市人民政府",
    "year": 2023,
    "published": "2024-03-29",
    "source_name": "宿迁市人民政府办公室",
    "site_name": "宿迁市人民政府",
    "site_url": "https://www.suqian.gov.cn/",
    "site_identifier": "3213000002",
    "column": "政府信息公开年报",
    "keywords": ["政府信息公开", "年度报告", "2023"],
    "description": "宿迁市人民政府2023年度政府信息公开工作情况。",
}
PREFACE = """
<p>本报告依据《中华人民共和国政府信息公开条例》（国务院令第711号）和《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制。报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等六部分组成。</p>
<p>本报告所列数据的统计期限自2023年1月1日至2023年12月31日。本报告电子版可在宿迁市人民政府网站（<a href="https://www.suqian.gov.cn/">www.suqian.gov.cn</a>）“政府信息公开年报”专栏下载。如有疑问，请与宿迁市人民政府办公室联系（地址：宿迁市洪泽湖路130号；邮编：223800）。</p>
"""
WORDS: Mapping[int, str] = {
    1: """
<p>2023年，全市各级行政机关深入贯彻落实《条例》，聚焦中心工作和群众关切，以公开促落实、促规范、促服务，政务公开标准化、规范化水平稳步提升。</p>
<h3>（一）主动公开情况</h3>
<p>围绕“四化”同步集成改革等重点领域，及时公开政策文件、财政信息和民生实事进展。全年制发规章2件、行政规范性文件109件，废止行政规范性文件489件，现行有效规章11件、行政规范性文件597件，<strong>均在门户网站集中公开</strong>。</p>
<h3>（二）依申请公开情况</h3>
<p>全市各级行政机关共收到政府信息公开申请3511件，上年结转96件。办理中做到：</p>
<ol><li>统一登记，当日受理；</li><li>会商研判，合法性审核；</li><li>按期答复，全程留痕。</li></ol>
<h4>1.申请人情况</h4>
<p>自然人申请3402件，占96.90%；法人或其他组织申请109件，占3.10%。</p>
<h3>（三）监督保障情况</h3>
<p>将政务公开纳入年度综合考核。培训场次见下表。</p>
<table><thead><tr><th scope="col">季度</th><th scope="col">场次</th></tr></thead>
<tbody><tr><td>一季度</td><td>2</td></tr><tr><td>二季度</td><td>3</td></tr></tbody></table>
""",
    5: """
<p>2023年，全市政府信息公开工作仍存在一些不足：一是部分单位主动公开的时效性有待加强；二是政策解读形式不够丰富；三是基层政务公开专业化水平有待提高。</p>
<blockquote><p>坚持以公开为常态、不公开为例外。</p></blockquote>
<p>下一步，将重点做好以下工作：<em>一是</em>完善主动公开目录动态调整机制；<em>二是</em>推动政策解读与政策文件同步组织、同步审签、同步部署；<em>三是</em>分级分类开展业务培训。</p>
""",
    6: "<p>按照《政府信息公开信息处理费管理办法》，2023年全市共收取信息处理费0元。</p>",
}


def sections_html(filing: Filing) -> list[str]:
    """Return the six sections, words and tables, as the page takes them."""
    of = form(filing.edition)
    sections = []
    for section in of.sections:
        html = f"<h2>{section.heading}</h2>{WORDS.get(section.number, '')}"
        if section.table:
            gt = build_table(filing, form=of, table=section.table)
            html += render_table(gt, table=of.tables[section.table])
        sections.append(html)
    return sections


def sample_page(name: str = "suqian-2023", **facts: object) -> str:
    """Return the page of a published report's tables."""
    sections = sections_html(real_filing(name))
    return render_page(dict(FACTS) | facts, preface_html=PREFACE, sections=sections)
