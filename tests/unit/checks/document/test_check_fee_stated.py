"""The fee for handling requests is stated and not denied beside an amount."""

from __future__ import annotations

import pytest
from builders.said import findings_said, of_rule

WRONG = [
    (6, "未收取信息处理费，收费金额为300元。"),
    (6, "发出收费通知0件，收取信息处理费300元。"),
    (6, "无其他需要报告的事项。"),
    (6, "严格执行《政府信息公开信息处理费管理办法》。"),
    (6, "本年度未收取信息处理费。发出缴费通知1件，收取信息处理费300元。"),
]
RIGHT = [
    (6, "本年度未收取信息处理费。"),
    (6, "发出收费通知0件，总金额0元，未收取信息处理费。"),
    (6, "发出收费通知书2件，收取信息处理费300元。"),
    (6, "依据《政府信息公开信息处理费管理办法》，未收取费用。"),
    (6, "本年度依据《政府信息公开信息处理费管理办法》收取信息处理费2宗共计620元。"),
    (6, "2022年未收取信息处理费。上年收取信息处理费300元。"),
    (6, "本机关未收取信息处理费。全市各单位共收取信息处理费300元。"),
    (6, "因未收到申请，未产生信息处理费。"),
    (6, "按照规定每件收取100元，本年度未收取信息处理费。"),
    (6, "本年度依申请公开信息处理费：0元。"),
    (6, "2021年收取信息处理费的情况：无。"),
    (6, "收取信息处理费4件1260元，其中市公安局2件620元，澄阳县1件300元，望江区1件340元。"),
    (6, "没有减免，收取信息处理费300元。"),
]


@pytest.mark.parametrize(("number", "said"), WRONG)
def test_what_is_wrong_is_found(number: int, said: str) -> None:
    """A title is no statement, and nothing collected has no amount."""
    assert of_rule(findings_said(said, number=number), "X6")


@pytest.mark.parametrize(("number", "said"), RIGHT)
def test_what_is_right_is_left_alone(number: int, said: str) -> None:
    """Rates, other years and other bodies have amounts of their own."""
    assert of_rule(findings_said(said, number=number), "X6") == []
