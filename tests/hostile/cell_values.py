"""What a cell, its place or its type may say in a workbook that somebody spoilt."""

from __future__ import annotations

LONG = "9" * 400
REFERENCES = (
    *(
        "A99999999",
        "XFDA1048576",
        "a9999999",
        "D0",
        "",
        "5",
        "D",
        "D-5",
        "D5:E6",
        "$D$5",
        "IV70000",
    ),
    *(
        "XFD1048576",
        "XFD1048577",
        "AAAAAAAAAAAA1",
        f"A{LONG}",
        "D５",
        "Ａ5",
        " D5",
        "D5 ",
        "D05",
        "A1",
    ),
)
TYPES = ("s", "b", "e", "str", "inlineStr", "d", "n", "xx", "", "S", "9" * 500)
VALUES = (
    *(
        "1e999",
        "-1",
        "NaN",
        "INF",
        "-INF",
        "1e308",
        "0x10",
        "９",
        "1,5",
        LONG,
        "",
        " 5 ",
        "5 5",
        "1E2",
    ),
    *(
        "--",
        "7" * 1_000_000,
        "4.99999999999999999999",
        "0.1",
        "-0",
        "+5",
        "1_000",
        "5件",
        "五",
        "٥",
        "1e-400",
    ),
    *(
        "&#0;",
        "&#8;",
        "&#xFFFE;",
        "&#xD800;",
        "\u202e5",
        "\u200b5",
        "5\u00a0",
        "\ufeff5",
        "TRUE",
        "#REF!",
    ),
)
RANGES = (
    *(
        "A1:XFD1048576",
        "A1:A1",
        "Z9:A1",
        ":::",
        "A1",
        "",
        "A99999999:B99999999",
        "A1:Z99",
        "B2:C3 D4:E5",
    ),
    *("D5:E6", "A0:B1", f"A1:B{LONG}", "-1:-1", "A:A", "1:1", "甲1:乙2"),
)
