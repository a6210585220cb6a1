"""The blank ledger: a sheet a kind, the usual headings, and the form's own words to choose from.

Its rows are empty, and headings over nothing tell nothing: until somebody writes
in it no figure changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from kit.form import Form
from kit.ledger import Column, LedgerKind, blank_ledger, form_labels
from kit.workbook.due import WORKING, due_step, write_due, write_working_days
from kit.workbook.layout import row_height
from kit.workbook.sheet import set_page
from kit.workbook.style import build_styles
from kit.workbook.template import created_on

NOTES = "说明"
#: The kind of ledger whose rows have a time limit.
_REQUESTS = "requests"
#: So many rows below the headings are checked while they are typed.
_ROWS = 5000
_WIDTH = 18
_NOTE_WIDTHS = (22, 22, 10, 46)
#: Where the lists to choose from begin on the sheet of notes.
_LISTS = len(_NOTE_WIDTHS) + 1
_STEPS = (
    "一张工作表一种台账，一行一件；不用的工作表可以删去，列的次序可以改动，也可以加上别的列。",
    "有下拉列表的列请从列表中选；用别的写法的，认得的照样计数，认不得的会列出来请您核实。",
    "日期写作 2022-01-05；还没有答复、审结、废止的，日期留空。",
    "本年确实没有的，在标题下一行的第一格写“无”；什么都不写的工作表不计数，表中的格仍请填写。",
    "决定一表每件一行；只有合计数的，决定日期写月份，件数写这个月的件数。",
    "台账与三张表都填了的，逐格比较；三张表留空的格由台账计数。",
    "姓名、证件号、电话等不必写入；写了的也不会进入任何输出。",
)
_DATED = {
    "validate": "date",
    "criteria": "between",
    "minimum": date(2000, 1, 1),
    "maximum": date(2099, 12, 31),
    "error_type": "warning",
    "error_title": "日期",
    "error_message": "请填写日期，如 2022-01-05。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looks:
    heading: Format
    head: Format
    text: Format
    required: Format
    computed: Format
    day: Format
    late: Format
    plain: Format


def write_ledger(form: Form, *, agency_name: str, year: int) -> bytes:
    """Write the blank ledger of an agency for one year; the same inputs give the same bytes."""
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as workbook:
        properties = {"title": f"{agency_name}{year}年台账", "created": created_on(year)}
        workbook.set_properties(properties | {"author": agency_name})
        looks = _build_looks(workbook)
        kinds = blank_ledger()
        sheets = {name: workbook.add_worksheet(name) for name in kinds}
        notes = workbook.add_worksheet(NOTES)
        lists = _write_notes(notes, kinds=kinds, form=form, looks=looks)
        at = _LISTS + len(lists)
        days = write_working_days(notes, at=at, year=year, head=looks.head, day=looks.day)
        workbook.define_name(WORKING, f"={NOTES}!{days}")
        for name, kind in kinds.items():
            _write_sheet(sheets[name], kind=kind, lists=lists, looks=looks)
            if kind.id == _REQUESTS:
                late = {"head": looks.computed, "day": looks.day, "late": looks.late}
                write_due(sheets[name], kind=kind, **late)
    return buffer.getvalue()


def _build_looks(workbook: Workbook) -> _Looks:
    styles = build_styles(workbook)
    usual = {"font_name": "宋体", "font_size": 10.5}
    return _Looks(
        heading=styles.heading_text,
        head=styles.label,
        text=styles.text,
        required=workbook.add_format(
            usual | {"bold": True, "align": "center", "border": 1, "bg_color": "#E4ECF7"}
        ),
        computed=styles.total,
        late=styles.wrong,
        day=workbook.add_format(usual | {"num_format": "yyyy-mm-dd"}),
        plain=workbook.add_format(usual),
    )


def _write_sheet(
    sheet: Worksheet, *, kind: LedgerKind, lists: Mapping[str, str], looks: _Looks
) -> None:
    """Write the headings of one kind, and what is checked below them."""
    for at, column in enumerate(kind.columns.values()):
        sheet.set_column(at, at, _WIDTH, looks.day if column.dated else looks.plain)
        sheet.write_string(
            0, at, _heading(column), looks.required if column.required else looks.head
        )
        if column.vocabulary:
            sheet.data_validation(1, at, _ROWS, at, _choice(lists[column.vocabulary]))
        elif column.dated:
            sheet.data_validation(1, at, _ROWS, at, _DATED)
    sheet.freeze_panes(1, 0)
    set_page(sheet, is_wide=True)
    # One page across, and as many down as there are requests.
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _heading(column: Column) -> str:
    """Return the usual name, with the unit where there is one."""
    unit = next(iter(column.units), "")
    return f"{column.names[0]}（{unit}）" if unit else column.names[0]


def _choice(source: str) -> dict[str, object]:
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": "不在列表之中",
        "error_message": "请从列表中选；确要用别的写法的，可以继续。",
    }


def _write_notes(
    sheet: Worksheet, *, kinds: Mapping[str, LedgerKind], form: Form, looks: _Looks
) -> dict[str, str]:
    """Write how to fill in the sheets; return where the words of each vocabulary stand."""
    sheet.hide_gridlines(2)
    set_page(sheet, is_wide=True)
    for at, width in enumerate(_NOTE_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, "台账填写说明", looks.heading)
    steps = (*_STEPS, due_step())
    for row, step in enumerate(steps, start=1):
        sheet.merge_range(row, 0, row, len(_NOTE_WIDTHS) - 1, "", looks.text)
        sheet.write_string(row, 0, f"{row}．{step}", looks.text)
        sheet.set_row(row, row_height(step, width=sum(_NOTE_WIDTHS)))
    head = len(steps) + 2
    for row, line in enumerate(_column_notes(kinds), start=head):
        for at, text in enumerate(line):
            sheet.write_string(row, at, text, looks.head if row == head else looks.text)
    return _write_lists(sheet, vocabularies=_vocabularies(kinds), form=form, looks=looks)


def _column_notes(kinds: Mapping[str, LedgerKind]) -> Iterator[tuple[str, ...]]:
    yield "工作表", "列", "必填", "也认得的列名"
    for name, kind in kinds.items():
        for column in kind.columns.values():
            also = "、".join(column.names[1:4])
            yield name, _heading(column), "必填" if column.required else "", also


def _vocabularies(kinds: Mapping[str, LedgerKind]) -> dict[str, str]:
    """Return the vocabularies to choose from, each with what its list is called."""
    return {
        column.vocabulary: f"{name}：{column.names[0]}"
        for name, kind in kinds.items()
        for column in kind.columns.values()
        if column.vocabulary
    }


def _write_lists(
    sheet: Worksheet, *, vocabularies: Mapping[str, str], form: Form, looks: _Looks
) -> dict[str, str]:
    places: dict[str, str] = {}
    for at, (vocabulary, name) in enumerate(vocabularies.items(), start=_LISTS):
        labels: Iterable[str] = form_labels(vocabulary, form=form).values()
        sheet.write_string(0, at, name, looks.head)
        last = 0
        for last, label in enumerate(labels, start=1):
            sheet.write_string(last, at, label, looks.plain)
        sheet.set_column(at, at, _WIDTH)
        places[vocabulary] = f"={NOTES}!{xl_range_abs(1, at, last, at)}"
    return places
