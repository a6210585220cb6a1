"""What is told of one agency, from its sources as they are now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, cast

from kit.disk import attempted
from kit.errors import KitError
from kit.form import Form, form_of_year, load_forms
from kit.papers.causes import paper_causes
from kit.papers.model import Paper, Problem, ProblemStanding
from kit.papers.places import finding_place, plain_words, spoken_cell, spoken_words
from kit.run.standing import current_review
from kit.signoff import CHECKS_NAMES, STANDING_NAMES
from kit.workspace import Agency, Workspace

#: So many sentences that are copied are quoted.
_QUOTED = 2


def read_paper(
    agency: Agency,
    *,
    workspace: Workspace,
    year: int,
    judge: Callable[..., Mapping[str, Any]] = current_review,
) -> Paper | None:
    """Read what papers say of *agency*; ``None`` if its report cannot be read.

    Parameters
    ----------
    judge
        Gives what ``review.json`` has to hold now.
    """
    workspace.take_as_read(agency)
    read = partial(judge, workspace, year=year, agency=agency.id)
    review = attempted(read, where=f"{year} {agency.id}")
    if isinstance(review, KitError):
        return None
    return build_paper(agency, review=review, office=_office(agency, workspace=workspace))


def build_paper(agency: Agency, *, review: Mapping[str, Any], office: str = "") -> Paper:
    """Build what papers say from the reviewers' data of a report."""
    state = review["state"]
    decided = _decision(review)
    form, filed = form_of_year(review["year"]), load_forms()[review["edition"]]
    return Paper(
        agency=agency.id,
        name=agency.name,
        report=review["title"],
        checks=CHECKS_NAMES[state["checks"]],
        standing=STANDING_NAMES[state["decision"]],
        problems=tuple(_problems(review, decided=decided, form=form, filed=filed)),
        causes=paper_causes(review, form=form, filed=filed),
        decision=decided["decision"] if decided else "",
        by=decided["by"] if decided else "",
        on=decided["on"] if decided else "",
        opinion=decided["note"] if decided else "",
        office=office,
    )


def _office(agency: Agency, *, workspace: Workspace) -> str:
    above = attempted(partial(workspace.agency, agency.parent), where="") if agency.parent else None
    return above.name if isinstance(above, Agency) else ""


def _decision(review: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the decision in force: a return of whatever part, else the approval of the whole."""
    wanted = {"returned": "return", "approved": "approve"}.get(review["state"]["decision"])
    found = [
        each
        for each in review["sign_off"]
        if each["state"] == "in force" and each["decision"] == wanted
        and (wanted == "return" or each["table"] is None)
    ]  # fmt: skip
    return found[-1] if found else None


def _problems(
    review: Mapping[str, Any], *, decided: Mapping[str, Any] | None, form: Form, filed: Form
) -> Iterator[Problem]:
    noted = {each["key"]: each for each in decided["findings"]} if decided else {}
    for finding in review["findings"]:
        said = noted.get(finding.get("key"), {})
        yield _problem(finding, said=said, review=review, form=form, filed=filed)
    for note in decided["notes"] if decided else ():
        yield _noted(note, review=review, form=form, filed=filed)


def _problem(
    finding: Mapping[str, Any],
    *,
    said: Mapping[str, Any],
    review: Mapping[str, Any],
    form: Form,
    filed: Form,
) -> Problem:
    rule = form.rules[finding["rule"]]
    message = finding["message"].removesuffix(f"{rule.reason}{rule.cure}")
    place = finding_place(finding, review=review, form=filed if finding["cells"] else form)
    what = plain_words(message.partition("：")[2] or message)
    return Problem(
        rule=rule.id,
        title=rule.title,
        severity=finding["severity"],
        place=place,
        said=what.rstrip("。"),
        expected=_shown(finding["expected"]),
        found=_found(finding, said=what, review=review),
        basis=rule.source,
        request=plain_words(rule.cure),
        standing=_standing(finding, said=said),
        claim=finding["accepted"] or "",
        note=said.get("note", ""),
        key=finding.get("key", ""),
    )


def _noted(
    note: Mapping[str, Any], *, review: Mapping[str, Any], form: Form, filed: Form
) -> Problem:
    """Return what a reviewer wrote on a cell or on words."""
    if note["cell"] in filed.cells:
        place = spoken_cell(note["cell"], review=review, form=filed)
        found = _shown((review["figures"].get(note["cell"]) or {}).get("value"))
    else:
        place, found = spoken_words(note["section"], note["quote"], form=form), ""
    return Problem(
        place=place,
        said=note["note"],
        expected="",
        found=found,
        request=note["note"],
        standing="must_fix",
        note=note["note"],
    )


def _standing(finding: Mapping[str, Any], *, said: Mapping[str, Any]) -> ProblemStanding:
    state = said.get("state", "open")
    if state == "must_fix":
        return "must_fix"
    if state == "accepted_by_reviewer":
        return "let_pass"
    if finding["accepted"] is None:
        return "open"
    return "confirmed" if finding.get("confirmed") else "claimed"


def _found(finding: Mapping[str, Any], *, said: str, review: Mapping[str, Any]) -> str:
    """Say what is there: the value, or the whole sentence where it is not one value's fault."""
    copied = cast("Mapping[str, Any] | None", review.get("copied"))
    if copied and copied["is_over"] and copied["closest"] in said:
        section = copied["section"]
        own = [each["own"] for each in copied["sentences"] if section in {0, each["section"]}]
        quoted = "".join(f"“{words}”" for words in own[:_QUOTED])
        return f"{said.rstrip('。')}，如{quoted}" if quoted else said.rstrip("。")
    if finding["found"] is None or finding["expected"] is None:
        return said.rstrip("。")
    return _shown(finding["found"])


def _shown(value: int | str | None) -> str:
    return "" if value is None else str(value)
