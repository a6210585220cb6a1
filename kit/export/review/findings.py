"""The findings as the page lists them: numbered, by severity and rule, each with its places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kit.form import SEVERITY_NAMES, Form
from kit.form.address import split_last
from kit.form.model import Rule

#: What a severity looks like where colour is not seen; what is claimed waits for a reviewer,
#: what one confirmed is no longer open.
SHAPES = {"error": "✕", "warning": "▲", "note": "●", "claimed": "◆", "accepted": "✓"}
#: What people call them, before the severity.
LOOKS = {"claimed": "待核定的", "accepted": "已核定的"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A link from a finding to a cell or to words, and what it is called."""

    href: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """One finding with its number on the page, from 1.

    ``look`` is its severity, ``claimed``, or ``accepted`` once confirmed; ``message``
    says what is wrong, without the reason and cure that its rule says once for all;
    ``cells`` are the report's own, the one to look at first; ``before`` is how often ``quote``
    stands in its section before it is wrong.
    """

    number: int
    rule: str
    severity: str
    look: str
    message: str
    cells: tuple[str, ...]
    section: int | None
    line: int
    quote: str
    before: int
    expected: int | str | None
    found: int | str | None
    accepted: str | None
    #: What a decision calls it by; older notebooks have none.
    key: str = ""
    is_confirmed: bool = False
    #: The line with which the agency would claim it.
    claim: str = ""

    @property
    def flag(self) -> str:
        """The mark that stands at its place: shape and number."""
        return f"{SHAPES[self.look]}{self.number}"

    @property
    def spoken(self) -> str:
        """The mark in words, for those who hear the page."""
        return f"{LOOKS.get(self.look, '')}{SEVERITY_NAMES[self.severity]}，发现 {self.number}"  # type: ignore[index] # one of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The findings of one rule and one look."""

    rule: str
    title: str
    severity: str
    reason: str
    cure: str
    source: str
    findings: tuple[Numbered, ...]

    @property
    def look(self) -> str:
        """What all its findings look like."""
        return self.findings[0].look

    @property
    def accepted(self) -> str | None:
        """The reason they were accepted for, when it is one and the same."""
        reasons = {finding.accepted for finding in self.findings}
        return reasons.pop() if len(reasons) == 1 else None


def number_findings(findings: Iterable[Mapping[str, Any]], *, form: Form) -> list[Numbered]:
    """Give the findings of ``review.json`` their numbers: errors first, those confirmed last."""
    ranks, looks = list(SEVERITY_NAMES), list(LOOKS)

    def rank(said: Mapping[str, Any]) -> tuple[int, int, str]:
        look = _look(said)
        settled = looks.index(look) + 1 if look in looks else 0
        return settled, ranks.index(said["severity"]), said["rule"]

    ordered = sorted(findings, key=rank)
    return [_numbered(n, said, form=form) for n, said in enumerate(ordered, start=1)]


def group_findings(findings: Iterable[Numbered], *, form: Form) -> list[Group]:
    """Put the findings of one rule, severity and look together, in their order."""
    groups: dict[tuple[str, str, str], list[Numbered]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.severity, finding.look), []).append(finding)
    return [_group(key, found, form=form) for key, found in groups.items()]


def _group(key: tuple[str, str, str], findings: list[Numbered], *, form: Form) -> Group:
    rule = form.rules.get(key[0])
    return Group(
        rule=key[0],
        title=rule.title if rule else "",
        severity=key[1],
        reason=rule.reason if rule else "",
        cure=rule.cure if rule else "",
        source=rule.source if rule else "",
        findings=tuple(findings),
    )


def _numbered(number: int, said: Mapping[str, Any], *, form: Form) -> Numbered:
    at = said["at"] or {}
    own = [cell for cell in said["cells"] if not split_last(cell)[0]]
    return Numbered(
        number=number,
        rule=said["rule"],
        severity=said["severity"],
        look=_look(said),
        message=_short(said["message"], rule=form.rules.get(said["rule"])),
        cells=tuple(own),
        section=at.get("section"),
        line=at.get("line", 0),
        quote=at.get("quote", ""),
        before=at.get("before", 0),
        expected=said["expected"],
        found=said["found"],
        accepted=said["accepted"],
        key=said.get("key", ""),
        is_confirmed=said.get("confirmed", False),
        claim=said.get("claim", ""),
    )


def _look(said: Mapping[str, Any]) -> str:
    if said["accepted"] is None:
        return str(said["severity"])
    return "accepted" if said.get("confirmed") else "claimed"


def _short(message: str, *, rule: Rule | None) -> str:
    return message.removesuffix(f"{rule.reason}{rule.cure}") if rule else message
