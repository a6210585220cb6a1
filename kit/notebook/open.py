"""What the cells of the notebook call: open a report, then show it part by part."""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kit.checks import Findings, check
from kit.errors import Fault, ParameterError, known_names
from kit.notebook import beside, show
from kit.notebook.closed import Closable, close_after_failures
from kit.notebook.plots import prepare_plots
from kit.notebook.record import (
    PART_MIME,
    RECORD_MIME,
    REVIEW_MIME,
    SHOWN,
    report_json,
    review_json,
)
from kit.report import Report, read_report
from kit.report.facts import page_facts
from kit.signoff import SignOffs, claims_of, confirmed_keys, read_sign_offs
from kit.workspace import find_workspace

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


@dataclass(frozen=True, kw_only=True)
class OpenReport(Closable):
    """A report that has been read and checked; each attribute is what one cell shows."""

    report: Report
    #: What reviewers decided so far.
    sign_offs: SignOffs = field(default_factory=SignOffs)

    @cached_property
    def checked(self) -> Findings:
        """What the rules found."""
        return check(self.report)

    @property
    def overview(self) -> Shown:
        """Who reports for which year, and the verdict at a glance."""
        confirmed = confirmed_keys(
            claims_of(self.report, findings=self.checked),
            sign_offs=self.sign_offs,
            year=self.report.year,
            agency=self.report.agency.id,
        )
        html = show.overview_html(self.report, findings=self.checked, confirmed=confirmed)
        return Shown(html=html)

    @property
    def findings(self) -> Shown:
        """Each rule that does not hold, where and by how much, and what probably went wrong."""
        return Shown(html=show.findings_html(self.report, findings=self.checked))

    @property
    def figures(self) -> Shown:
        """Where each figure came from, and last year's beside it."""
        return Shown(html=beside.figures_html(self.report))

    @property
    def changes(self) -> Shown:
        """What became of last year's words."""
        return Shown(html=beside.changes_html(self.report))

    @property
    def preface(self) -> Shown:
        """The text before section one."""
        return _shown_part(0, html=show.preface_html(self.report))

    def section(self, number: int) -> Shown:
        """Return one of the six sections, its statutory table in place.

        Raises
        ------
        ParameterError
            If the form has no section of that number.
        """
        known = [section.number for section in self.report.form.sections]
        if number not in known:
            cure = f"可用：{'、'.join(map(str, known))}。"
            raise ParameterError(Fault("section", "表式的一个部分", str(number), cure))
        return _shown_part(number, html=show.section_html(self.report, number=number))

    @property
    def record(self) -> Shown:
        """The data the exporters write: the public record, and the reviewers' apart from it."""
        public = {"page": page_facts(self.report), "report_json": report_json(self.report)}
        review = review_json(self.report, findings=self.checked, sign_offs=self.sign_offs)
        html = show.record_html(self.report)
        return Shown(html=html, data={RECORD_MIME: public, REVIEW_MIME: {"review_json": review}})


def open_report(year: int, agency: str) -> OpenReport:
    """Open the report of *agency* for *year* in the workspace the notebook stands in.

    Parameters
    ----------
    year
        The year reported on, not the year of publishing.
    agency
        An id of ``agencies.yaml``.

    Raises
    ------
    ParameterError
        If a parameter was passed that the notebook does not declare, or one is
        of a wrong type, or there is no such report.
    SourceError
        If a source cannot be opened or located in.
    """
    close_after_failures()
    prepare_plots()
    _refuse_undeclared()
    _refuse_mistyped(year, agency)
    workspace = find_workspace()
    report = read_report(workspace, year=year, agency=agency)
    return OpenReport(report=report, sign_offs=read_sign_offs(workspace.inputs(year, agency)))


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
