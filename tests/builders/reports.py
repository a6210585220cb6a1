"""Reports made from a filing and words, lawful but for what a test changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from builders.filings import filing_of
from builders.ledgers import ledger_of
from builders.rollups import rollup_of
from kit.form import Form, Table, load_forms
from kit.form.model import Case
from kit.ledger import Ledger
from kit.narrative.model import Narrative, Passage
from kit.parameters import Corrected, Correction, Imported, Parameters
from kit.report.model import Report
from kit.report.rollup import Rollup
from kit.signs import find_hidden, without_hidden
from kit.source.filing import Filing, LabelFault, Place
from kit.source.values import Raw
from kit.workspace import Agency

WORDS = {
    1: "全年依法主动公开政府信息，规范办理申请，按期公布报告。",
    2: "",
    3: "",
    4: "",
    5: "公开的及时性还不够。下一步逐月核对栏目更新情况。",
    6: "本年度未收取信息处理费。",
}


def lawful_words(
    form: Form, *, preface: str = "", sections: Mapping[int, str] | None = None
) -> Narrative:
    """Return a narrative of all sections, each on ten lines of its own from line 11 on."""
    said = WORDS | dict(sections or {})
    return Narrative(
        file="narrative.md",
        preface=Passage(number=0, before=without_hidden(preface), line=1),
        sections=tuple(
            Passage(
                number=section.number,
                heading=section.heading,
                before=said[section.number],
                line=10 * section.number + 1,
                after_line=10 * section.number + 5,
            )
            for section in form.sections
        ),
        hidden=tuple(find_hidden(preface, file="narrative.md")),
    )


def report_of(
    filing: Filing,
    *,
    last: Filing | None = None,
    form: Form | None = None,
    agency: Mapping[str, object] | None = None,
    narrative: Narrative | None = None,
    parameters: Parameters | None = None,
    last_narrative: Narrative | None = None,
    rollup: Rollup | None = None,
    ledger: Ledger | None = None,
) -> Report:
    """Return the report of *filing*: a county department's, with lawful words."""
    filed = load_forms()[filing.edition]
    due = form or filed
    body: dict[str, Any] = {"id": filing.agency, "name": "某某区测试局", "kind": "department"}
    return Report(
        agency=Agency(**(body | dict(agency or {}))),
        year=filing.year,
        form=due,
        filing_form=filed,
        filing=filing,
        last=last,
        narrative=narrative or lawful_words(due),
        parameters=parameters or Parameters(),
        last_narrative=last_narrative,
        rollup=rollup,
        ledger=ledger,
    )


def report_of_case(case: Case, *, form: Form) -> Report:
    """Return the report that a worked case of a rule describes."""
    year = case.year or form.first_year + 1
    filed = load_forms()[case.edition] if case.edition else form
    filing = filing_of(filed, spread(filed, case.figures), year=year)
    last = None
    if case.last is not None:
        last = filing_of(filed, spread(filed, case.last), year=year - 1)
    return report_of(
        replace(filing, label_faults=tuple(_label_fault(filed, text) for text in case.labels)),
        last=last,
        form=form,
        agency=case.agency,
        narrative=lawful_words(form, preface=case.preface or "", sections=case.sections),
        last_narrative=case.last_sections and lawful_words(form, sections=case.last_sections),
        parameters=Parameters(
            published=case.published or "",
            correction=correction_of(case.correction),
            imported=tuple(Imported(**entry) for entry in case.imported),
        ),
        rollup=None if case.parts is None else rollup_of(filed, case.parts, year=year),
        ledger=None if case.ledger is None else ledger_of(case),
    )


def correction_of(said: Mapping[str, int | str] | None) -> Correction | None:
    """Return the correction that says of each thing what it is now."""
    if said is None:
        return None
    items = tuple(Corrected(what=what, after=str(after)) for what, after in said.items())
    return Correction(date="2024-03-05", reason="漏记", items=items)


def spread(form: Form, values: Mapping[str, Raw]) -> dict[str, Raw]:
    """Return *values* with each pattern replaced by the addresses it names."""
    return {a: value for pattern, value in values.items() for a in form.match(pattern)}


def placed(filing: Filing, form: Form) -> Filing:
    """Return *filing* as if read from a workbook, each figure at the grid place of its cell."""
    figures = {
        slot.cell.address: replace(
            filing.figures[slot.cell.address],
            place=Place(
                file="tables.xlsx",
                sheet=table.name,
                cell=f"{'ABCDEFGHIJKLMNOP'[slot.column]}{slot.row + 1}",
            ),
        )
        for table in form.tables.values()
        for slot in table.slots
        if slot.cell
    }
    return replace(filing, figures=figures)


def _label_fault(form: Form, found: str) -> LabelFault:
    """Return the fault of a label whose form's own wording is the data's to know."""
    labels = [slot.label for table in form.tables.values() for slot in table.slots if slot.label]
    wanted = next(label.text for label in labels if found in label.faults)
    table: Table = form.tables["t3"]
    place = Place(file="tables.xlsx", sheet=table.name, cell="F3")
    return LabelFault(place=place, wanted=wanted, found=found)
