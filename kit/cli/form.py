"""``kit form``: the form in force, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kit.cli.console import echo
from kit.cli.options import verb, year_argument
from kit.form import SEVERITY_NAMES, Form, Table, form_of_year
from kit.narrative import cell_names, wording

_TYPES = {"count": "件数", "signed": "增减", "decimal": "小数", "amount": "金额"}


@verb("form", help="显示某年度适用的格式：六个部分、各格的地址和名称、检查规则。")
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
        yield from _table_lines(table, names=cell_names(form))
    yield ""
    yield from _placeholder_lines()
    yield ""
    yield f"规则（{len(form.rules)} 条）"
    for rule in form.rules.values():
        yield f"  {rule.id:<4}{SEVERITY_NAMES[rule.severity]}  {rule.title}：{rule.reason}"
        yield f"            依据：{rule.source}"


def _table_lines(table: Table, *, names: Mapping[str, str]) -> Iterator[str]:
    """Give each cell by its address, its name in a text, and its labels."""
    yield ""
    size = f"{len(table.cells)} 个单元格，{table.height} 行 {table.width} 列"
    yield f"{table.name} {table.caption}（{size}）"
    width = max(map(len, table.cells))
    longest = max(len(names[address]) for address in table.cells)
    for cell in table.cells.values():
        kind = f"{_TYPES[cell.type]}，{cell.unit}"
        labels = " › ".join(label.text for label in (*cell.row_labels, *cell.column_labels))
        name = f"{names[cell.address]:\u3000<{longest}}"
        yield f"  {cell.address:<{width}}  {name}  {kind:<7}  {labels}"


def _placeholder_lines() -> Iterator[str]:
    """Give the words that a text has before the names of figures, and the names of all else."""
    shown = wording().shown
    share = f"{shown('share')} 部分… {shown('of')} 整体…"
    yield "正文占位符：地址和名称都可以，如 {{ 表三.新收.总计 }}、{{ t3.received.total }}"
    yield f"  sum 地址…             {shown('sum')} 名称…"
    yield f"  share 地址… of 地址…  {share}"
    yield f"  growth 地址…          {shown('growth')} 名称…"
    yield f"  change 地址…          {shown('change')} 名称…"
    yield f"  last.地址             {shown('last')}.名称"
    yield f"  地址 in 万、in 亿     名称 {shown('万')}、{shown('亿')}"
    names = dict.fromkeys(wording().names.values())
    width = max(map(len, names))
    yield from (f"  {name:<{width}}  {shown(name)}" for name in names)
