"""Whose names a text gives as its own: a town's and a city bureau's."""

from __future__ import annotations

import pytest
from builders.said import findings_said, of_rule

TOWN = {"name": "澄阳县石桥镇人民政府", "short_name": "石桥镇", "kind": "town", "level": "town"}
POLICE = {"name": "云川市公安局", "short_name": "市公安局", "kind": "department", "level": "city"}
WRONG = [
    (TOWN, 0, "本报告电子版可在宁国市人民政府网站下载。"),
    (TOWN, 0, "本报告电子版可在宁国市人民政府门户网站（www.ningguo.gov.cn）下载。"),
    (TOWN, 0, "可登录“中国·宁国”门户网站查阅"),
    (TOWN, 0, "请与宁国市港口镇党政综合办联系（电话1）"),
    (TOWN, 1, "2022年，港口镇认真贯彻。"),
    (TOWN, 1, "我局高度重视政务公开。"),
    (POLICE, 1, "2024年，江浦市公安局党委高度重视政务公开"),
    (POLICE, 0, "云川市卫生健康委员会现向社会公布2024年政府信息公开工作年度报告。"),
    (POLICE, 5, "江浦市公安局存在问题：一是不足。"),
    (POLICE, 5, "我委将对复议被纠正的医院逐案复盘。"),
    (POLICE, 5, "对单位逐案复盘，江浦市卫生健康委将加强指导"),
    (POLICE, 0, "可在江浦市公安局网站（gaj.jiangpu.gov.cn）下载。"),
    (POLICE, 0, "登录江浦市人民政府门户网站查阅。"),
    (POLICE, 0, "江浦市公安局根据《条例》编制本报告。"),
    (POLICE, 0, "请联系江浦市公安局法制支队，电话：1。"),
]
RIGHT = [
    (TOWN, 0, "可登录“中国·澄阳”门户网站查阅"),
    (TOWN, 0, "请与石桥镇党政综合办联系（电话1）"),
    (TOWN, 0, "电子版可在澄阳县人民政府门户网站下载。"),
    (TOWN, 0, "本报告可在江西政务服务网、江西省人民政府网站下载。"),
    (TOWN, 0, "地址：饶州市澄阳县石桥镇人民路6号。"),
    (TOWN, 0, "地址：宁国市人民路6号。"),
    (TOWN, 0, "可在饶州市人民政府网站下载。市政府办公室统一公布。"),
    (TOWN, 1, "我镇高度重视政务公开，基本局面良好。"),
    (TOWN, 5, "赴宁国市港口镇考察学习。"),
    (TOWN, 0, "本报告由石桥镇人民政府编制。"),
    (TOWN, 0, "本报告由石桥镇编制。"),
    (TOWN, 0, "本报告由石桥编制。"),
    (POLICE, 1, "2024年，云川市公安局党委高度重视政务公开"),
    (POLICE, 1, "2024年，市公安局党委高度重视政务公开"),
    (POLICE, 5, "云川市公安局存在问题：一是不足。"),
    (POLICE, 5, "赴宁国市公安局考察学习政务公开经验。"),
    (POLICE, 5, "与江浦市公安局签订警务协作协议。"),
    (POLICE, 5, "参照《江苏省政府信息公开申请办理答复规范》，制定指引。"),
    (POLICE, 5, "委托我委员会处理。"),
    (POLICE, 0, "云川公安局编制本报告。"),
    (POLICE, 0, "云川市公安局依据《条例》编制本报告。"),
    (POLICE, 0, "云川市公安局根据《条例》要求，向社会公布2024年度政府信息公开工作年度报告。"),
    (POLICE, 0, "根据《条例》，现向社会公布2024年政府信息公开工作年度报告。"),
    (POLICE, 5, "澄阳县公安局根据整改意见更新了目录。"),
    (POLICE, 0, "本报告由云川公安局编制。"),
    (POLICE, 0, "本报告由市局编制。"),
    (POLICE, 0, "请与云川市公安局办公室联系。"),
    (POLICE, 0, "地址：江浦市人民路1号。"),
    (POLICE, 5, "配合江浦市公安局侦破案件3起。"),
    (POLICE, 5, "江浦市公安局来我局交流。"),
    (POLICE, 5, "针对省公安厅指出的问题，督促澄阳县公安局将目录更新。"),
    (POLICE, 5, "2024年，澄阳县公安局收到申请最多。"),
    (POLICE, 5, "各分局存在答复不规范的问题。"),
]


@pytest.mark.parametrize(("agency", "number", "said"), WRONG)
def test_another_bodys_names_are_found(agency: dict[str, object], number: int, said: str) -> None:
    """A site, a contact or a subject of another place, and a body that calls itself wrong."""
    assert of_rule(findings_said(said, number=number, agency=agency), "S10")


@pytest.mark.parametrize(("agency", "number", "said"), RIGHT)
def test_its_own_and_others_spoken_of_are_left_alone(
    agency: dict[str, object], number: int, said: str
) -> None:
    """Short names, addresses elsewhere, visits, agreements and standards are right."""
    assert of_rule(findings_said(said, number=number, agency=agency), "S10") == []
