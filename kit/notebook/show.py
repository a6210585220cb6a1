"""The HTML of each thing a cell shows; all text from outside is escaped."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from kit.charts import chart_html, charts_of
from kit.checks import CAUSE_NAMES, Finding, Findings, put_together
from kit.form import SEVERITY_NAMES, Section
from kit.narrative import render_markdown
from kit.notebook.style import analyst_style
from kit.report import Report
from kit.signoff import claims_said
from kit.tables import fill_table

OUTCOMES = {
    "holds": "成立",
    "broken": "不成立",
    "undecided": "无法判定",
    "not applicable": "不适用",
}


def overview_html(
    report: Report, *, findings: Findings, confirmed: Collection[str] = frozenset()
) -> str:
    """Render who reports, from which files, and the verdict, with the style all cells share.

    Parameters
    ----------
    confirmed
        Keys of the findings whose claims a reviewer confirmed.
    """
    counts = {name: len(findings.counting(name)) for name in SEVERITY_NAMES}
    bad = counts["error"]
    waiting = len(findings.claimed) - len(confirmed)
    verdict = f"有 {bad} 个错误需要改正" if bad else "没有错误"
    if waiting:
        verdict = f"{verdict}；{claims_said(waiting)}"
    last = f"{report.last.year} 年" if report.last else "没有，与上年有关的规则不适用"
    facts = {
        "机关": f"{report.agency.name}（{report.agency.id}）",
        "格式": f"{report.form.edition} 版，{report.form.circular.number}",
        "上年报告": last,
        "发布日期": report.parameters.published or "未填写",
        "检查": "、".join(f"{SEVERITY_NAMES[name]} {n}" for name, n in counts.items())
        + f"，待核定 {waiting}，已核定 {len(confirmed)}",
    }
    if report.parameters.origin:
        facts["数字来源"] = report.parameters.origin
    rows = "".join(
        f"<dt>{escape(key)}</dt><dd>{escape(value)}</dd>" for key, value in facts.items()
    )
    state = "bad" if bad else "fair" if waiting else "good"
    return (
        f"<style>{analyst_style()}</style>"
        f'<div class="ogi-analyst"><p class="title">{escape(report.title)}</p>'
        f'<p class="verdict {state}">{escape(verdict)}</p><dl>{rows}</dl></div>'
    )


def findings_html(report: Report, *, findings: Findings) -> str:
    """Render the causes, the findings that count, those claimed, and every outcome."""
    counting = [finding for finding in findings.findings if finding.accepted is None]
    accepted = [finding for finding in findings.findings if finding.accepted is not None]
    parts = [_causes_html(findings)] if findings.causes else []
    parts.append(
        _findings_table("发现", counting, report=report) if counting else "<p>没有发现。</p>"
    )
    if accepted:
        parts.append(
            f"<details><summary>由填报单位说明保留 {len(accepted)} 处</summary>"
            f"{_findings_table('由填报单位说明保留', accepted, report=report)}</details>"
        )
    parts.append(_outcomes_html(report, findings=findings))
    return f'<div class="ogi-analyst">{"".join(parts)}</div>'


def _causes_html(findings: Findings) -> str:
    """Render what probably went wrong, and how many of the findings below come of it."""
    items = "".join(
        f"<li>{escape(CAUSE_NAMES[cause.kind])}：{escape(cause.message)}"
        f"（下列发现中的 {len(cause.findings)} 处）</li>"
        for cause in findings.causes
    )
    return f'<p class="caption">可能的原因</p><ul>{items}</ul>'


def preface_html(report: Report) -> str:
    """Render the text before section one."""
    return render_markdown(report.narrative.preface.markdown)


def section_html(report: Report, *, number: int) -> str:
    """Render one section: its statutory heading, its words, its table in place."""
    section = next(section for section in report.form.sections if section.number == number)
    passage = report.narrative.section(number)
    return "".join(
        (
            f"<h2>{escape(section.heading)}</h2>",
            render_markdown(passage.before),
            _table_html(report, section=section),
            _charts_html(report, section=section),
            render_markdown(passage.after),
        )
    )


def record_html(report: Report) -> str:
    """Render what the exporters will find in this notebook."""
    figures = len(report.filing.figures)
    return (
        f'<div class="ogi-analyst"><p>已备好导出所需的数据：{len(report.form.sections)} 个部分、'
        f"{len(report.filing_form.tables)} 张表、{figures} 个数。导出请运行 "
        f"<code>kit build {report.year} {escape(report.agency.id)}</code>，"
        "或用菜单“文件 › 保存并导出笔记本为”中以 Kit 开头的各项。</p></div>"
    )


def _table_html(report: Report, *, section: Section) -> str:
    if not section.table:
        return ""
    return fill_table(report.filing, form=report.filing_form, table=section.table)


def _charts_html(report: Report, *, section: Section) -> str:
    """Render the pictures of a section that the report asks for."""
    if not report.parameters.charts:
        return ""
    charts = charts_of(
        (*report.history, report.filing),
        only=report.parameters.charts,
        whose=report.agency.short_name or report.agency.name,
        is_numbered=True,
    )
    return "".join(chart_html(chart) for chart in charts if chart.section == section.number)


def _findings_table(caption: str, findings: list[Finding], *, report: Report) -> str:
    rows = "".join(
        f'<tr class="{said.first.severity}"><td>{SEVERITY_NAMES[said.first.severity]}</td>'
        f"<td>{escape(said.first.rule)}</td><td>{escape(said.message)}"
        + (f"<br>填报单位的说明：{escape(said.first.accepted)}" if said.first.accepted else "")
        + "</td></tr>"
        for said in put_together(findings, report=report)
    )
    head = "<thead><tr><th>程度</th><th>规则</th><th>说明</th></tr></thead>"
    return f"<table><caption>{escape(caption)}</caption>{head}<tbody>{rows}</tbody></table>"


def _outcomes_html(report: Report, *, findings: Findings) -> str:
    rules = report.form.rules
    rows = "".join(
        f"<tr><td>{escape(rule)}</td><td>{escape(rules[rule].title)}</td>"
        f"<td>{OUTCOMES[outcome]}</td></tr>"
        for rule, outcome in findings.outcomes.items()
    )
    head = "<thead><tr><th>规则</th><th>名称</th><th>结果</th></tr></thead>"
    return (
        "<details><summary>全部规则的结果</summary>"
        f"<table>{head}<tbody>{rows}</tbody></table></details>"
    )
