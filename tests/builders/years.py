"""A year of made-up agencies with their outputs, as a build leaves them, in every state there is.

What is built here is only what the index reads: no notebook is run, so that
thousands are made in seconds. What a build truly writes is tested with real ones.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from builders.filings import form
from builders.province import YEAR, MadeAgency
from kit.export.manifest import (
    MANIFEST,
    Manifest,
    count_findings,
    sha256,
    sign_off_of,
    versions,
)
from kit.report.parts import ROLLUP, rollup_bytes
from kit.report.rollup import Member, Rollup, Sum
from kit.run.inputs import input_hashes
from kit.run.job import Job
from kit.signoff import (
    SignOff,
    StandingDecision,
    add_sign_off,
    checks_state,
    read_sign_offs,
    standing,
    states,
)
from kit.workspace import AGENCIES, Workspace

SEEN = {"report": "a" * 64, "t2": "b" * 64, "t3": "c" * 64, "t4": "d" * 64}
#: What becomes of the agencies, in turn.
FATES = (
    "clean", "clean", "error", "clean", "warning", "approved", "clean", "returned", "clean",
    "approved", "clean", "lapsed", "late", "clean", "not_begun", "clean", "note", "failed",
    "clean", "stale", "clean", "corrected", "not_built",
)  # fmt: skip
_PROBLEMS = (
    "部分信息从形成到发布间隔较长",
    "解读材料以文字为主，图解和短视频偏少",
    "基层站所的公开专栏更新不及时",
    "依申请公开答复文书的说理不够充分",
    "政策咨询窗口与公开专区的衔接不紧密",
    "公开目录与权责清单没有逐项对应",
    "新任经办人员对不予公开的情形把握不准",
    "网站检索对旧文件的命中率偏低",
    "听证会的意见采纳情况公开不完整",
    "部门之间会商征求意见的时间偏长",
    "部分规范性文件清理后没有标注失效",
    "电话咨询的常见问题没有汇总公开",
)
_CURES = (
    "明确每类信息的发布时限和责任科室",
    "每季度由督查科抽查并通报",
    "制作流程图和问答",
    "把目录逐条对照权责清单重编",
    "组织跟班学习和案例讨论",
    "请法律顾问审看疑难答复",
    "在专栏首页标明文件效力",
    "与政务服务大厅共用一套问答",
    "对旧文件补录主题词",
    "会商限期五个工作日",
    "公开意见采纳的理由",
    "把答复文书的样式发到各站所",
)


def make_year(folder: Path, *, agencies: int, seed: int = 1) -> Workspace:
    """Write a year of *agencies* into *folder*, unless it is there already."""
    workspace = Workspace(params=folder / "params", outputs=folder / "outputs")
    if (workspace.params / AGENCIES).is_file():
        return workspace
    made = [MadeAgency(seed=seed, number=number) for number in range(agencies)]
    workspace.params.mkdir(parents=True)
    # JSON is YAML, and much sooner written.
    entries = {one.id: one.entry() | _parent(one) for one in made}
    (workspace.params / AGENCIES).write_text(json.dumps(entries, ensure_ascii=False), "utf-8")
    for one in made:
        _make_report(one, workspace=workspace)
    _write_batch(made, workspace=workspace)
    return workspace


def kept_review(workspace: Workspace, *, year: int, agency: str) -> Mapping[str, Any]:
    """Return the ``review.json`` that was written here, with what was decided since.

    The sources of these agencies are none: what their reports hold is made up.
    """
    path = workspace.report_folder(year, agency) / "review.json"
    review: dict[str, Any] = json.loads(path.read_bytes())
    sign_offs = read_sign_offs(workspace.inputs(year, agency))
    decided = states(sign_offs, year=year, agency=agency, seen=review["seen"])
    return review | stands(review, decided=decided)


def stands(
    review: Mapping[str, Any], *, decided: Sequence[StandingDecision] = ()
) -> dict[str, Any]:
    """Return what ``review.json`` says of decisions and of where they leave the report."""
    now, counts = standing(decided), count_findings(review)
    state = {
        "checks": checks_state(counts),
        "claims": counts["claimed"],
        "decision": now.state,
        "why": now.why,
        "since": None,
    }
    return {"sign_off": [asdict(each) for each in decided], "state": state}


def fate_of(made: MadeAgency) -> str:
    """Return what becomes of an agency."""
    return FATES[made.number % len(FATES)]


def finding(rule: str, *, cells: tuple[str, ...] = (), message: str = "", **told: Any) -> Any:
    """Return one finding of ``review.json``."""
    severity = form().rules[rule].severity
    plain = {"at": None, "expected": None, "found": None, "accepted": None, "confirmed": False}
    said = {"rule": rule, "severity": severity, "cells": list(cells), "message": message}
    return said | plain | told


def review_of(made: MadeAgency, *, fate: str = "clean") -> dict[str, Any]:
    """Return the ``review.json`` of an agency."""
    rng = Random(f"{made.seed} {made.number}")  # noqa: S311 - made-up figures
    base = rng.randint(0, 60)
    history = {str(year): _values(rng, base=base) for year in range(YEAR - 3, YEAR)}
    findings = _findings(rng, fate=fate)
    return stands({"findings": findings}) | {
        "schema": "1",
        "year": YEAR,
        "agency": made.id,
        "name": made.name,
        "edition": form().edition,
        "title": f"{made.name}{YEAR}年政府信息公开工作年度报告",
        "published": f"{YEAR + 1}-0{5 if fate == 'late' else 1}-{rng.randint(5, 31):02d}",
        "last_year": YEAR - 1,
        "figures": {
            address: {"value": value, "raw": str(value), "source": "tables.xlsx!表三!D5"}
            | {"last": history[str(YEAR - 1)][address]}
            for address, value in _values(rng, base=base).items()
        },
        "sections": _sections(rng, made=made),
        "history": history,
        "findings": findings,
        "outcomes": {},
        "links": [],
        "changes": [],
        "seen": SEEN,
        "before": "",
        "correction": _correction(fate),
    }


def _parent(made: MadeAgency) -> dict[str, str]:
    return (
        {} if made.kind == "government" else {"parent": f"{made.id.partition('-')[0]}-government"}
    )


def _values(rng: Random, *, base: int) -> dict[str, int]:
    return {address: rng.randint(base, base + 9) for address in form().cells}


def _sections(rng: Random, *, made: MadeAgency) -> list[dict[str, Any]]:
    # One in forty copies the text of another.
    own = Random(made.number // 80 if made.number % 40 == 7 else rng.random())  # noqa: S311 - the same
    text = "。".join(
        f"{own.choice(_PROBLEMS)}，{own.choice(_CURES)}，{own.choice(_PROBLEMS)[::-1]}第{own.random()}"
        f"{''.join(own.choices('甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥', k=16))}"
        for _ in range(20)
    )
    return [
        {"number": s.number, "title": s.title, "markdown": text if s.number in {1, 5} else "无。"}
        for s in form().sections
    ]


def _findings(rng: Random, *, fate: str) -> list[Any]:
    typed = "tables.xlsx 表三 K5：总计应为 {}，实为 {}。"
    wrong = [
        finding("R1", cells=("t3.received.total",), expected=3, found=2,
                message="tables.xlsx 表三 第 K 列：两项之和应等于后两项之和，应为 15，实为 12。"),
        finding("R3", cells=("t3.received.total",), expected=9, found=7,
                message=typed.format(rng.randint(1, 99), rng.randint(100, 199))),
        finding("X1", message="narrative.md 第 12 行“收到申请15件”：表三是 12。",
                at={"file": "narrative.md", "line": 12, "quote": "收到申请15件", "section": 3}),
    ]  # fmt: skip
    accepted = finding("Y2", cells=("t2.rules.in_force",), message="现行有效件数与上年接不上。",
                       accepted="清理了三件旧文件", confirmed=True)  # fmt: skip
    note = finding("S11", message="第一部分超过 1000 字。")
    dated = "report.yaml published：应不晚于 2025-01-31，实为 2025-05-20。"
    late = finding("S5", expected="2025-01-31", found="2025-05-20", message=dated)
    held = {"error": [*wrong, note], "returned": wrong[:1], "note": [note], "late": [late]}
    held |= {
        "warning": [
            finding("X5", message="narrative.md 第 9 行：各项相加是 17，总数是 18。"),
            accepted,
        ]
    }
    return held.get(fate, [accepted] if rng.random() < 0.1 else [])


def _correction(fate: str) -> dict[str, Any] | None:
    if fate != "corrected":
        return None
    item = {"what": "表三的总计", "before": "12", "after": "15"}
    return {"date": f"{YEAR + 1}-06-01", "reason": "合计漏加一格", "items": [item]}


def _make_report(made: MadeAgency, *, workspace: Workspace) -> None:
    fate = fate_of(made)
    if fate == "not_begun":
        return
    folder = workspace.inputs(YEAR, made.id)
    folder.mkdir(parents=True)
    (folder / "report.yaml").write_text("published: 2025-01-20\n", "utf-8")
    (folder / "tables.xlsx").write_bytes(made.id.encode())
    if made.kind == "government":
        (folder / ROLLUP).write_bytes(rollup_bytes(_rollup(made)))
    if fate in {"failed", "not_built"}:
        return
    if fate in {"approved", "returned", "lapsed"}:
        _decide(folder, made=made, fate=fate)
    write_outputs(workspace, agency=made.id, review=review_of(made, fate=fate))
    if fate == "stale":
        (folder / "tables.xlsx").write_bytes(b"changed")


def write_outputs(workspace: Workspace, *, agency: str, review: Mapping[str, Any]) -> None:
    """Write what a build leaves of a report, its *review* among them."""
    content = (json.dumps(review, ensure_ascii=False, indent=1) + "\n").encode()
    files = dict.fromkeys(("report.html", "review.html"), b"<!DOCTYPE html><title>.</title>")
    files |= {"report.ipynb": b"{}", "report.json": b"{}", "review.json": content}
    out = workspace.report_folder(YEAR, agency)
    out.mkdir(parents=True, exist_ok=True)
    for name, written in files.items():
        (out / name).write_bytes(written)
    workspace.take_as_read(_entry(workspace, agency))
    manifest = Manifest(
        year=YEAR,
        agency=agency,
        edition=form().edition,
        inputs=input_hashes(Job(workspace=workspace, year=YEAR, agency=agency)),
        outputs={name: sha256(written) for name, written in sorted(files.items())},
        fonts={},
        findings=count_findings(review),
        versions=versions(),
        sign_off=sign_off_of(review),
    )
    (out / MANIFEST).write_bytes(manifest.to_bytes())


@cache
def _entries(workspace: Workspace) -> Any:
    return workspace.agencies()


def _entry(workspace: Workspace, agency: str) -> Any:
    return _entries(workspace)[agency]


def _decide(folder: Path, *, made: MadeAgency, fate: str) -> None:
    entry = SignOff(
        decision="return" if fate == "returned" else "approve",
        by="张三",
        date="2025-02-20",
        seen="e" * 64 if fate == "lapsed" else SEEN["report"],
        note="表三总计与分项不符，请更正" if fate == "returned" else "",
    )
    add_sign_off(folder, entry=entry, year=YEAR, agency=made.id)


def _rollup(made: MadeAgency) -> Rollup:
    county = made.number // 26 * 26
    below = [MadeAgency(seed=1, number=county + at) for at in range(1, 26)]
    members = tuple(
        Member(agency=one.id, name=one.name, state="missing" if at == 9 else "counted",
               edition=form().edition)
        for at, one in enumerate(below)
    )  # fmt: skip
    parts = {member.agency: at for at, member in enumerate(members) if member.state == "counted"}
    added = Sum(known=sum(parts.values()), parts=parts)
    return Rollup(
        year=YEAR,
        agency=made.id,
        edition=form().edition,
        members=members,
        sums=dict.fromkeys(form().cells, added),
    )


def _write_batch(made: list[MadeAgency], *, workspace: Workspace) -> None:
    fault = "tables.xlsx：应为工作簿，实为 Word 文档。请另存为 .xlsx 后再试。"
    failed = {"state": "failed", "exit_code": 4, "faults": [fault]}
    agencies = [{"agency": one.id} | failed for one in made if fate_of(one) == "failed"]
    data = {"schema": "1", "year": YEAR, "agencies": agencies}
    path = workspace.outputs / str(YEAR) / "batch.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
