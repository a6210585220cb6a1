"""Right reports drawn from a seed: figures of two years in either edition, and text of some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from builders.lawful import BLOCKS, OUTCOMES, PARTS, TOTALLED
from kit.form import Form, load_forms

Values = dict[str, int]
#: How many columns, how many results in each, and how many cases of each at most.
_SIZES = ((1, 4, 9), (2, 6, 40), (6, 12, 300))
_KINDS = {
    "予以公开": ("granted",),
    "部分公开": ("partly_granted",),
    "不予公开": ("denied_",),
    "无法提供": ("unavailable_",),
    "不予处理": ("unprocessed_",),
    "其他处理": ("other_",),
}
_ENDS = {"结果维持": "upheld", "结果纠正": "corrected", "其他结果": "other", "尚未审结": "pending"}
#: How often a report tells the sums of its requests, its results, its cases, its documents.
_TOLD = {
    "requests": 0.95,
    "open": 0.7,
    "results": 0.65,
    "cases": 0.85,
    "ends": 0.5,
    "documents": 0.6,
    "share": 0.3,
    "growth": 0.4,
}


def drawn_truth(rng: Random) -> dict[str, Any]:
    """Return a right report as the data of whole reports is: figures of two years and texts."""
    form = rng.choice(list(load_forms().values()))
    year = form.first_year + 1
    columns, results, most = rng.choice(_SIZES)
    zeros = dict.fromkeys(PARTS, 0)
    carried = {p: rng.randint(0, most // 4) for p in PARTS[:columns]}
    ends = {p: rng.randint(0, most // 4) for p in PARTS[:columns]}
    size = (columns, results, most)
    last = _requests(rng, form, size=size, carried_in=zeros, carried_out=zeros | carried)
    now = _requests(rng, form, size=size, carried_in=zeros | carried, carried_out=zeros | ends)
    pending = {block: rng.randint(0, most // 8) for block in BLOCKS}
    last |= _heard(rng, most=most, pending=pending, least=dict.fromkeys(BLOCKS, 0))
    now |= _heard(rng, most=most, pending=dict.fromkeys(BLOCKS, 0), least=pending)
    last, now = _disclosed(rng, form, last=last, now=now)
    return {
        "id": f"drawn-{form.edition}",
        "year": year,
        "agency": {
            "name": "江浦市测试局",
            "kind": "department",
            "level": "county",
            "rule_making": True,
        },
        "now": now,
        "last": last,
        "texts": _texts(rng, now, last=last, year=year),
    }


def _requests(
    rng: Random,
    form: Form,
    *,
    size: tuple[int, int, int],
    carried_in: Mapping[str, int],
    carried_out: Mapping[str, int],
) -> Values:
    columns, results, most = size
    rows = list(dict.fromkeys(cell.split(".")[1] for cell in form.tables["t3"].cells))
    usual = rng.sample([row for row in rows if row not in TOTALLED], results)
    cells: Values = {}
    for at, part in enumerate(PARTS):
        column = dict.fromkeys(rows, 0)
        if at < columns:
            limit = max(1, most // (1 + 3 * at))
            column |= {row: rng.randint(0, limit) for row in usual}
            column["granted"] += carried_in[part]
        total = sum(column[row] for row in rows if row not in TOTALLED)
        column |= {"closed_total": total, "carried_in": carried_in[part]}
        column["carried_out"] = carried_out[part]
        column["received"] = total + carried_out[part] - carried_in[part]
        cells |= {f"t3.{row}.{part}": value for row, value in column.items()}
    for row in rows:
        cells[f"t3.{row}.total"] = sum(cells[f"t3.{row}.{part}"] for part in PARTS)
    return cells


def _heard(
    rng: Random, *, most: int, pending: Mapping[str, int], least: Mapping[str, int]
) -> Values:
    cells: Values = {}
    for block in BLOCKS:
        said = {outcome: rng.randint(0, most // 6) for outcome in OUTCOMES}
        said |= {"pending": pending[block], "upheld": said["upheld"] + least[block]}
        said["total"] = sum(said.values())
        cells |= {f"t4.{block}.{outcome}": value for outcome, value in said.items()}
    return cells


def _disclosed(rng: Random, form: Form, *, last: Values, now: Values) -> tuple[Values, Values]:
    last |= dict.fromkeys(form.tables["t2"].cells, 0)
    now |= dict.fromkeys(form.tables["t2"].cells, 0)
    for row in ("rules", "normative_documents"):
        if f"t2.{row}.in_force" in now:
            before, issued = rng.randint(3, 60), rng.randint(0, 12)
            repealed = rng.randint(0, min(before, 9))
            last |= {f"t2.{row}.issued": before, f"t2.{row}.in_force": before}
            now |= {f"t2.{row}.issued": issued, f"t2.{row}.repealed": repealed}
            now[f"t2.{row}.in_force"] = before + issued - repealed
    return last, now


def _texts(rng: Random, now: Values, *, last: Values, year: int) -> dict[int, str]:
    """Return texts that tell some of the figures, as reports do."""
    told = {key: rng.random() < share for key, share in _TOLD.items()}
    said = [_documents(now)] if told["documents"] and "t2.rules.in_force" in now else []
    if told["requests"]:
        said.append(_requested(now, is_open=told["open"]))
    if told["results"]:
        kinds = [f"{name}{_sum(now, rows)}件" for name, rows in _KINDS.items()]
        said.append(f"办理结果中，{'，'.join(kinds)}。")
    if told["cases"]:
        said.append(_reviewed(now, is_whole=told["ends"]))
    if told["share"]:
        said += _share(now)
    if told["growth"]:
        said += _growth(now, last=last)
    preface = f"统计期限自{year}年1月1日起至{year}年12月31日止。"
    return {
        0: preface,
        1: "\n\n".join(said) or "全年依法公开政府信息。",
        6: "本年度未收取信息处理费。",
    }


def _documents(now: Values) -> str:
    issued, repealed, in_force = (
        now[f"t2.normative_documents.{column}"] for column in ("issued", "repealed", "in_force")
    )
    return (
        f"本年制发行政规范性文件{issued}件，废止行政规范性文件{repealed}件，"
        f"现行有效行政规范性文件{in_force}件。"
    )


def _share(now: Values) -> list[str]:
    granted, closed = (now[f"t3.{row}.total"] for row in ("granted", "closed_total"))
    return [f"予以公开的占办理结果总数的{granted / closed:.2%}。"] if closed else []


def _growth(now: Values, *, last: Values) -> list[str]:
    after, before = (year["t3.received.total"] for year in (now, last))
    if not before or after == before:
        return []
    way = "增长" if after > before else "下降"
    return [f"新收政府信息公开申请数量同比{way}{abs(after - before) / before:.1%}。"]


def _requested(now: Values, *, is_open: bool) -> str:
    received, carried_in, closed, carried_out = (
        now[f"t3.{row}.total"] for row in ("received", "carried_in", "closed_total", "carried_out")
    )
    rest = f"，上年结转{carried_in}件，结转下年度继续办理{carried_out}件" if is_open else ""
    return f"全年新收政府信息公开申请{received}件，办结{closed}件{rest}。"


def _sum(now: Values, rows: Sequence[str]) -> int:
    return sum(
        value
        for cell, value in now.items()
        if cell.startswith(tuple(f"t3.{row}" for row in rows)) and cell.endswith(".total")
    )


def _reviewed(now: Values, *, is_whole: bool) -> str:
    said = f"因政府信息公开被申请行政复议{now['t4.reconsideration.total']}件"
    ends = "，".join(f"{n}{now[f't4.reconsideration.{c}']}件" for n, c in _ENDS.items())
    return f"{said}，其中{ends}。" if is_whole else f"{said}。"
