"""What the cells of the notebook call: open a report, then show it part by part."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.checks import Findings, check
from kit.errors import Fault, ParameterError, known_names
from kit.form import load_forms
from kit.notebook import beside, show
from kit.notebook.closed import Closable, close_after_failures
from kit.notebook.plots import prepare_plots
from kit.notebook.record import (
    PART_MIME,
    RECORD_MIME,
    REVIEW_MIME,
    SHOWN,
    public_page,
    report_json,
    review_json,
)
from kit.report import Report, read_report
from kit.report.filed import ledger_files, refuse_counted
from kit.signoff import SignOffs, claims_of, confirmed_keys, read_sign_offs
from kit.tables import GT, build_table
from kit.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    import pandas as pd

#: What the notebook declares, and papermill may set.
PARAMETERS = ("year", "agency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Something a cell shows: HTML for people, and data for the exporters beside it."""

    html: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Hand Jupyter the HTML and the data; the text form says where the rest is."""
        return {"text/html": self.html, "text/plain": SHOWN, **self.data}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownData(Shown):
    """What a cell shows, and the same as a frame of pandas."""

    build: Callable[[], pd.DataFrame]

    @property
    def frame(self) -> pd.DataFrame:
        """同样的内容，作为 pandas 的 DataFrame：每行一个数或一处发现，各列的类型是固定的。"""
        return self.build()


@dataclass(frozen=True, kw_only=True)
class OpenReport(Closable):
    """一份读入并检查过的报告；每个属性是一格要显示的内容。

    数据：report.figures.frame、report.findings.frame、report.last、
    report.ledger("requests")、report.table("t3")；导出：report.export("pdf", "docx")。
    """

    report: Report
    #: What reviewers decided so far.
    sign_offs: SignOffs = field(default_factory=SignOffs)
    #: Where the report stands; the one around the notebook unless told.
    workspace: Workspace | None = None

    @cached_property
    def checked(self) -> Findings:
        """各条规则查出的结果。"""
        return check(self.report)

    @property
    def overview(self) -> Shown:
        """哪个机关哪一年的报告，以及检查的结论。"""
        confirmed = confirmed_keys(
            claims_of(self.report, findings=self.checked),
            sign_offs=self.sign_offs,
            year=self.report.year,
            agency=self.report.agency.id,
        )
        html = show.overview_html(self.report, findings=self.checked, confirmed=confirmed)
        return Shown(html=html)

    @property
    def findings(self) -> ShownData:
        """每一处发现：哪条规则、在哪里、差多少；.frame 是同样内容的 DataFrame。

        各列：rule 规则，title 名称，severity 程度（note < warning < error，可以排序和比较），
        message 说明，cells 各格的地址，file、line、quote 文字的位置，expected 应为，
        found 实为，accepted 填报单位的说明，key 标识。
        """
        from kit.notebook.frames import findings_frame

        html = show.findings_html(self.report, findings=self.checked)
        build = partial(findings_frame, self.report, findings=self.checked)
        return ShownData(html=html, build=build)

    @property
    def figures(self) -> ShownData:
        """每个数的来源和上年的数；.frame 是同样内容的 DataFrame，每行一个数。

        各列：table 表，row、column 行和列，address 地址，row_label、column_label 名称，
        unit 单位，value 数，text 原样，last 上年，difference 增减，source 来源，note 说明。
        """
        from kit.notebook.frames import figures_frame

        html = beside.figures_html(self.report)
        return ShownData(html=html, build=partial(figures_frame, self.report))

    @property
    def last(self) -> pd.DataFrame:
        """上年报告的数，每行一个；没有上年报告的，是一张没有行的表。

        各列：year 年度，table、row、column、address、row_label、column_label、unit 同
        report.figures.frame，value 数，text 原样。
        """
        from kit.notebook.frames import last_frame

        last = self.report.last
        return last_frame(self.report, form=load_forms()[last.edition] if last else None)

    def ledger(self, kind: str) -> pd.DataFrame:
        """返回一种台账的全部记录，每行一件，日期是日期；没有这种台账的，是一张没有行的表。

        Parameters
        ----------
        kind
            requests 申请，cases 复议诉讼，documents 规章和文件，decisions 许可处罚强制，
            monthly 按月件数，fees 收费；中文名也可以。

        Raises
        ------
        ParameterError
            没有这种台账。
        SourceError
            台账打不开，或找不到各列。
        """
        from kit.notebook.frames import ledger_frame

        parameters = self.report.parameters
        paths = ledger_files(self._folder, parameters=parameters)
        refuse_counted(paths)
        return ledger_frame(paths, kind=kind, columns=parameters.ledger_columns)

    def table(self, name: str) -> GT:
        """返回一张法定表格（great_tables.GT），如 report.table("t3")；也可以写“表三”。

        Raises
        ------
        ParameterError
            没有这张表。
        """
        form = self.report.filing_form
        named = {table.name: table.id for table in form.tables.values()}
        return build_table(self.report.filing, form=form, table=named.get(name, name))

    def export(self, *formats: str) -> Shown:
        """生成报告的文件，如 report.export("pdf", "docx")；不写格式的，生成网页。

        可用：html、review、pdf、json、csv、xlsx、fragment、docx。按已保存的笔记本生成。

        Raises
        ------
        ExportError
            没有生成；说明原因。
        """
        from kit.notebook.exporting import export_html

        workspace, report = self.workspace or find_workspace(), self.report
        html = export_html(
            workspace, year=report.year, agency=report.agency.id, formats=formats or ("html",)
        )
        return Shown(html=html)

    @property
    def _folder(self) -> Path:
        workspace = self.workspace or find_workspace()
        return workspace.inputs(self.report.year, self.report.agency.id)

    @property
    def changes(self) -> Shown:
        """上年的文字有哪些改动。"""
        return Shown(html=beside.changes_html(self.report))

    @property
    def preface(self) -> Shown:
        """第一部分之前的文字。"""
        return _shown_part(0, html=show.preface_html(self.report))

    def section(self, number: int) -> Shown:
        """返回六个部分之一，法定表格在其中，如 report.section(3)。

        Raises
        ------
        ParameterError
            没有这个部分。
        """
        known = [section.number for section in self.report.form.sections]
        if number not in known:
            cure = f"可用：{'、'.join(map(str, known))}。"
            raise ParameterError(Fault("section", "表式的一个部分", str(number), cure))
        return _shown_part(number, html=show.section_html(self.report, number=number))

    @property
    def record(self) -> Shown:
        """导出所需的数据：公开的，和只供审核的。"""
        page = public_page(self.report, findings=self.checked, sign_offs=self.sign_offs)
        public = {"page": page, "report_json": report_json(self.report)}
        review = review_json(self.report, findings=self.checked, sign_offs=self.sign_offs)
        html = show.record_html(self.report)
        return Shown(html=html, data={RECORD_MIME: public, REVIEW_MIME: {"review_json": review}})


def open_report(year: int, agency: str) -> OpenReport:
    """打开一个机关一个年度的报告。

    Parameters
    ----------
    year
        报告的年度，不是发布的年度，如 2024。
    agency
        agencies.yaml 里的机关 id，如 "suqian"。

    Raises
    ------
    ParameterError
        参数不对，或没有这份报告。
    SourceError
        表格或台账打不开，或找不到其中的表。
    """
    close_after_failures()
    prepare_plots()
    _refuse_undeclared()
    _refuse_mistyped(year, agency)
    workspace = find_workspace()
    report = read_report(workspace, year=year, agency=agency)
    sign_offs = read_sign_offs(workspace.inputs(year, agency))
    return OpenReport(report=report, sign_offs=sign_offs, workspace=workspace)


def _shown_part(number: int, *, html: str) -> Shown:
    """Show a part as the page will, and carry it as the exporter takes it."""
    framed = f'<div class="ogi-report">{html}</div>'
    return Shown(html=framed, data={PART_MIME: {"number": number, "html": html}})


def _refuse_undeclared() -> None:
    """Refuse a parameter that papermill injected and the notebook does not declare.

    papermill itself only logs it, and the run would go on with the default.
    """
    unknown = [name for name in _injected_names() if name not in PARAMETERS]
    if unknown:
        raise ParameterError(
            *(Fault("参数", "笔记本声明的参数", n, known_names(n, PARAMETERS)) for n in unknown)
        )


def _refuse_mistyped(year: Any, agency: Any) -> None:
    """Refuse what papermill made of a parameter: it reads ``-p agency 010`` as a number."""
    if isinstance(year, bool) or not isinstance(year, int):
        raise ParameterError(Fault("参数 year", "整数年份，如 2022", repr(year)))
    if not isinstance(agency, str):
        cure = "请加引号；命令行请用 -r agency 传文字。"
        raise ParameterError(Fault("参数 agency", "机关 id（文字）", repr(agency), cure))


def _injected_names() -> list[str]:
    """Names set by the cell that papermill injects, known by its first line."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        return []
    injected = [
        source for source in shell.user_ns.get("In", ()) if source.startswith("# Parameters\n")
    ]
    if not injected:
        return []
    nodes = ast.walk(ast.parse(injected[-1]))
    return [
        node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
