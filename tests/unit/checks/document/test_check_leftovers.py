"""What a template or a program left in the text."""

from __future__ import annotations

import pytest
from builders.said import findings_said, of_rule

WRONG = [
    (5, "共｛｛t3.granted.total｝｝件"),
    (5, "共{ t3.x }件"),
    (5, "共t3.granted.total件"),
    (5, "<p>文字</p>"),
    (5, "文字<br/>"),
    (5, '<div class="a">文字'),
    (5, "文字&nbsp;文字"),
    (5, "![](a.png)"),
    (5, "\\!\\[\\](a.png)"),
    (5, "文字[^1]。"),
    (5, "文字\\[^1\\]。"),
    (5, "____存在的主要问题"),
    (5, "××镇存在"),
    (5, "XXX镇人民政府"),
    (5, "【填写要求：不超过500字】"),
    (5, "（请结合本单位实际填写）"),
    (5, "（文字描述）"),
    (5, "填报说明：本部分应具体"),
    (5, "(请填写)"),
    (5, "（不超过1000字）"),
    (5, "（此处填写本单位情况）"),
    (5, "（单位名称）存在"),
    (5, "（如无请填0）"),
    (5, "«单位名称»"),
    (5, "${name}"),
    (5, "<%= x %>"),
    (5, "共#REF!件"),
    (5, "共NaN件"),
    (5, "（待补充）"),
    (5, "[图片]"),
    (5, "错误！未找到引用源。"),
    (5, "\\*\\*镇存在"),
    (5, "□□镇"),
    (5, "\\{\\{ count \\}\\}"),
    (5, "共&#12;件"),
    (5, "last.t3.x.y"),
    (5, "t2.*.x"),
    (5, "写作要求：具体"),
    (5, "（本部分不少于300字）"),
    (5, "&lt;b&gt;"),
]
RIGHT = [
    (5, "%E"),
    (5, "3×4米"),
    (5, "邮箱a_b__c@163.com"),
    (5, "__加粗__文字"),
    (5, "**加粗**"),
    (5, "电话138××××1234"),
    (5, "【主动公开】栏目"),
    (5, "（如有）"),
    (5, "（含乡镇）"),
    (5, "A&B公司"),
    (5, "PM2.5<35微克"),
    (5, "3<5且7>6"),
    (5, "二〇〇八年"),
    (5, "[县政府网站](http://www.a.gov.cn)"),
    (5, "t3班车"),
    (5, "公开信息（详见附件）"),
    (5, "申请公开（需提供身份证明）"),
    (5, "申请书（应写明事项）"),
    (5, "申请人（可委托他人说明情况）"),
    (5, "http://www.a.gov.cn/t3.html/t3.a.b"),
    (5, "【请输入】"),
    (5, "12**34"),
    (5, "李\\*\\*提出"),
    (5, "（请注明）"),
    (5, "（可在网站查阅说明）"),
    (5, "视频时长不超过30字"),
    (5, "标题（不超过20字）规范"),
    (5, "第3.t2"),
]


@pytest.mark.parametrize(("number", "said"), WRONG)
def test_what_is_wrong_is_found(number: int, said: str) -> None:
    """Markup, addresses of cells and remarks to whoever fills in are found in any syntax."""
    assert of_rule(findings_said(said, number=number), "S13")


@pytest.mark.parametrize(("number", "said"), RIGHT)
def test_what_is_right_is_left_alone(number: int, said: str) -> None:
    """Brackets, signs and numbers of real text are left alone."""
    assert of_rule(findings_said(said, number=number), "S13") == []
