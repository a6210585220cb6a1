"""Ledgers made from a seed, with the figures, rows and late answers that they must come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from builders.spreadsheets import Page, Value
from kit.form.model import Case
from kit.ledger import Count, Late, Ledger
from kit.source.filing import Rows

YEAR = 2022
#: 国办发明电〔2020〕27号 and 〔2021〕11号: days off, from and to, and weekend days worked.
OFF = (
    ("2021-01-01", "2021-01-03"),
    ("2021-02-11", "2021-02-17"),
    ("2021-04-03", "2021-04-05"),
    ("2021-05-01", "2021-05-05"),
    ("2021-06-12", "2021-06-14"),
    ("2021-09-19", "2021-09-21"),
    ("2021-10-01", "2021-10-07"),
    ("2022-01-01", "2022-01-03"),
    ("2022-01-31", "2022-02-06"),
    ("2022-04-03", "2022-04-05"),
    ("2022-04-30", "2022-05-04"),
    ("2022-06-03", "2022-06-05"),
    ("2022-09-10", "2022-09-12"),
    ("2022-10-01", "2022-10-07"),
)
WORKED = frozenset(
    date(year, month, day)
    for year, month, day in (
        *((2021, 2, 7), (2021, 2, 20), (2021, 4, 25), (2021, 5, 8)),
        *((2021, 9, 18), (2021, 9, 26), (2021, 10, 9), (2022, 1, 29), (2022, 1, 30)),
        *((2022, 4, 2), (2022, 4, 24), (2022, 5, 7), (2022, 10, 8), (2022, 10, 9)),
    )
)
APPLICANTS = {
    "natural_person": ("自然人", "公民", "个人"),
    "enterprise": ("商业企业", "企业", "法人或其他组织（商业企业）"),
    "research": ("科研机构", "科研院所"),
    "welfare": ("社会公益组织", "法人或其他组织-社会公益组织"),
    "legal_service": ("法律服务机构", "律师事务所"),
    "other": ("其他", "其他组织"),
}
OUTCOMES = {
    "granted": ("予以公开", "（一）予以公开", "已主动公开，告知获取方式和途径", "提供"),
    "partly_granted": ("部分公开", "区分处理", "部分公开（部分涉及个人隐私）"),
    "denied_state_secret": ("不予公开（国家秘密）", "属于国家秘密"),
    "denied_prohibited_by_law": ("不予公开：法律、行政法规禁止公开",),
    "denied_security_stability": ("3.危及“三安全一稳定”",),
    "denied_third_party": ("不予公开-商业秘密", "个人隐私", "第三方不同意公开"),
    "denied_internal_affairs": ("不予公开（内部事务信息）", "人事管理"),
    "denied_deliberative": ("过程性信息", "不予公开（讨论记录、过程稿）"),
    "denied_enforcement_file": ("属于行政执法案卷",),
    "denied_administrative_query": ("属于行政查询事项", "不动产登记资料，行政查询事项"),
    "unavailable_not_held": (
        "信息不存在",
        "不属于本机关",
        "依据《条例》第三十六条第（四）项，政府信息不存在",
    ),
    "unavailable_needs_creation": ("没有现成信息，需要另行制作", "无法提供（需要加工分析）"),
    "unavailable_unclear": ("补正后仍不明确",),
    "unprocessed_petition": ("信访、举报、投诉", "不予处理（信访）"),
    "unprocessed_duplicate": ("重复申请", "不予重复处理"),
    "unprocessed_publication": ("公开出版物",),
    "unprocessed_abusive": ("无正当理由大量反复申请",),
    "unprocessed_reconfirmation": ("要求确认或重新出具",),
    "other_not_corrected": ("逾期不补正", "逾期未补正，视为放弃申请"),
    "other_fee_unpaid": ("逾期未缴纳信息处理费",),
    "other_other": ("申请人撤回", "撤回申请"),
}
BLOCKS = {
    "reconsideration": ("行政复议", ""),
    "litigation_direct": ("行政诉讼", "否"),
    "litigation_after_reconsideration": ("行政诉讼", "是"),
}
RESULTS = {
    "upheld": ("维持", "驳回诉讼请求"),
    "corrected": ("撤销", "确认违法", "责令重新答复"),
    "other": ("终止", "撤诉", "驳回起诉"),
}
HEADINGS = (
    *("登记号", "收到日期", "申请人", "申请人类型", "证件号码", "联系电话", "申请内容"),
    *("补正通知日期", "补正日期", "征求第三方", "第三方反馈日期", "延期", "约定答复日"),
    *("答复日期", "答复类型", "备注"),
)
NAMES = ("欧阳澹泊", "司马青衫", "东方既白", "夏侯惊涛")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
#: Writes a date in one of the shapes that people type.
SHAPES: tuple[Callable[[date], Value], ...] = (
    lambda day: day.isoformat(),
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: day.strftime("%Y%m%d"),
    lambda day: (day - date(1899, 12, 30)).days,
    lambda day: f"{day:%Y-%m-%d} 16:30:00",
    lambda day: f"{day.year}．{day.month}．{day.day}".translate(_FULL_WIDTH),
    lambda day: f"{day:%Y年%m月%d日}（周{'一二三四五六日'[day.weekday()]}）",
)
#: Results of requests that the applicant let lapse: no limit runs.
UNTIMED = ("other_not_corrected", "other_fee_unpaid")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeLedger:
    """Sheets of a ledger, and what they must come to in edition 2021.

    ``rows`` are the numbers of the rows behind each figure, all in one sheet a
    table; ``late`` the rows that were late, by way.
    """

    pages: tuple[Page, ...]
    figures: Mapping[str, int | Decimal]
    rows: Mapping[str, tuple[int, ...]]
    late: Mapping[str, tuple[int, ...]]


@dataclass(slots=True, kw_only=True)
class _Known:
    figures: dict[str, int | Decimal] = field(default_factory=lambda: defaultdict(int))
    rows: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    late: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def count(self, address: str, row: int, value: int | Decimal = 1) -> None:
        self.figures[address] += value
        self.rows[address].append(row)


def make_ledger(size: int, *, seed: int) -> MadeLedger:
    """Make a ledger of *size* requests, and of cases, documents, decisions and fees beside them."""
    rng, known = Random(seed), _Known()  # noqa: S311 - the same seed gives the same ledger
    pages = (
        _page("申请", HEADINGS, _requests(size, rng=rng, known=known)),
        _page("复议诉讼", CASE_HEADINGS, _cases(size // 8, rng=rng, known=known)),
        _page("规范性文件", DOCUMENT_HEADINGS, _documents(size // 8, rng=rng, known=known)),
        _page(
            "许可处罚强制",
            ("决定书文号", "类别", "决定日期"),
            _decisions(size, rng=rng, known=known),
        ),
        _page(
            "收费",
            ("票据号", "收费项目", "收费日期", "收费金额（元）"),
            _fees(size // 8, rng=rng, known=known),
        ),
    )
    return MadeLedger(
        pages=pages,
        figures=dict(known.figures),
        rows={address: tuple(rows) for address, rows in known.rows.items()},
        late={why: tuple(rows) for why, rows in known.late.items()},
    )


def page_of(name: str, headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> Page:
    """Return a sheet with *headings* in its first row."""
    return _page(name, headings, iter(rows))


def request(**cells: Value) -> list[Value]:
    """Return a row under ``HEADINGS``: an answered request but for the *cells* given."""
    usual: dict[str, Value] = {
        "收到日期": "2022-03-01",
        "申请人类型": "自然人",
        "答复日期": "2022-03-10",
        "答复类型": "予以公开",
    }
    row = usual | cells
    return [row.get(heading) for heading in HEADINGS]


def ledger_of(case: Case) -> Ledger:
    """Return the ledger that a worked case of a rule describes."""
    numbers = {why: tuple(range(2, 2 + count)) for why, count in case.late.items()}
    rows = Rows(file="ledger.xlsx", sheet="申请", column="A", numbers=(2, 7))
    counts = {a: Count(value=value, rows=(rows,)) for a, value in (case.ledger or {}).items()}
    late = tuple(
        Late(
            why=why,  # type: ignore[arg-type]
            rows=Rows(file="ledger.xlsx", sheet="申请", column="A", numbers=found),
            days=3,
            said="答复晚于法定期限",
            article="条例第三十三条",
        )
        for why, found in numbers.items()
    )
    return Ledger(counts=counts, late=late, notes=case.ledger_notes, has_requests=True)


def is_worked(day: date) -> bool:
    """Whether *day* is a working day, by the notices of the State Council's office."""
    is_off = any(date.fromisoformat(a) <= day <= date.fromisoformat(b) for a, b in OFF)
    return day in WORKED or (day.weekday() < 5 and not is_off)


def worked_after(day: date, days: int) -> date:
    """Return the day that is so many working days after *day*, counted one by one."""
    while days:
        day += _DAY
        days -= is_worked(day)
    return day


def _page(name: str, headings: Sequence[str], rows: Iterator[Sequence[Value]]) -> Page:
    values: dict[tuple[int, int], Value] = {(0, c): text for c, text in enumerate(headings)}
    for r, row in enumerate(rows, start=1):
        values |= {(r, c): value for c, value in enumerate(row) if value not in {None, ""}}
    return Page(name=name, values=values)


def _day(rng: Random, first: str, last: str) -> date:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return start + rng.randrange((end - start).days + 1) * _DAY


def _requests(size: int, *, rng: Random, known: _Known) -> Iterator[list[Value]]:
    for table in (f"t3.{row}.{c}" for row in (*OUTCOMES, *_SUMS) for c in (*APPLICANTS, "total")):
        known.figures[table] = 0
    for row in range(2, size + 2):
        received = _day(rng, "2021-10-08", "2023-01-20")
        steps, due, is_odd = _steps(rng, received)
        answered = _answered(rng, received, due=due)
        column, result = rng.choice(tuple(APPLICANTS)), rng.choice(tuple(OUTCOMES))
        _count_request(known, row, (received, answered, due), column=column, result=result)
        is_open = received.year <= YEAR and (answered is None or answered.year >= YEAR)
        is_timed = result not in UNTIMED or answered is None or answered.year > YEAR
        is_told = all(
            steps[name].year <= YEAR for name in ("延期", "补正通知日期") if name in steps
        )
        if is_odd and is_open and is_told and (is_timed or is_odd == "correction"):
            known.late[is_odd].append(row)
        shape = rng.choice(SHAPES)
        said = {name: shape(day) for name, day in steps.items()}
        yield request(
            **{
                "登记号": f"依申请〔{received.year}〕{row}号",
                "申请人": rng.choice(NAMES),
                "证件号码": f"32010219800101{row:04d}",
                "联系电话": f"139{row:08d}",
                "申请内容": f"{rng.choice(NAMES)}申请公开某地块征收补偿方案",
                "收到日期": shape(received),
                "申请人类型": rng.choice(APPLICANTS[column]),
                "答复日期": shape(answered) if answered else None,
                "答复类型": rng.choice(OUTCOMES[result]) if answered else None,
                **said,
            }
        )


_SUMS = ("received", "carried_in", "closed_total", "carried_out")


def _steps(rng: Random, received: date) -> tuple[dict[str, date], date, str]:
    """Draw what moves the limit: the dates, the day it is due, and how a step itself was late."""
    match rng.randrange(8):
        case 0:
            told = worked_after(received, rng.randrange(1, 15))
            due = worked_after(received, 20)
            return {"延期": told}, worked_after(due, 20), ""
        case 1:
            wait = rng.choice((3, 7, 9))
            told = worked_after(received, wait)
            back = told + 9 * _DAY
            steps = {"补正通知日期": told, "补正日期": back}
            return steps, worked_after(back, 20), "correction" if wait > 7 else ""
        case 2:
            asked = worked_after(received, 2)
            heard = worked_after(asked, 11)
            return {"征求第三方": asked, "第三方反馈日期": heard}, worked_after(received, 31), ""
        case 3:
            due = worked_after(received, 60)
            return {"约定答复日": due}, due, ""
        case 4:
            due = worked_after(received, 20)
            told = worked_after(due, 2)
            return {"延期": told}, worked_after(due, 20), "extension"
        case _:
            return {}, worked_after(received, 20), ""


def _answered(rng: Random, received: date, *, due: date) -> date | None:
    match rng.randrange(10):
        case 0:
            return None
        case 1:
            return worked_after(due, rng.randrange(1, 30))
        case 2:
            return due
        case _:
            return received + rng.randrange((due - received).days) * _DAY


def _count_request(
    known: _Known,
    row: int,
    days: tuple[date, date | None, date],
    *,
    column: str,
    result: str,
) -> None:
    received, answered, due = days
    first, last = date(YEAR, 1, 1), date(YEAR, 12, 31)
    if received > last or (answered and answered < first):
        return
    is_closed = answered is not None and answered <= last
    came = "received" if received >= first else "carried_in"
    went = (result, "closed_total") if is_closed else ("carried_out",)
    for name in (came, *went):
        known.count(f"t3.{name}.{column}", row)
        known.count(f"t3.{name}.total", row)
    if is_closed and answered and answered > due and result not in UNTIMED:
        known.late["answered"].append(row)
    if not is_closed and due < last:
        known.late["unanswered"].append(row)


CASE_HEADINGS = ("案号", "案件类型", "是否经复议", "当事人", "受理日期", "审结日期", "结果")
DOCUMENT_HEADINGS = ("文号", "文件名称", "类别", "印发日期", "废止日期", "有效期至")


def _cases(size: int, *, rng: Random, known: _Known) -> Iterator[list[Value]]:
    for block in BLOCKS:
        for column in (*RESULTS, "pending", "total"):
            known.figures[f"t4.{block}.{column}"] = 0
    for row in range(2, size + 2):
        filed = _day(rng, "2021-06-01", "2023-01-20")
        closed = filed + rng.randrange(20, 200) * _DAY if rng.random() < 0.8 else None
        block, result = rng.choice(tuple(BLOCKS)), rng.choice(tuple(RESULTS))
        is_closed = closed is not None and closed.year == YEAR
        if filed.year <= YEAR and (closed is None or closed.year >= YEAR):
            for column in (result if is_closed else "pending", "total"):
                known.count(f"t4.{block}.{column}", row)
        said = rng.choice(RESULTS[result]) if closed else "审理中"
        yield [f"({row})号", *BLOCKS[block], rng.choice(NAMES), filed, closed, said]


def _documents(size: int, *, rng: Random, known: _Known) -> Iterator[list[Value]]:
    kinds = {"rules": "规章", "normative_documents": "行政规范性文件"}
    for kind in kinds:
        for column in ("issued", "repealed", "in_force"):
            known.figures[f"t2.{kind}.{column}"] = 0
    for row in range(2, size + 2):
        kind = rng.choice(tuple(kinds))
        issued = _day(rng, "2015-01-01", "2023-02-01")
        repealed = issued + rng.randrange(100, 3000) * _DAY if rng.random() < 0.4 else None
        expires = date(rng.randrange(2020, 2027), 12, 31) if rng.random() < 0.3 else None
        if issued.year == YEAR:
            known.count(f"t2.{kind}.issued", row)
        if repealed and repealed.year == YEAR:
            known.count(f"t2.{kind}.repealed", row)
        is_over = (repealed and repealed.year <= YEAR) or (expires and expires.year < YEAR)
        if issued.year <= YEAR and not is_over:
            known.count(f"t2.{kind}.in_force", row)
        yield [f"〔{row}〕号", "某办法", kinds[kind], issued, repealed, expires]


def _decisions(size: int, *, rng: Random, known: _Known) -> Iterator[list[Value]]:
    kinds = {"licensing": "行政许可", "penalties": "行政处罚", "coercive_measures": "行政强制"}
    for kind in kinds:
        known.figures[f"t2.{kind}.decisions"] = 0
    for row in range(2, size + 2):
        kind, day = rng.choice(tuple(kinds)), _day(rng, "2021-12-01", "2023-01-31")
        if day.year == YEAR:
            known.count(f"t2.{kind}.decisions", row)
        yield [f"决〔{row}〕号", kinds[kind], day]


def _fees(size: int, *, rng: Random, known: _Known) -> Iterator[list[Value]]:
    known.figures["t2.fees.amount"] = 0
    for row in range(2, size + 2):
        day, cents = _day(rng, "2021-12-01", "2023-01-31"), rng.randrange(100, 10_000_000)
        if day.year == YEAR:
            known.count("t2.fees.amount", row, Decimal(cents) / 1_000_000)
        yield [f"票{row}", "不动产登记费", day, cents / 100]
