"""The one entry: every rule of the form in force, judged by the evaluator of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kit.checks import imported, ledger
from kit.checks.agreement.account import account
from kit.checks.agreement.judge import judge_text
from kit.checks.agreement.outcome import Judged
from kit.checks.agreement.rules import judge_rule
from kit.checks.arithmetic import cells, parts, sums
from kit.checks.causes import find_causes
from kit.checks.claims import mark_claims, with_keys, with_lines
from kit.checks.document import (
    corrected,
    edition,
    fee,
    hidden,
    likeness,
    listed,
    names,
    period,
    personal,
    publishing,
    structure,
    text,
)
from kit.checks.findings import Findings
from kit.checks.judgement import Judgement, merged
from kit.form import kinds, word_kinds
from kit.form.model import Rule
from kit.report.model import Report

#: How each kind is judged.
EVALUATORS: Mapping[type, Callable[..., Judgement]] = {
    kinds.Equal: sums.judge_equal,
    kinds.AtLeast: sums.judge_at_least,
    kinds.ShareAtMost: sums.judge_share,
    kinds.Filled: cells.judge_filled,
    kinds.ZeroUnless: cells.judge_zero_unless,
    kinds.ZeroFrom: cells.judge_zero_from,
    kinds.EditionFits: edition.judge_edition,
    kinds.SectionsComplete: structure.judge_sections,
    kinds.LabelsOwn: structure.judge_labels,
    kinds.PublishedBy: publishing.judge_published,
    word_kinds.PeriodFits: period.judge_period,
    word_kinds.LengthAtMost: text.judge_length,
    word_kinds.NoLeftovers: text.judge_leftovers,
    word_kinds.PartsNamed: listed.judge_listed,
    word_kinds.FeesStated: fee.judge_fee,
    word_kinds.OwnNames: names.judge_names,
    word_kinds.NotAlike: likeness.judge_likeness,
    word_kinds.NoPersonalData: personal.judge_personal,
    word_kinds.NotMisquoted: text.judge_misquoted,
    word_kinds.NoHidden: hidden.judge_hidden,
    kinds.SumOfParts: parts.judge_parts,
    kinds.LedgerAgrees: ledger.judge_agrees,
    kinds.AnsweredInTime: ledger.judge_in_time,
    kinds.LedgerNoted: ledger.judge_noted,
    kinds.ImportSettled: imported.judge_imported,
    word_kinds.CorrectionHolds: corrected.judge_correction,
}

#: Kinds judged by what the text is read as: it is read once for all of them.
FROM_WORDS: tuple[type, ...] = (
    word_kinds.CountsMatch,
    word_kinds.SharesMatch,
    word_kinds.GrowthMatches,
    word_kinds.BreakdownsAdd,
    word_kinds.FeesStated,
)


def check(report: Report) -> Findings:
    """Judge *report* by every rule of the form in force for its year.

    Printed values are read, never recomputed. Cells are those of the edition
    filed in: a rule about cells it lacks is not applicable.

    Raises
    ------
    ParameterError
        If ``report.yaml`` accepts findings of a rule or cell that does not exist.
    """
    told = judge_text(report)
    judgements = {
        rule.id: _judge(rule, report=report, told=told) for rule in report.form.rules.values()
    }
    findings = (finding for judgement in judgements.values() for finding in judgement.findings)
    marked, stale = mark_claims(with_keys(findings, report=report), report=report)
    return Findings(
        findings=tuple(with_lines(marked, report=report)),
        stale=stale,
        outcomes={rule: judgement.outcome for rule, judgement in judgements.items()},
        causes=find_causes(report, findings=marked, judged=told),
        numbers=account(report, judged=told),
    )


def _judge(rule: Rule, *, report: Report, told: tuple[Judged, ...]) -> Judgement:
    kind: type = type(rule.kind)
    judgements: list[Judgement] = []
    if kind in EVALUATORS:
        judgements.append(EVALUATORS[kind](rule, kind=rule.kind, report=report))
    if kind in FROM_WORDS:
        judgements.append(judge_rule(rule, judged=told))
    return merged(*judgements)
