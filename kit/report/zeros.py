"""Zeros where an agency says that there was nothing: the blank cells of its workbook, at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kit.disk import locked, write_atomic
from kit.errors import Fault, KitError, ParameterError
from kit.form import Form, load_forms
from kit.parameters import read_parameters
from kit.report.filed import read_counted, read_filed
from kit.source import Filing
from kit.source.filing import Figure, Value
from kit.source.guard import is_open_elsewhere, open_source
from kit.workbook import PutNumber, carried_cells, put_numbers, summed_cells, total_formulas
from kit.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Zeroed:
    """What was filled: cells by sheet; and what was left, in Chinese, each with its reason."""

    path: Path
    cells: Mapping[str, tuple[str, ...]]
    left: tuple[str, ...]


def fill_zeros(workspace: Workspace, *, year: int, agency: str) -> Zeroed:
    """Write 0 into the blank cells of a report's workbook; whatever stands there stays.

    Left blank is what the agency's ledgers count, what last year's report carries
    over, and a total of cells that are not all zero.

    Raises
    ------
    ParameterError
        If the workbook is no .xlsx, or is open in an office program.
    SourceError
        If it cannot be read.
    """
    folder = workspace.inputs(year, agency)
    path = folder / read_parameters(folder).tables
    with locked(path):
        return _fill(path, workspace=workspace, year=year, agency=agency)


def _fill(path: Path, *, workspace: Workspace, year: int, agency: str) -> Zeroed:
    source = open_source(path)
    if source.kind != "xlsx":
        cure = "请用 Excel 或 WPS 另存为 .xlsx，并在 report.yaml 的 sources.tables 写明。"
        raise ParameterError(Fault(path.name, ".xlsx 工作簿", f".{source.kind}", cure))
    if is_open_elsewhere(path):
        cure = "请先在 Excel 或 WPS 里保存并关闭，再运行一次。"
        raise ParameterError(Fault(path.name, "没有在别处打开的工作簿", "正在打开", cure))
    filing, _ = read_counted(workspace, year=year, agency=agency)
    form = load_forms()[filing.edition]
    plan = _Plan(filing=filing, form=form, last=_last(workspace, year=year, agency=agency))
    content, cells = put_numbers(source.content, entries=plan.entries())
    if content != source.content:
        write_atomic(path, content)
    return Zeroed(path=path, cells=cells, left=tuple(plan.left()))


def _last(workspace: Workspace, *, year: int, agency: str) -> Filing | None:
    """Return last year's filing; one that cannot be read carries nothing over."""
    if workspace.inputs(year - 1, agency).is_dir():
        with suppress(KitError):
            return read_filed(workspace, year=year - 1, agency=agency)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Which blank cells of a filing become what."""

    filing: Filing
    form: Form
    last: Filing | None

    def entries(self) -> dict[str, dict[str, PutNumber]]:
        """Return what to put into the blank cells, by sheet and cell."""
        formulas = total_formulas(self.form)
        found: dict[str, dict[str, PutNumber]] = {}
        for address, figure in self._blank():
            number = self._number(address)
            if figure.place and isinstance(number, int):
                is_plain = number == 0
                formula = formulas.get(address, "")
                if is_plain or formula:
                    entry = PutNumber(number=number, formula=formula)
                    found.setdefault(figure.place.sheet, {})[figure.place.cell] = entry
        return found

    def left(self) -> Iterator[str]:
        """Say which cells were left blank that somebody must fill in."""
        for address, figure in self._blank():
            if figure.place and (carried := self._carried(address)):
                yield f"{figure.place.spoken}：上年结转 {carried}，没有填 0"
            elif figure.place and not figure.fault.startswith("尚未") and self._number(address):
                yield f"{figure.place.spoken}：各项相加为 {self._number(address)}，没有填 0"

    def _blank(self) -> Iterator[tuple[str, Figure]]:
        for address, figure in self.filing.figures.items():
            if figure.value is None and not figure.raw.strip() and not figure.rows:
                yield address, figure

    def _number(self, address: str) -> Value:
        """Return what a blank cell comes to: 0, or the sum of its parts; none when one is wrong."""
        figure = self.filing.figures[address]
        if figure.value is not None or figure.raw.strip():
            return figure.value
        if self._carried(address):
            return None
        parts = [self._number(part) for part in summed_cells(self.form).get(address, ())]
        known = [part for part in parts if part is not None]
        return sum(known) if len(known) == len(parts) else None

    def _carried(self, address: str) -> Value:
        """Return what last year's report carries over into a cell."""
        source = carried_cells(self.form).get(address)
        is_own = bool(source) and address not in summed_cells(self.form)
        return self.last.value(source) if self.last and source and is_own else None
