"""Ledgers as offices keep them that cannot be counted, each with what must be said of it."""

from __future__ import annotations

from collections.abc import Iterator

from builders.office_sheets import OfficeLedger, sheet


def _undated() -> OfficeLedger:
    """Give days without a year: which year it was nobody can know."""
    rows: list[list[object]] = [
        ["收文日期", "主体类型", "办理情况", "办结时间"],
        ["3月5日", "个人", "予以公开", "3月9日"],
        ["3.6", "个人", "予以公开", "2022.3.9"],
    ]
    return OfficeLedger(
        name="days without a year",
        pages=(sheet("三月", *rows),),
        said=("三月 A2、D2、A3：应为日期，实为缺年份", "2022年1月5日"),
    )


def _other_headings() -> OfficeLedger:
    """Give headings nobody else has: the nearest are named, with a line to paste."""
    rows: list[list[object]] = [
        ["来函日期", "来函人", "来函人属性", "处置", "复信日"],
        ["2022.3.1", "某某", "自然人", "予以公开", "2022.3.9"],
        ["2022.3.2", "某某", "公民", "信息不存在", "2022.3.10"],
    ]
    return OfficeLedger(
        name="headings of its own",
        pages=(sheet("申请", *rows),),
        said=(
            "申请 第 1 行（依申请公开台账）：应有“收到日期”一列，没有。最接近的是“来函日期”（A1）",
            "应有“答复日期”一列，没有。最接近的是“复信日”（E1）",
            "requests: {received: [来函日期], applicant: [来函人属性], outcome: [处置],",
        ),
    )


def _one_other_heading() -> OfficeLedger:
    """Give one heading of four is its own."""
    rows: list[list[object]] = [
        ["收到日期", "申请人类型", "处置口径", "答复日期"],
        ["2022.3.1", "自然人", "予以公开", "2022.3.9"],
    ]
    return OfficeLedger(
        name="one heading of its own",
        pages=(sheet("办件", *rows),),
        said=(
            "办件 第 1 行（依申请公开台账）：应有“答复类型”一列，没有。最接近的是“处置口径”（C1）",
            "收到日期 A1、申请人类型 B1、答复日期 D1",
            "ledger: {columns: {requests: {outcome: [处置口径]}}}",
        ),
    )


def _counted() -> OfficeLedger:
    """Give numbers where a tick must be: sums of a month are no rows of requests."""
    rows: list[list[object]] = [
        ["收到日期", "自然人", "商业企业", "其他", "答复类型", "答复日期"],
        ["2022.1.31", 3, 1, 0, "予以公开", "2022.2.9"],
    ]
    return OfficeLedger(
        name="sums of a month",
        pages=(sheet("统计", *rows),),
        said=("B2–D2：应为已知的申请人类型，实为“打勾以外的内容；商业企业”",),
    )


def _unknown_words() -> OfficeLedger:
    """Give wordings of an office's own."""
    rows: list[list[object]] = [
        ["收到日期", "申请人类型", "答复类型", "答复日期"],
        ["2022.3.1", "自然人", "窗口查阅", "2022.3.9"],
        ["2022.3.2", "自然人", "窗口查阅", "2022.3.9"],
        ["2022.3.3", "自然人", "窗口查阅", "2022.3.9"],
        ["2022.3.4", "自然人", "不予公开", "2022.3.9"],
    ]
    return OfficeLedger(
        name="wordings of its own",
        pages=(sheet("申请", *rows),),
        said=(
            "C2–C4：应为已知的答复类型，实为“窗口查阅”。最接近的有：",
            "ledger: {wordings: {outcomes: {窗口查阅: ",
            "C5：应为已知的答复类型，实为只写了大类，没有写明是其中哪一种。可以是：属于国家秘密、",
        ),
    )


def refused_ledgers() -> Iterator[OfficeLedger]:
    """Yield the ledgers."""
    yield from (_undated(), _other_headings(), _one_other_heading(), _counted(), _unknown_words())
