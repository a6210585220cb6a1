"""Claims are confirmed one by one, by what they are, and only as long as nobody takes that back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders.claimed import claiming
from builders.filings import filing_of, form
from builders.reports import report_of
from builders.sign_offs import AGENCY, SEEN, YEAR

from kit.checks import Findings, check
from kit.report.model import Report
from kit.signoff import (
    ConfirmedClaim,
    FindingNote,
    SignOff,
    add_sign_off,
    claims_of,
    confirmed_keys,
    read_sign_offs,
)

BROKEN = claiming(report_of(filing_of(form(), {"t3.received.total": 3})))


def claims(report: Report = BROKEN) -> tuple[ConfirmedClaim, ...]:
    """Return the claims of a report whose agency claims everything."""
    return claims_of(report, findings=check(report))


def decide(folder: Path, *confirmed: ConfirmedClaim, **said: object) -> None:
    """Add a decision that confirms claims."""
    facts: dict[str, object] = {"decision": "approve", "by": "张三", "date": "2025-01-20"}
    entry = SignOff(seen=SEEN["report"], confirmed=confirmed, **(facts | said))  # type: ignore[arg-type]
    add_sign_off(folder, entry=entry, year=YEAR, agency=AGENCY)


def keys(folder: Path, report: Report = BROKEN) -> frozenset[str]:
    """Return the keys of the claims that are confirmed."""
    sign_offs = read_sign_offs(folder)
    return confirmed_keys(claims(report), sign_offs=sign_offs, year=YEAR, agency=AGENCY)


def test_those_named_are_confirmed_and_no_other(tmp_path: Path) -> None:
    """They read back from the file with all that they are made of."""
    first, *others = claims()
    assert others
    assert keys(tmp_path) == frozenset()
    decide(tmp_path, first)
    assert keys(tmp_path) == {first.key}
    (entry,) = read_sign_offs(tmp_path).entries
    assert entry.confirmed == (first,)


def test_a_claim_goes_by_what_it_says_and_not_by_its_key(tmp_path: Path) -> None:
    """A finding that is worded anew has another key; its claim is the same."""
    first = claims()[0]
    decide(tmp_path, replace(first, key="0" * 12))
    assert keys(tmp_path) == {first.key}


@pytest.mark.parametrize(
    "other",
    [
        claiming(report_of(filing_of(form(), {"t3.received.total": 4}))),
        claiming(report_of(filing_of(form(), {"t3.received.total": 3})), reason="另一理由"),
    ],
    ids=["another value", "another reason"],
)
def test_another_claim_was_never_confirmed(tmp_path: Path, other: Report) -> None:
    """Whatever the old one was about."""
    decide(tmp_path, *claims())
    assert keys(tmp_path) == {claim.key for claim in claims()}
    assert keys(tmp_path, other) == frozenset()


def test_of_two_alike_each_is_confirmed_by_itself(tmp_path: Path) -> None:
    """Words that came to stand twice are claimed again, and looked at again."""
    first = claims()[0]
    twice = (first, replace(first, key=f"{first.key}-2"))
    for confirmed, count in (((first,), 1), (twice, 2)):
        decide(tmp_path, *confirmed)
        sign_offs = read_sign_offs(tmp_path)
        found = confirmed_keys(twice, sign_offs=sign_offs, year=YEAR, agency=AGENCY)
        assert len(found) == count


def test_it_outlives_a_return_and_is_taken_back_by_one_that_says_so(tmp_path: Path) -> None:
    """Mending something else asks for no second look; 须改正 of its finding does."""
    first, second, *_ = claims()
    decide(tmp_path, first, second, decision="return", note="另一处要改")
    assert keys(tmp_path) == {first.key, second.key}
    note = FindingNote(key=first.key, state="must_fix", note="还是要改")
    decide(tmp_path, decision="return", note="见各处", findings=(note,))
    assert keys(tmp_path) == {second.key}


def test_an_altered_file_confirms_nothing(tmp_path: Path) -> None:
    """Who could write a name could write a confirmation."""
    decide(tmp_path, *claims())
    path = tmp_path / "signoff.yaml"
    path.write_text(path.read_text("utf-8").replace("张三", "李四"), "utf-8")
    assert keys(tmp_path) == frozenset()


def test_findings_nobody_claims_are_no_claims() -> None:
    """Only what was claimed can be confirmed."""
    open_report = report_of(filing_of(form(), {"t3.received.total": 3}))
    found: Findings = check(open_report)
    assert found.findings
    assert claims_of(open_report, findings=found) == ()
