"""Whether a saved decision is about what stands now, and what it says as an entry."""

from __future__ import annotations

from collections.abc import Iterator

from kit.errors import Fault, ParameterError
from kit.form.address import split_last
from kit.signoff.chain import last_digest
from kit.signoff.decide import Desk
from kit.signoff.entry import Asked
from kit.signoff.model import FindingNote, PlaceNote, SignOff, SignOffs
from kit.signoff.saved import SavedDecision, findings_sha256
from kit.signoff.seen import SCOPE_REPORT
from kit.signs import without_hidden

#: What the parts of the review page are called.
SAVED_PAGE = Asked(by="审核人", note="意见", approve="决定“通过”", confirm="核定")
_DECISIONS = {"approve": "通过", "return": "退回"}


def already_signed(saved: SavedDecision, *, sign_offs: SignOffs) -> bool:
    """Whether an entry was made from this very file."""
    return any(entry.saved == saved.digest for entry in sign_offs.entries)


def entry_of(saved: SavedDecision) -> SignOff:
    """Return what a saved decision says as an entry; what says nothing is left out.

    Words pasted from elsewhere may hold what nobody sees: it is dropped.
    """
    findings = (
        FindingNote(key=said.key, state=said.state, note=_line(said.note))
        for said in saved.findings
        if said.state != "open" or said.note.strip()
    )
    notes = (
        PlaceNote(
            note=_line(said.note), cell=said.cell, section=said.section, quote=_line(said.quote)
        )
        for said in saved.notes
        if said.note.strip()
    )
    return SignOff(
        decision=saved.decision,
        by=_line(saved.by),
        date=saved.on,
        note=_line(saved.note),
        findings=tuple(findings),
        notes=tuple(notes),
        seen="",
        saved=saved.digest,
    )


def refuse_unlike(saved: SavedDecision, *, where: str, there: Desk) -> None:
    """Refuse a decision on something else than what stands now.

    Raises
    ------
    ParameterError
        If the report or its findings changed since, somebody else decided meanwhile, or
        it speaks of findings or cells that there are none of.
    """
    fault = _unlike(saved, where=where, there=there)
    faults = [fault] if fault else list(_unknown(saved, where=where, there=there))
    if faults:
        raise ParameterError(*faults)


def _unlike(saved: SavedDecision, *, where: str, there: Desk) -> Fault | None:
    year, agency = saved.year, saved.agency
    again = "请打开现在的 review.html，重新作出决定并保存。"
    if saved.seen != there.before.seen[SCOPE_REPORT]:
        wanted = "对现在这份报告的决定"
        cure = f"没有重新生成的先运行 kit build {year} {agency}；{again}"
        return Fault(where, wanted, "对较早一份的决定：此后数、文字或说明变过", cure)
    if saved.findings_seen != findings_sha256(f.key for f in there.findings.findings):
        return Fault(where, "看过现在全部发现的决定", "看的是较早一次检查的发现", again)
    if saved.before != last_digest(there.sign_offs.entries):
        cure = f"请运行 kit build {year} {agency}，{again}"
        return Fault(where, "看过最后一次签署的决定", _last(there.sign_offs), cure)
    return None


def _last(sign_offs: SignOffs) -> str:
    if not sign_offs.entries:
        return "此前的签署已不在 signoff.yaml 里"
    last = sign_offs.entries[-1]
    return f"保存之后 {last.by}（{last.date}）又签署过：{_DECISIONS[last.decision]}"


def _unknown(saved: SavedDecision, *, where: str, there: Desk) -> Iterator[Fault]:
    """Yield what the decision speaks of and the report has not: no page saves such a thing."""
    cure = "请打开 review.html 重新作出决定，再保存一次。"
    keys = {finding.key for finding in there.findings.findings}
    for said in saved.findings:
        if said.key not in keys:
            yield Fault(where, "这份报告的发现", said.key, cure)
    cells = there.report.filing_form.cells
    for note in saved.notes:
        if note.cell and split_last(note.cell)[1] not in cells:
            yield Fault(where, "这份报告的单元格", note.cell, cure)


def _line(words: str) -> str:
    """Return words on one line, without what nobody sees."""
    line = " ".join(without_hidden(words).split())
    return "".join(sign for sign in line if sign.isprintable())
