"""What keeps a report from being published, each fault with where it is and its cure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kit.checks import masked
from kit.errors import Fault
from kit.export.manifest import Manifest, count_findings
from kit.form import Form
from kit.form.word_kinds import NoPersonalData
from kit.publish.words import PersonalWords
from kit.signoff import STANDING_NAMES, claims_said

#: So many of what is found in one report are told.
_LISTED = 5
#: Decisions that nothing is published against, asked for or not.
_AGAINST = ("returned", "mended", "altered")
_MEND = {
    "returned": "请改好，重新生成，再请审核人签署。",
    "mended": "请重新生成，再请审核人看过签署。",
    "altered": "请核对 signoff.yaml 是谁改的；属实的请审核人重新签署。",
    "lapsed": "请重新生成，再请审核人看过签署。",
}


def review_faults(review: Mapping[str, Any], *, needs_approval: bool) -> Iterator[Fault]:
    """Yield what checks and reviewers have against a report."""
    year, agency, state = review["year"], review["agency"], review["state"]
    counts = count_findings(review)
    if counts["error"]:
        first = next(
            f for f in review["findings"] if f["severity"] == "error" and f["accepted"] is None
        )
        cure = f"请改正后重新生成；全部见 kit check {year} {agency}。"
        found = f"{counts['error']} 处错误，如：{first['message']}"
        yield Fault("检查", "没有错误", found.rstrip("。"), cure)
    if state["claims"]:
        cure = "请审核人看过 review.html，属实的用 kit sign --confirm 核定，再重新生成。"
        yield Fault("说明", "都经审核人核定", claims_said(state["claims"]), cure)
    yield from _decision_faults(review, needs_approval=needs_approval)


def _decision_faults(review: Mapping[str, Any], *, needs_approval: bool) -> Iterator[Fault]:
    year, agency, state = review["year"], review["agency"], review["state"]
    decision = state["decision"]
    if decision == "approved" or not (needs_approval or decision in _AGAINST):
        return
    since = state["since"] if decision == "lapsed" else None
    said = (since["said"] if since else state["why"]).rstrip("。")
    sign = f"kit sign {year} {agency} --by 姓名 --decision approve"
    unsigned = f"请审核人看过 review.html，用 {sign} 签署；不经审核的加 --without-sign-off。"
    found = f"{STANDING_NAMES[decision]}（{said}）" if said else STANDING_NAMES[decision]
    yield Fault("审核", "有效的通过", found, _MEND.get(decision, unsigned))


def personal_faults(review: Mapping[str, Any], *, form: Form) -> Iterator[Fault]:
    """Yield what S7 finds in the text and no reviewer has confirmed to be nobody's."""
    for finding in personal_findings(review, form=form)[:_LISTED]:
        if not finding["confirmed"]:
            place, _, said = finding["message"].partition("：")
            cure = "请删去或改为不能认出个人的说法，重新生成。"
            yield Fault(place, "没有个人信息", said.partition("。")[0], cure)


def personal_findings(review: Mapping[str, Any], *, form: Form) -> list[Mapping[str, Any]]:
    """Return the findings about personal data."""
    rules = {rule.id for rule in form.rules.values() if isinstance(rule.kind, NoPersonalData)}
    return [finding for finding in review["findings"] if finding["rule"] in rules]


def file_faults(
    found: Iterable[PersonalWords], *, review: Mapping[str, Any], form: Form
) -> Iterator[Fault]:
    """Yield what public files tell of people, but for what is told of the text already.

    What a reviewer confirmed may stand on the page; an identity number may stand nowhere.
    """
    listed = personal_findings(review, form=form)
    told = Counter(f"{each['found']}" for each in listed)
    open_ones = {f"{each['found']}" for each in listed if not each["confirmed"]}
    for each in found:
        hidden = masked(each.words)
        is_told = hidden in open_ones or (each.file.endswith(".html") and told[hidden] > 0)
        # Several have the same first character: so many are told, and no more.
        told[hidden] -= 1
        if not is_told:
            cure = "请从来源里删去（正文、表格、机关的资料或自己加的单元格），重新生成。"
            yield Fault(each.file, "没有个人信息", f"有{each.what}“{hidden}”", cure)


def output_faults(
    manifest: Manifest | None,
    *,
    place: str,
    year: int,
    agency: str,
    files: Mapping[str, str | None],
) -> Iterator[Fault]:
    """Yield what keeps the files that stand from being those that a build wrote.

    Parameters
    ----------
    files
        The sha256 of the public files that the manifest names, as they stand;
        ``None`` of one that is not there.
    """
    build = f"kit build {year} {agency}"
    if manifest is None:
        yield Fault(place, "已生成的报告", "没有", f"请运行 {build}，再发布。")
        return
    for name, digest in files.items():
        if digest is None:
            yield Fault(f"{place}/{name}", "生成时的文件", "没有", f"请运行 {build}，再发布。")
        elif digest != manifest.outputs.get(name):
            cure = f"要留的请先改名另存，再运行 {build} --force。"
            yield Fault(f"{place}/{name}", "生成时的内容", "生成之后改动过", cure)


def stale_fault(*, place: str, year: int, agency: str) -> Fault:
    """Return the fault of files that building again would make otherwise."""
    cure = f"请运行 kit build {year} {agency}，看过再发布。"
    return Fault(place, "按现在的来源生成", "来源、检查的结果或软件此后变过", cure)


def marked_fault(*, place: str, year: int, agency: str) -> Fault:
    """Return the fault of files that still say 草稿 of a report that is none any more."""
    cure = f"请运行 kit build {year} {agency}，再发布。"
    return Fault(place, "没有草稿标记", "生成时还是草稿，文件上印着“草稿”", cure)
