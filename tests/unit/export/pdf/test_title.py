"""A title's words, which no line breaks."""

import pytest

from kit.export.pdf.inline import Inline, plain_text
from kit.export.pdf.title import title_words

LONG = "广西壮族自治区人力资源和社会保障厅机关事业单位社会保险中心"


def _wholes(body: Inline, *, agency: str) -> list[str]:
    words = title_words(body, agency=agency)
    return [plain_text([node]) for node in words if not isinstance(node, str) and node["body"]]


def test_an_agency_s_name_is_a_whole() -> None:
    """Whatever words are in it, it is not broken where it fits on a line."""
    wholes = _wholes(["杭州市钱塘区人民政府办公室工作报告"], agency="杭州市钱塘区人民政府办公室")
    assert wholes == ["杭州市钱塘区人民政府办公室", "工作", "报告"]


def test_the_words_of_a_report_s_name_are_wholes() -> None:
    """年度报告 is longer than 年度, and goes before it."""
    wholes = _wholes(["2023年政府信息公开工作年度报告"], agency="某局")
    assert wholes == ["政府信息公开", "工作", "年度报告"]


@pytest.mark.parametrize(
    ("agency", "wholes"),
    [
        (LONG, ["广西壮族自治区", "人力资源和社会保障厅", "社会保险中心"]),
        (
            "内蒙古自治区鄂尔多斯市准格尔旗人民政府办公室政务公开科",
            ["内蒙古自治区", "鄂尔多斯市", "准格尔旗", "人民政府", "办公室"],
        ),
        (
            "浙江省杭州市钱塘区经济信息化和科学技术局（数据局）",
            ["浙江省", "杭州市", "钱塘区", "经济信息化和科学技术局"],
        ),
    ],
)
def test_a_name_longer_than_a_line_breaks_after_places_and_between_words(
    agency: str, wholes: list[str]
) -> None:
    """A name that no line holds has to break somewhere."""
    assert _wholes([agency], agency=agency)[: len(wholes)] == wholes


def test_no_word_is_lost() -> None:
    """What is no known word stays as it was, breaks included."""
    body: Inline = [LONG, {"tag": "br", "body": []}, "关于2023年某事的说明"]
    assert plain_text(title_words(body, agency=LONG)) == plain_text(body)
