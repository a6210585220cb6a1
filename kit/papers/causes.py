"""What stands behind several problems of one report, so that papers ask for it once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kit.checks import CAUSE_NAMES
from kit.form import Form
from kit.form.address import split_last
from kit.form.kinds import SumOfParts
from kit.form.word_kinds import NotAlike
from kit.papers.model import PaperCause
from kit.papers.places import listed, spoken_cell

#: What is to be looked at where a cell was read in a way that may not be meant.
_ORIGINAL = "核对原件"


def paper_causes(review: Mapping[str, Any], *, form: Form, filed: Form) -> tuple[PaperCause, ...]:
    """Return the causes of ``review.json``, sums of many agencies and copied text as such too."""
    return (
        *(_of_figures(cause, review=review, form=filed) for cause in review.get("causes", ())),
        *_of_sums(review, form=form, filed=filed),
        *_of_copies(review, form=form),
    )


def _of_figures(cause: Mapping[str, Any], *, review: Mapping[str, Any], form: Form) -> PaperCause:
    """Return a wrong cell, or what may be wrong; a cell that is right is not asked for."""
    wrong = [each for each in cause["cells"] if each["found"] != each["value"]]
    cells = wrong or cause["cells"] or [each for way in cause["possible"] for each in way]
    names = dict.fromkeys(_spoken(each["cell"], review=review, form=form) for each in cells)
    is_known = bool(wrong)
    return PaperCause(
        name=CAUSE_NAMES[cause["kind"]] if cause["cells"] else "成因未定",
        place="、".join(names) if is_known else listed(list(names)),
        expected=_values(wrong, of="value") if is_known else _ORIGINAL,
        found=_values(wrong, of="found") if is_known else cause["message"],
        said=cause["message"],
        keys=tuple(cause["findings"]),
    )


def _spoken(address: str, *, review: Mapping[str, Any], form: Form) -> str:
    is_last, own = split_last(address)
    if own not in form.cells:
        return own
    said = spoken_cell(own, review=review, form=form)
    return f"上年报告 {said.partition('（')[0]}" if is_last else said


def _values(cells: Sequence[Mapping[str, Any]], *, of: str) -> str:
    return "、".join("空白" if each[of] is None else str(each[of]) for each in cells)


def _of_sums(review: Mapping[str, Any], *, form: Form, filed: Form) -> Iterator[PaperCause]:
    """Yield the figures of a roll-up that are not the sums of its parts, if there are several."""
    for rule in form.rules.values():
        own = [f for f in review["findings"] if f["rule"] == rule.id and f["cells"]]
        if isinstance(rule.kind, SumOfParts) and len(own) > 1:
            names = [_spoken(each["cells"][0], review=review, form=filed) for each in own]
            pairs = [f"{each['found']}（各机关 {each['expected']}）" for each in own]
            yield PaperCause(
                name="汇总与各机关之和不符",
                place=listed(names),
                expected="各机关之和",
                found=listed(pairs),
                said=f"{len(own)} 格不是各机关之和",
                keys=tuple(each["key"] for each in own),
            )


def _of_copies(review: Mapping[str, Any], *, form: Form) -> Iterator[PaperCause]:
    """Yield whose texts are alike, where this one is more alike than the rule lets pass."""
    copied = review.get("copied")
    if not copied or not copied["is_over"]:
        return
    alike = {rule.id for rule in form.rules.values() if isinstance(rule.kind, NotAlike)}
    keys = [f["key"] for f in review["findings"] if f["rule"] in alike]
    rest = len(copied["agencies"]) + copied["more"]
    if keys:
        yield PaperCause(
            name=f"与 {rest} 个机关文字雷同",
            said=f"与{listed(copied['agencies'])}雷同 {copied['percent']}%",
            keys=tuple(keys),
        )
