"""``kit form``: the form in force, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from kit.cli.console import echo
from kit.cli.options import verb, year_argument
from kit.form import SEVERITY_NAMES, Form, Table, form_of_year

_TYPES = {"count": "件数", "signed": "增减", "decimal": "小数", "amount": "金额"}


@verb("form", help="显示某年度适用的格式：六个部分、三张表的单元格地址、检查规则。")
@year_argument
def command(*, year: int) -> int:
    """Print the form in force for a year."""
    form = form_of_year(year)
    echo(*_lines(form, year=year))
    return 0


def _lines(form: Form, *, year: int) -> Iterator[str]:
    yield f"{year} 年度：{form.edition} 版"
    yield f"依据：{form.circular.number}《{form.circular.title}》"
    yield ""
    yield from (f"{section.heading}" for section in form.sections)
    for table in form.tables.values():
        yield from _table_lines(table)
    yield ""
    yield f"规则（{len(form.rules)} 条）"
    for rule in form.rules.values():
        yield f"  {rule.id:<4}{SEVERITY_NAMES[rule.severity]}  {rule.title}：{rule.reason}"
        yield f"            依据：{rule.source}"


def _table_lines(table: Table) -> Iterator[str]:
    yield ""
    size = f"{len(table.cells)} 个单元格，{table.height} 行 {table.width} 列"
    yield f"{table.name} {table.caption}（{size}）"
    width = max(map(len, table.cells))
    for cell in table.cells.values():
        kind = f"{_TYPES[cell.type]}，{cell.unit}"
        labels = (*cell.row_labels, *cell.column_labels)
        yield f"  {cell.address:<{width}}  {kind:<7}  {' › '.join(label.text for label in labels)}"
