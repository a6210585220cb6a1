"""A province from a seed: agencies as there are, mostly small, a few large, some with faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Literal

from builders.faults import FAULTS, Spoilt
from builders.lawful import BLOCKS, OUTCOMES, PARTS, TOTALLED
from builders.wording import lawful_narrative
from kit.datafile import yaml_text
from kit.form import Form, form_of_year
from kit.source.values import Raw, build_filing
from kit.workbook import WORKBOOK, write_workbook
from kit.workspace import AGENCIES, Workspace

YEAR = 2024
Values = dict[str, Raw]
Size = Literal["small", "medium", "large"]

#: How many requests of one applicant end in one way, at most.
_MOST: Mapping[Size, int] = {"small": 2, "medium": 20, "large": 400}
#: What made-up words are made of.
_SYLLABLES = "改进工作台账档案流程岗位责任窗口指引热线回访座谈抽查讲评范例视频公告手册村务社区便民"
_COUNTIES = [f"{a}{b}" for b in "川阳山河城江源海林泽" for a in "青安平临永宁长东南新"]
#: Units of a county by id: name and kind.
_UNITS = {
    "government": ("人民政府", "government"),
    "office": ("人民政府办公室", "office"),
    "education": ("教育局", "department"),
    "science": ("科学技术局", "department"),
    "industry": ("工业和信息化局", "department"),
    "police": ("公安局", "department"),
    "civil-affairs": ("民政局", "department"),
    "justice": ("司法局", "department"),
    "finance": ("财政局", "department"),
    "labour": ("人力资源和社会保障局", "department"),
    "land": ("自然资源和规划局", "department"),
    "housing": ("住房和城乡建设局", "department"),
    "transport": ("交通运输局", "department"),
    "water": ("水利局", "department"),
    "farming": ("农业农村局", "department"),
    "trade": ("商务局", "department"),
    "culture": ("文化和旅游局", "department"),
    "health": ("卫生健康局", "department"),
    "veterans": ("退役军人事务局", "department"),
    "emergency": ("应急管理局", "department"),
    "audit": ("审计局", "department"),
    "market": ("市场监督管理局", "department"),
    "statistics": ("统计局", "department"),
    "petitions": ("信访局", "department"),
    "town-1": ("城关镇人民政府", "town"),
    "town-2": ("河口乡人民政府", "town"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeAgency:
    """One made-up agency; everything about it follows from its number and the seed."""

    seed: int
    number: int
    fault: Spoilt | None = None

    @property
    def id(self) -> str:
        """Its id: county and unit."""
        return f"c{self.number // len(_UNITS):04d}-{self._unit}"

    @property
    def _unit(self) -> str:
        return list(_UNITS)[self.number % len(_UNITS)]

    @property
    def kind(self) -> str:
        """Its kind, as ``agencies.yaml`` has it."""
        return _UNITS[self._unit][1]

    @property
    def name(self) -> str:
        """Its full name."""
        county = self.number // len(_UNITS)
        round_, at = divmod(county, len(_COUNTIES))
        return f"{_COUNTIES[at]}{'县区市'[round_ % 3]}{_UNITS[self._unit][0]}"

    def entry(self) -> dict[str, Any]:
        """Return its entry in ``agencies.yaml``."""
        place = self.name.removesuffix(_UNITS[self._unit][0])
        county = self.number // len(_UNITS)
        return {
            "name": self.name,
            "kind": self.kind,
            "level": "town" if self.kind == "town" else "county",
            "scope": "rollup" if self.kind == "government" else "own",
            "contact": {
                "unit": f"{self.name}办公室",
                "address": f"{place}人民路{self.number % 300 + 1}号",
                "telephone": f"0512-{55000000 + self.number}",
                "postcode": f"{215000 + county % 900}",
            },
            "site": {
                "name": f"{place}人民政府",
                "url": f"https://www.c{county:04d}.gov.cn",
                "column": "政府信息公开年报",
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A workspace of made-up agencies, and which of them are faulty in which way."""

    workspace: Workspace
    agencies: tuple[str, ...]
    faulty: Mapping[str, Spoilt] = field(default_factory=dict)

    def refused(self) -> set[str]:
        """Return the agencies that get no report at all."""
        return {agency for agency, fault in self.faulty.items() if fault.is_refused}


def make_province(
    folder: Path,
    *,
    agencies: int,
    seed: int = 1,
    faulty: int | None = None,
    run: Callable[..., Iterable[object]] = map,
) -> Province:
    """Write the parameters of a year's reports into *folder*, unless they are there already.

    Parameters
    ----------
    faulty
        How many have a fault; 3 % unless told, each kind in turn.
    run
        What maps a function over agencies; that of a pool of processes is faster.
    """
    number = round(agencies * 0.03) if faulty is None else faulty
    spoilt = sorted(Random(seed).sample(range(agencies), number))  # noqa: S311 - made-up figures
    faults = {at: FAULTS[turn % len(FAULTS)] for turn, at in enumerate(spoilt)}
    made = [MadeAgency(seed=seed, number=n, fault=faults.get(n)) for n in range(agencies)]
    params = folder / "params"
    if not (params / AGENCIES).is_file():
        # What spoils a folder need not go to another process.
        for _ in run(partial(_write_agency, params=params), [replace(m, fault=None) for m in made]):
            pass
        for one in made:
            if one.fault:
                one.fault.spoil(params / str(YEAR) / one.id)
        entries = {one.id: one.entry() for one in made if not one.fault or one.fault.is_entered}
        (params / AGENCIES).write_text(yaml_text(entries), "utf-8")
    return Province(
        workspace=Workspace(params=params, outputs=folder / "outputs"),
        agencies=tuple(one.id for one in made),
        faulty={one.id: one.fault for one in made if one.fault},
    )


def _write_agency(made: MadeAgency, *, params: Path) -> None:
    """Write the folder of one agency."""
    rng = Random(f"{made.seed} {made.number}")  # noqa: S311 - made-up figures
    form = form_of_year(YEAR)
    folder = params / str(YEAR) / made.id
    folder.mkdir(parents=True, exist_ok=True)
    has_last = rng.random() < 0.3
    values, last = _drawn(rng, form, size=_drawn_size(rng, made))
    (folder / WORKBOOK).write_bytes(_workbook(values, form=form, made=made, year=YEAR))
    if has_last:
        before = params / str(YEAR - 1) / made.id
        before.mkdir(parents=True, exist_ok=True)
        (before / WORKBOOK).write_bytes(_workbook(last, form=form, made=made, year=YEAR - 1))
    narrative = lawful_narrative(
        rng,
        is_government=made.kind in {"government", "town"},
        has_closed=bool(values["t3.closed_total.total"]),
        has_last=has_last and bool(last["t3.received.total"]),
    )
    (folder / "narrative.md").write_text(_with_own_words(narrative, made=made), "utf-8")
    published = f"published: {YEAR + 1}-01-{rng.randint(5, 31):02d}\n"
    (folder / "report.yaml").write_text(published, "utf-8")


def _with_own_words(narrative: str, *, made: MadeAgency) -> str:
    """Return *narrative* with words of the agency's own: few wordings are shared by all."""
    rng = Random(f"words {made.seed} {made.number}")  # noqa: S311 - made-up words
    for heading in ("## 二、", "## 六、"):
        clauses = ("".join(rng.choices(_SYLLABLES, k=24)) for _ in range(14))
        narrative = narrative.replace(heading, f"{'。'.join(clauses)}。\n\n{heading}")
    return narrative


def _workbook(values: Values, *, form: Form, made: MadeAgency, year: int) -> bytes:
    filing = build_filing(form, agency=made.id, year=year, values=values)
    return write_workbook(form, agency_name=made.name, year=year, filing=filing)


def _drawn_size(rng: Random, made: MadeAgency) -> Size:
    """Draw the size: a county's roll-up is large, one unit in ten of the others medium."""
    if made.kind == "government":
        return "large"
    return "medium" if rng.random() < 0.1 else "small"


def _drawn(rng: Random, form: Form, *, size: Size) -> tuple[Values, Values]:
    """Draw a lawful filing and the one of the year before."""
    most = _MOST[size]
    zeros = dict.fromkeys(PARTS, 0)
    carried = {part: rng.randint(0, most // 2) for part in PARTS} if size != "small" else zeros
    ends = {part: rng.randint(0, most // 2) for part in PARTS} if size == "large" else zeros
    last = _requests(rng, form, size=size, carried_in=zeros, carried_out=carried)
    values = _requests(rng, form, size=size, carried_in=carried, carried_out=ends)
    pending = dict.fromkeys(BLOCKS, 0) | {"reconsideration": rng.randint(0, most // 4)}
    last |= _cases(rng, most=most, pending=pending, at_least=dict.fromkeys(BLOCKS, 0))
    values |= _cases(rng, most=most, pending=dict.fromkeys(BLOCKS, 0), at_least=pending)
    before = rng.randint(0, most)
    last |= _disclosed(rng, form, most=most, in_force=0, issued=before)
    values |= _disclosed(rng, form, most=most, in_force=before, issued=rng.randint(0, 3))
    return values, last


def _requests(
    rng: Random,
    form: Form,
    *,
    size: Size,
    carried_in: Mapping[str, int],
    carried_out: Mapping[str, int],
) -> Values:
    """Draw table three: every row and column of a large agency, two columns of a small one."""
    rows = {address.split(".")[1]: None for address in form.tables["t3"].cells}
    results = [row for row in rows if row not in TOTALLED]
    cells: Values = {}
    for part in PARTS:
        closed = dict.fromkeys(results, 0) | _closed(rng, results, size=size, part=part)
        # What was carried in and is not carried out must have been closed.
        closed[results[0]] += max(0, carried_in[part] - carried_out[part] - sum(closed.values()))
        total = sum(closed.values())
        column = closed | {
            "closed_total": total,
            "carried_in": carried_in[part],
            "carried_out": carried_out[part],
            "received": total + carried_out[part] - carried_in[part],
        }
        cells |= {f"t3.{row}.{part}": value for row, value in column.items()}
    for row in rows:
        cells[f"t3.{row}.total"] = sum(int(cells[f"t3.{row}.{part}"] or 0) for part in PARTS)
    return cells


def _closed(rng: Random, results: list[str], *, size: Size, part: str) -> dict[str, int]:
    """Draw how the requests of one kind of applicant were closed; few by other handling (S12)."""
    if size == "large":
        most = {row: 3 if row.startswith("other_") else _MOST[size] for row in results}
        return {row: rng.randint(1, limit) for row, limit in most.items()}
    if part not in PARTS[:2] and size == "small":
        return {}
    usual = [row for row in results if not row.startswith("other_")]
    return {row: rng.randint(0, _MOST[size]) for row in rng.sample(usual, 3)}


def _cases(
    rng: Random, *, most: int, pending: Mapping[str, int], at_least: Mapping[str, int]
) -> Values:
    """Draw table four; nobody sues directly, which would be a note (S9)."""
    cells: Values = {}
    for block in BLOCKS:
        limit = 0 if block == "litigation_direct" else most // 2
        said = {outcome: rng.randint(0, limit) for outcome in OUTCOMES}
        said["pending"] = pending[block]
        said["upheld"] += at_least[block]
        said["total"] = sum(said.values())
        cells |= {f"t4.{block}.{outcome}": value for outcome, value in said.items()}
    return cells


def _disclosed(rng: Random, form: Form, *, most: int, in_force: int, issued: int) -> Values:
    """Draw table two: documents in force follow from last year's; no rules (S1)."""
    cells: Values = dict.fromkeys(form.tables["t2"].cells, 0)
    repealed = rng.randint(0, in_force)
    documents = {"issued": issued, "repealed": repealed, "in_force": in_force + issued - repealed}
    cells |= {f"t2.normative_documents.{key}": value for key, value in documents.items()}
    for row in ("licensing", "penalties", "coercive_measures"):
        cells[f"t2.{row}.decisions"] = rng.randint(0, most * 50)
    cells["t2.fees.amount"] = rng.choice(
        (0, 0, f"{rng.randint(1, most * 100)}.{rng.randint(1, 9)}")
    )
    return cells
