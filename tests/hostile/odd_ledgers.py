"""Ledgers of odd cells under true headings, and of true ones under odd headings."""

from __future__ import annotations

from random import Random

from builders.ledgers import HEADINGS
from builders.spreadsheets import Page, xlsx_content

_CELLS = (
    *(
        None,
        "",
        0,
        -1,
        1899,
        10000,
        1e300,
        1.5,
        True,
        False,
        "2022-02-30",
        "0000-01-01",
        "9999-12-31",
    ),
    *(
        "2022年13月1日",
        44621,
        44621.99,
        -44621,
        2958466,
        "44621",
        "2022.3.1",
        "二〇二二年三月一日",
        "1e5",
    ),
    *(
        "自然人",
        "商业企业",
        "外星人",
        "予以公开",
        "不知道",
        "甲" * 30_000,
        "\u202e2022-03-01",
        "=1+1",
        "#REF!",
    ),
    *(
        "\u200b",
        "2022-03-01\n2022-03-02",
        "2022-03-01至2022-03-09",
        "同上",
        "〃",
        "-",
        "/",
        "合计",
        "共5件",
    ),
)
_HEADINGS = (*HEADINGS, "", None, "收到日期", "答复日期", "备注", "案号", "甲" * 5000, 5, "\u200b")


def odd_ledger(rng: Random) -> bytes:
    """Write a ledger of odd cells under true headings, or the other way round."""
    width = rng.choice((1, 3, len(HEADINGS), 40))
    is_true = rng.random() < 0.7
    heads = list(HEADINGS) if is_true else [rng.choice(_HEADINGS) for _ in range(width)]
    odd = [rng.choice(_CELLS) for _ in range(rng.choice((1, 2, 5)))]
    rows = [
        [rng.choice(odd) if rng.random() < 0.4 else "2022-03-01" for _ in heads]
        for _ in range(rng.choice((1, 2, 30)))
    ]
    cells = {(r, c): value for r, row in enumerate([heads, *rows]) for c, value in enumerate(row)}
    merges = ((rng.randint(0, 2), 0, rng.randint(1, 3), rng.randint(2, 4)),)
    name = rng.choice(("依申请公开", "行政复议", "Sheet1", "规范性文件", "收费"))
    return xlsx_content([Page(name=name, values=cells, merges=rng.choice(((), merges)))])
