"""A correction of a published report, and pictures of figures, as pages show them."""

from __future__ import annotations

from typing import Any

#: As ``report.json`` has it: one figure, one sentence added, one left out.
CORRECTION: dict[str, Any] = {
    "date": "2024-04-12",
    "reason": "台账漏记一件跨年办结的申请。",
    "items": (
        {"what": "表三“新收”自然人", "before": "3401", "after": "3402"},
        {"what": "第五部分第二段", "before": "", "after": "基层培训有待加强"},
        {"what": "第六部分", "before": "附表见网站", "after": ""},
    ),
}
#: What a reader is told of it, line by line.
TOLD = (
    "更正说明",
    "本报告于2024年4月12日更正后重新发布。更正原因：台账漏记一件跨年办结的申请。",
    "1.表三“新收”自然人：由“3401”更正为“3402”。",
    "2.第五部分第二段：增加“基层培训有待加强”。",
    "3.第六部分：删去“附表见网站”。",
)
#: The same as ``report.yaml`` has it, for a report published on the day given.
AS_YAML = """\
correction:
  date: {date}
  reason: 台账漏记一件申请
  items:
  - {{what: 表三“新收”总计, before: 1, after: 0}}
"""
#: A picture as the page shows it.
CHART = (
    '<figure class="chart" id="chart-received"><svg role="img" aria-labelledby="a b">'
    '<title id="a">收到的申请</title><text>画里的字</text></svg>'
    "<figcaption>历年收到的申请</figcaption><details><summary>图中的数</summary>"
    '<table><thead><tr><th scope="col">年度</th><th scope="col">件数</th></tr></thead>'
    "<tbody><tr><td>2022</td><td>15</td></tr></tbody></table></details></figure>"
)
