"""Which circular a report relies on."""

from __future__ import annotations

import pytest
from builders.said import findings_said, of_rule

WRONG = [
    (0, "根据国办公开办函（2019）60 号编制。"),
    (0, "根据国办函〔2021〕30号编制。"),
    (0, "根据国办公开办〔2021〕30号编制。"),
    (0, "根据国办公开办函【2019】60号编制。"),
    (0, "根据国办发〔2019〕60号编制年度报告。"),
    (1, "按照国办函〔2021〕30号的年度报告格式填报。"),
    (0, "按照年度报告格式(试行)编制。"),
    (0, "按照《中华人民共和国政府信息公开工作年度报告格式》（试行）编制。"),
]
RIGHT = [
    (0, "根据国办公开办函[2021]30号编制。"),
    (0, "根据国办公开办函【2021】30号编制。"),
    (1, "落实国办发〔2021〕30号文件要求。"),
    (0, "《年度报告格式（试行）》同时废止。"),
    (0, "按照《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"),
    (0, "《云川市信息公开指南（试行）》"),
    (0, "根据《云川市政府办公室关于政府信息公开工作年度报告有关事项的通知》编制。"),
]


@pytest.mark.parametrize(("number", "said"), WRONG)
def test_what_is_wrong_is_found(number: int, said: str) -> None:
    """A superseded circular is known by number or title, and one written wrong is found."""
    assert of_rule(findings_said(said, number=number), "S2")


@pytest.mark.parametrize(("number", "said"), RIGHT)
def test_what_is_right_is_left_alone(number: int, said: str) -> None:
    """The circular in force and other documents may be cited."""
    assert of_rule(findings_said(said, number=number), "S2") == []
