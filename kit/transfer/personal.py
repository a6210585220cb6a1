"""What may not travel: personal data in whatever file of a filing, ledgers within workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kit.checks import Findings, identity_numbers, masked, personal_data
from kit.errors import Fault, ParameterError
from kit.form import load_forms
from kit.form.word_kinds import NoPersonalData
from kit.ledger import is_like_ledger
from kit.parameters import REPORT
from kit.report import Report
from kit.report.files import KEPT
from kit.source.encoding import decode_text
from kit.source.grids import Sheet, read_csv, read_sheets
from kit.source.guard import judge_content
from kit.source.published import read_draft
from kit.transfer.model import ENTRY

_WORKBOOKS = (".xlsx", ".xls", ".et", ".ods", ".csv")
#: So many places are named.
_NAMED = 20
_WANTED = "不含个人信息的报送"
#: What to do, by the beginning of the file's own name.
_CURES = {
    REPORT: "请从说明的文字中删去它。",
    "signoff.yaml": "签署记录不能改动：请由审核人另签一次，意见里不写个人信息，再移走这份记录。",
    f"{KEPT}/": "这是较早一次签署时所看的内容：请移走这个文件；签署照样算数。",
    "narrative": "请从正文中删去，不属个人信息的请改写，再打包。",
}
_CURE = "请从这个文件中删去它，再打包。"
_LEDGER_CURE = "请把台账另存为 ledger.xlsx，从这个工作簿中删去这张表：台账不随报送走。"


def refuse_personal(
    contents: Mapping[str, bytes],
    *,
    report: Report,
    findings: Findings,
    confirmed: frozenset[str],
) -> None:
    """Refuse to let a file go in which something tells of people.

    Parameters
    ----------
    confirmed
        Keys of the findings whose claims a reviewer confirmed: what those quote may go.

    Raises
    ------
    ParameterError
        Naming each place.
    """
    rules = report.form.rules
    of_people = [f for f in findings.findings if isinstance(rules[f.rule].kind, NoPersonalData)]
    allowed = {f.at.quote for f in of_people if f.at and f.key in confirmed}
    faults = {
        (fault.where, fault.found): fault
        for name, content in contents.items()
        if name != ENTRY
        for fault in _faults(name, content, report=report, allowed=allowed)
    }
    # What stands only in the text as it is printed.
    said = {fault.found for fault in faults.values()}
    for finding in of_people:
        quote = finding.at.quote if finding.at else ""
        if finding.key not in confirmed and not any(quote in found for found in said):
            faults[finding.key, quote] = Fault(
                f"{report.parameters.narrative} {finding.rule}",
                _WANTED,
                finding.message.rstrip("。"),
                _CURES["narrative"],
            )
    if faults:
        raise ParameterError(*[*faults.values()][:_NAMED])


def _faults(name: str, content: bytes, *, report: Report, allowed: set[str]) -> Iterator[Fault]:
    own, path = name.partition("/")[2], Path(name)
    cure = next((said for begin, said in _CURES.items() if own.startswith(begin)), _CURE)
    is_workbook = path.suffix.lower() in _WORKBOOKS
    sheets = _sheets(content, path=path) if is_workbook else ()
    columns = report.parameters.ledger_columns
    for sheet in sheets:
        if is_like_ledger(sheet, file=path.name, own=columns):
            yield Fault(f"{name} {sheet.spoken}", "只有三张表的工作簿", "台账", _LEDGER_CURE)
    texts = {f"{name} {sheet.spoken}": _words(sheet) for sheet in sheets}
    for where, text in (texts if is_workbook else {name: _text(content, path=path)}).items():
        # What is an identity number for certain goes nowhere, whoever holds it to be none.
        numbers = {masked(number) for number in identity_numbers(text)}
        for line, what, said in personal_data(text, form=report.form, agency=report.agency):
            if said not in allowed - numbers:
                yield Fault(f"{where} 第 {line} 行", _WANTED, f"{what}“{said}”", cure)


def _text(content: bytes, *, path: Path) -> str:
    if path.suffix.lower() == ".docx":
        return read_draft(content, path=path, forms=load_forms()).text
    return decode_text(content)


def _sheets(content: bytes, *, path: Path) -> tuple[Sheet, ...]:
    source = judge_content(content, path=path)
    read = read_csv if source.kind == "csv" else read_sheets
    return read(source.content, path=path)


def _words(sheet: Sheet) -> str:
    """Return the cells of a sheet as text, a row a line."""
    return "\n".join(
        "\t".join("" if value is None else str(value) for value in row) for row in sheet.rows
    )
