"""Ledgers as real offices keep them, each with what it must come to."""

from __future__ import annotations

from collections.abc import Iterator

from builders.office_sheets import OfficeLedger, figures, sheet


def _ticked() -> OfficeLedger:
    """Give two rows of headings, applicants ticked, subtotals, a remark, a signature."""
    head: list[list[object]] = [
        ["某县自然资源局2022年度政府信息公开申请办理台账"],
        ["填报单位：某县自然资源局", *[None] * 8, "单位：件"],
        ["序号", "收到申请日", "申请人类型", *[None] * 5, "答复日", "答复结果", "备注"],
        [None, None, "公民", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
    ]
    rows: list[list[object]] = [
        [1, "2022.1.5", "√", None, None, None, None, None, "2022.1.20", "商业秘密不予公开"],
        [2, "2022.3.5", None, "√", None, None, None, None, "2022.3.9", "未补正视为自动放弃"],
        ["一季度小计", None, 1, 1, None, None, None, None, None, None],
        [],
        [3, "2022.5.6", None, None, None, None, "✓", None, "2022.5.9", "重复申请不予答复处理"],
        [4, "2022.6.1", "√", None, None, None, None, None, None, None],
        ["合计", None, 2, 1, 0, 0, 1, 0, None, None],
        ["注：本表统计截至2022年12月31日。"],
        ["填表人：某某", None, None, None, "审核人：某某"],
    ]
    merges = [(0, 0, 1, 11), (2, 0, 2, 1), (2, 1, 2, 1), (2, 2, 1, 6), (2, 8, 2, 1), (2, 9, 2, 1)]
    return OfficeLedger(
        name="ticked",
        pages=(sheet("2022年", *head, *rows, merges=merges),),
        figures=figures(
            {"natural_person": 2, "enterprise": 1, "legal_service": 1},
            carried_out=1,
            denied_third_party=1,
            other_not_corrected=1,
            unprocessed_duplicate=1,
        ),
        noted=("合计行", "注释或签名"),
    )


def _ticked_outcomes() -> OfficeLedger:
    """Give both applicants and answers ticked, with 1 and 是, the answers under their groups."""
    head: list[list[object]] = [
        ["登记号", "收件时间", "申请人", None, "办理结果", *[None] * 5, "答复时间"],
        [None, None, None, None, "予以公开", "部分公开", "不予公开", None, "无法提供", None],
        [
            None,
            None,
            "自然人",
            "法人或其他组织（商业企业）",
            None,
            None,
            "国家秘密",
            "过程性信息",
            "不掌握",
            "需另行制作",
        ],
    ]
    rows: list[list[object]] = [
        ["甲-1", 44566, 1, 0, 1, None, None, None, None, None, 44570],
        ["甲-2", 44567, None, "是", None, None, None, "是", None, None, 44571],
        ["甲-3", 44568, "1", None, None, None, None, None, "1", None, 44572],
    ]
    merges = [(0, 2, 2, 2), (0, 4, 1, 6), (1, 6, 1, 2), (1, 8, 1, 2), (0, 10, 3, 1)]
    return OfficeLedger(
        name="ticked outcomes",
        pages=(sheet("台账", *head, *rows, merges=merges),),
        figures=figures(
            {"natural_person": 2, "enterprise": 1},
            granted=1,
            denied_deliberative=1,
            unavailable_not_held=1,
        ),
    )


def _monthly() -> OfficeLedger:
    """Give a sheet a month, its own numbers from 1 on, some empty lines, a month without any."""
    heading = [
        "编号",
        "申请人姓名",
        "申请人身份",
        "申请时间",
        "回复时间",
        "答复意见",
        "不予公开理由",
    ]
    pages = [
        sheet(
            f"{month}月",
            [f"{month}月依申请公开登记"],
            heading,
            [1, "某某", "村民", f"2022年{month}月5日", f"2022年{month}月15日", "信息不存在"],
            [],
            [
                2,
                "某公司",
                "公司",
                f"2022-{month:02}-08",
                f"2022/{month}/18",
                "不予公开",
                "内部事务",
            ],
        )
        for month in (1, 2, 3)
    ]
    none = sheet("4月", ["4月依申请公开登记"], heading, ["无"])
    return OfficeLedger(
        name="a sheet a month",
        pages=(*pages, none),
        figures=figures(
            {"natural_person": 3, "enterprise": 3},
            unavailable_not_held=3,
            denied_internal_affairs=3,
        ),
    )


def _merged_days() -> OfficeLedger:
    """Give one person's three requests of one day: day and applicant merged, answers apart."""
    rows: list[list[object]] = [
        ["登记号", "收到申请日期", "申请人", "申请人性质", "申请内容", "答复日期", "答复情况"],
        ["2022-1", "2022.3.1", "某某", "自然人", "甲", "2022.3.10", "予以公开"],
        ["2022-2", None, None, None, "乙", "2022.3.11", "不属于我局职责范围"],
        ["2022-3", None, None, None, "丙", "2022.3.12", "信访事项不予处理"],
        ["2022-4", "2022.4.1", "某所", "律师事务所", "丁", "2022.4.8", "予以公开"],
    ]
    merges = [(1, column, 3, 1) for column in (1, 2, 3)]
    return OfficeLedger(
        name="merged days",
        pages=(sheet("申请", *rows, merges=merges),),
        figures=figures(
            {"natural_person": 3, "legal_service": 1},
            granted=2,
            unavailable_not_held=1,
            unprocessed_petition=1,
        ),
    )


def _two_lines() -> OfficeLedger:
    """Give a request told on two lines for two sections of the office, all else merged."""
    rows: list[list[object]] = [
        ["序号", "登记日期", "申请人类别", "承办科室", "办结日期", "处理结果"],
        [1, "2022.3.1", "公民", "法规科", "2022.3.10", "区分处理后公开"],
        [None, None, None, "规划科", None, None],
        [2, "2022.3.2", "企业", "法规科", "2022.3.12", "过程性信息不予公开"],
    ]
    merges = [(1, column, 2, 1) for column in (0, 1, 2, 4, 5)]
    return OfficeLedger(
        name="a request on two lines",
        pages=(sheet("登记簿", *rows, merges=merges),),
        figures=figures(
            {"natural_person": 1, "enterprise": 1}, partly_granted=1, denied_deliberative=1
        ),
        noted=("与上一行合并",),
    )


def _exported() -> OfficeLedger:
    """Give a system's export: text with the time of day, categories with their groups."""
    rows: list[list[object]] = [
        ["申请编号", "提交时间", "申请人分类", "受理状态", "答复类型", "答复时间"],
        ["N1", "2022-03-05 10:22:33", "公民", "已办结", "公开", "2022-03-09 08:00:00"],
        [
            "N2",
            "2022-03-06 11:00:01",
            "法人/其他组织-科研机构",
            "已办结",
            "不予公开-属于行政执法案卷",
            "2022-03-19 08:00:00",
        ],
        ["N3", "2022-12-30 09:00:00", "法人/其他组织-其他", "办理中", "办理中", ""],
    ]
    return OfficeLedger(
        name="a system's export",
        pages=(sheet("导出", *rows),),
        suffix=".csv",
        figures=figures(
            {"natural_person": 1, "research": 1, "other": 1},
            carried_out=1,
            granted=1,
            denied_enforcement_file=1,
        ),
    )


def _cases() -> OfficeLedger:
    """Give reconsideration and litigation apart, results ticked."""
    results = ["维持", "纠正", "其他", "尚未审结"]
    review = sheet(
        "行政复议",
        ["序号", "复议案号", "受理时间", "决定书日期", "复议结果"],
        [None, None, None, None, *results],
        [1, "复1", "2022.2.1", "2022.4.1", "√"],
        [2, "复2", "2022.11.1", None, None, None, None, "√"],
        merges=[(0, 4, 1, 4)],
    )
    suits = sheet(
        "行政诉讼",
        ["案号", "立案日期", "是否经过复议", "裁判日期", "裁判结果"],
        ["行1", "2022.3.1", "否", "2022.8.1", "判决驳回原告全部诉讼请求"],
        ["行2", "2022.5.1", "是", "2022.9.1", "裁定准许撤回起诉"],
    )
    return OfficeLedger(
        name="cases",
        pages=(review, suits),
        figures={
            "t4.reconsideration.upheld": 1,
            "t4.reconsideration.pending": 1,
            "t4.reconsideration.total": 2,
            "t4.litigation_direct.upheld": 1,
            "t4.litigation_direct.total": 1,
            "t4.litigation_after_reconsideration.other": 1,
            "t4.litigation_after_reconsideration.total": 1,
        },
    )


def _documents_and_fees() -> OfficeLedger:
    """Give a register of documents, decisions by month with a sum, fees by month."""
    register = sheet(
        "规范性文件目录",
        ["序号", "文件名称", "发文字号", "印发时间", "失效时间"],
        [1, "某办法", "某政规〔2019〕1号", "2019年5月1日", "2022年6月1日"],
        [2, "某细则", "某政规〔2022〕2号", "2022年7月1日", "/"],
    )
    months = [[f"{month}月", month, month + 1, 0] for month in range(1, 13)]
    decisions = sheet(
        "行政执法月报",
        ["月份", "许可件数", "处罚件数", "强制件数"],
        *months,
        ["合计", 78, 90, 0],
    )
    fees = sheet("收费", ["月份", "项目", "金额（万元）"], ["1月", "某费", 1.5], ["2月", "某费", 2])
    return OfficeLedger(
        name="documents, decisions and fees",
        pages=(register, decisions, fees),
        figures={
            "t2.normative_documents.issued": 1,
            "t2.normative_documents.repealed": 1,
            "t2.normative_documents.in_force": 1,
            "t2.licensing.decisions": 78,
            "t2.penalties.decisions": 90,
            "t2.fees.amount": "3.5",
        },
        noted=("合计行",),
    )


def _three_rows() -> OfficeLedger:
    """Give headings over three rows, days and types of applicants under groups of groups."""
    rows: list[list[object]] = [
        ["某局台账"],
        ["序号", "申请情况", None, None, None, "办理情况"],
        [None, "收到申请", "申请人类型", None, None, "答复", "答复类型"],
        [None, "日期", "自然人", "法人或其他组织", None, "日期", None],
        [None, None, None, "商业企业", "其他"],
        [1, "2022/3/1", "√", None, None, "2022/3/9", "予以公开"],
        [2, "2022/3/1", None, "√", None, "2022/3/9", "未检索到相关信息"],
    ]
    merges = [(0, 0, 1, 7), (1, 1, 1, 4), (1, 5, 1, 2), (2, 2, 1, 3), (3, 3, 1, 2), (3, 2, 2, 1)]
    return OfficeLedger(
        name="headings over three rows",
        pages=(sheet("台账", *rows, merges=merges),),
        figures=figures({"natural_person": 1, "enterprise": 1}, granted=1, unavailable_not_held=1),
    )


def _month_not_read() -> OfficeLedger:
    """Give a month whose headings nobody knows beside one that can be read."""
    head = ["收到日", "申请人类型", "答复类型", "答复日"]
    row = ["2022.3.1", "公民", "予以公开", "2022.3.9"]
    return OfficeLedger(
        name="a month not read",
        pages=(sheet("1月", head, row), sheet("2月", ["来", "谁", "怎么办", "去"], row, row)),
        figures=figures({"natural_person": 1}, granted=1),
        noted=("台账.xlsx 2月：标题不像台账，没有计入。",),
    )


def office_ledgers() -> Iterator[OfficeLedger]:
    """Yield the ledgers that can be counted."""
    yield from (_ticked(), _ticked_outcomes(), _monthly(), _merged_days(), _two_lines())
    yield from (_exported(), _cases(), _documents_and_fees(), _three_rows(), _month_not_read())
