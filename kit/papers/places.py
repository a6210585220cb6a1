"""Where something is wrong, as people say it who see paper and no files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kit.export.review import spoken_keys
from kit.form import Form
from kit.form.address import split_last

#: What stands in a file of parameters, by the key that messages name.
_KEYS = {"published": "发布日期", "correction": "更正说明", "accepted": "保留的说明"}
#: A file at the beginning of a place, and the key behind it.
_FILE = re.compile(
    r"^[\w.\-/]+\.(?:xlsx|xls|md|txt|docx|yaml|json|csv|ods|et)(?:[ !]+(?P<rest>.*))?$"
)
#: What people call the files of a report who see paper alone.
_FILES = {
    "narrative.md": "正文",
    "narrative.txt": "正文",
    "narrative.docx": "正文",
    "tables.xlsx": "表格",
    "ledger.xlsx": "台账",
    "rollup.json": "汇总",
}
_NAMED = re.compile("|".join(map(re.escape, _FILES)))
_LINE = re.compile(r"^第 \d+ [行段](?:起)?")
_KEY = re.compile(r"^(?P<key>[a-z_]+)\b.*$", re.DOTALL)
_FEW = 3


def plain_place(message: str) -> str:
    """Return the place that a message begins with, without files and lines of files.

    Examples
    --------
    >>> plain_place("tables.xlsx 表三 D5（自然人）：应为 3，实为 2。")
    '表三 D5（自然人）'
    >>> plain_place("report.yaml published：应不晚于 2025-01-31。")
    '发布日期'
    >>> plain_place("narrative.docx 第 9 段“收到申请15件”：表三是 12。")
    '“收到申请15件”'
    """
    where = message.partition("：")[0]
    found = _FILE.match(where)
    if not found:
        return where
    rest = found["rest"] or ""
    named = _KEY.match(rest)
    if named:
        return _KEYS.get(named["key"], "填报的参数")
    return _LINE.sub("", rest) or "全文"


def plain_words(text: str) -> str:
    """Return *text* without the names of files and of their keys.

    Examples
    --------
    >>> plain_words("tables.xlsx 表三 D5 没有填")
    '表格 表三 D5 没有填'
    """
    return _NAMED.sub(lambda found: _FILES[found[0]], spoken_keys(text))


def finding_place(finding: Mapping[str, Any], *, review: Mapping[str, Any], form: Form) -> str:
    """Name where a finding of ``review.json`` is: its cells by label and place, or its words."""
    cells = [cell for cell in finding["cells"] if not split_last(cell)[0] and cell in form.cells]
    if len(cells) == 1:
        return spoken_cell(cells[0], review=review, form=form)
    if not cells and finding["at"]:
        return spoken_words(finding["at"].get("section"), finding["at"]["quote"], form=form)
    return plain_place(finding["message"])


def spoken_cell(address: str, *, review: Mapping[str, Any], form: Form) -> str:
    """Name a cell: table, labels, and where it stood in the sheet."""
    table = form.tables[address.partition(".")[0]]
    source = (review["figures"].get(address) or {}).get("source") or ""
    spot = source.partition("；")[0].rpartition("!")[2]
    at = f"（{spot}）" if re.fullmatch(r"[A-Z]+\d+", spot) else ""
    return f"{table.name} {form.cells[address].name}{at}"


def spoken_words(section: int | None, quote: str, *, form: Form) -> str:
    """Name words: the part of the report, and the words quoted."""
    titles = {each.number: each.heading for each in form.sections}
    part = "引言" if section == 0 else titles.get(section or -1, "")
    if quote in {"", part}:
        return part or "全文"
    return f"{part} “{quote}”".strip()


def listed(names: Sequence[str]) -> str:
    """List names, the first of many.

    Examples
    --------
    >>> listed(["甲", "乙"]), listed(["甲", "乙", "丙", "丁"])
    ('甲、乙', '甲、乙、丙 等 4 个')
    """
    more = f" 等 {len(names)} 个" if len(names) > _FEW else ""
    return "、".join(names[:_FEW]) + more
