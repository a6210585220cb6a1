"""How reports ended: what is wrong with each, by name, and where the rest is to be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.cli.console import echo
from kit.cli.outcome import findings_code
from kit.disk import attempted
from kit.errors import KitError, WriteError
from kit.form import SEVERITY_NAMES
from kit.run import JobResult
from kit.workspace import Workspace

#: So many faults of one report are told in the list of a batch.
_MOST_FAULTS = 10
#: Exit codes whose faults ``kit check`` tells as well.
_CHECKED = {2, 4}
_KINDS = {
    1: "软件缺陷",
    2: "参数有误",
    3: "格式数据有误",
    4: "来源文件读不出",
    6: "笔记本失败",
    7: "导出失败",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How the reports of a year ended, and what about it is to be told.

    Attributes
    ----------
    fail_on
        The severity from which findings are told.
    has_review
        Whether the review page is among what is written.
    """

    workspace: Workspace
    year: int
    fail_on: str = "error"
    has_review: bool = True

    def folder(self, agency: str) -> str:
        """Return the folder or address of a report as it may be printed."""
        outputs = self.workspace.outputs_address or self.workspace.outputs
        return f"{outputs}/{self.year:04d}/{agency}"

    def line(self, result: JobResult) -> str:
        """Say in a line how a report ended."""
        if result.error:
            return f"✗ {result.agency}  未生成"
        counts = "、".join(f"{n} {result.findings[key]}" for key, n in SEVERITY_NAMES.items())
        if claims := result.findings["claimed"]:
            counts = f"{counts}，待核定 {claims}"
        if result.is_current:
            return f"= {result.agency}  来源没有变化：{counts} → {self.folder(result.agency)}"
        again = "，第二次成功" if result.tries > 1 else ""
        mark = "!" if result.findings["error"] or claims else "✓"
        where = self.folder(result.agency)
        return f"{mark} {result.agency}  {counts}（{result.duration_s:.1f} 秒{again}） → {where}"

    def details(self, result: JobResult, *, most: int | None = None) -> Iterator[str]:
        """Say what is wrong with a report, and where the rest of it stands.

        Parameters
        ----------
        most
            How many faults of one that was not built; all unless told.
        """
        if result.error:
            yield from self._faults(result.agency, error=result.error, most=most)
            return
        counting = [t for t in result.told if findings_code({t.severity: 1}, fail_on=self.fail_on)]
        for cause in dict.fromkeys(told.cause for told in counting if told.cause):
            yield f"可能的原因  {cause}"
        yield from (told.sentence for told in counting)
        told = Counter(each.severity for each in counting)
        left = {key: result.findings[key] - told[key] for key in told}
        if rest := "、".join(f"{SEVERITY_NAMES[key]} {n}" for key, n in left.items() if n):
            yield f"另有{rest}；全部见 {self._where(result.agency)}。"

    def is_wrong(self, result: JobResult) -> bool:
        """Whether something is wrong with a report that its builder is to know."""
        return bool(result.error or findings_code(result.findings, fail_on=self.fail_on))

    def _faults(self, agency: str, *, error: KitError, most: int | None) -> Iterator[str]:
        yield from map(str, error.faults[:most])
        left = len(error.faults[most:]) if most else 0
        if left:
            file = f"{self.workspace.outputs}/{self.year:04d}/batch.json"
            where = self._check(agency) if error.exit_code in _CHECKED else file
            yield f"另有 {left} 处；全部见 {where}。"

    def _where(self, agency: str) -> str:
        page = f"{self.folder(agency)}/review.html，或运行 " if self.has_review else ""
        return f"{page}{self._check(agency)}"

    def _check(self, agency: str) -> str:
        return f"kit check {self.year} {agency}"


def echo_ended(results: Sequence[JobResult], *, ending: Ending) -> None:
    """Say on stderr which reports have something wrong and what, then how many ended how.

    Of a single report that was built all has been said while it was.
    """
    if len(results) == 1:
        _echo_single(results[0], ending=ending)
        return
    for title, group in _wrong(results, ending=ending):
        echo(f"{title} {len(group)} 份：", err=True)
        for result in sorted(group, key=lambda result: result.agency):
            echo(f"  {_named(result, ending=ending)}", err=True)
            echo(*(f"    {s}" for s in ending.details(result, most=_MOST_FAULTS)), err=True)
    _echo_counts(results)


def _echo_single(result: JobResult, *, ending: Ending) -> None:
    if result.is_current:
        echo(ending.line(result), *(f"  {said}" for said in ending.details(result)), err=True)


def _echo_counts(results: Sequence[JobResult]) -> None:
    if results:
        kinds = Counter(map(_kind, results))
        listed = "，".join(f"{kind} {number}" for kind, number in kinds.items())
        echo(f"共 {len(results)} 份：{listed}", err=True)


def _wrong(
    results: Sequence[JobResult], *, ending: Ending
) -> Iterator[tuple[str, list[JobResult]]]:
    """Yield the reports with something wrong, those that were not built first."""
    wrong = [result for result in results if ending.is_wrong(result)]
    built = [result for result in wrong if result.error is None]
    groups = {
        "未生成": [result for result in wrong if result.error],
        "已生成，有错误": [result for result in built if result.findings["error"]],
        "已生成，有警告": [result for result in built if not result.findings["error"]],
    }
    yield from ((title, group) for title, group in groups.items() if group)


def _named(result: JobResult, *, ending: Ending) -> str:
    """Name the agency of a report, and say of one in a word what became of it."""
    agency = attempted(lambda: ending.workspace.agency(result.agency))
    name = "" if isinstance(agency, KitError) else f" {agency.name}"
    if result.error:
        return f"{result.agency}{name}  {_kind(result)}"
    counts = (f"{n} {result.findings[key]}" for key, n in SEVERITY_NAMES.items() if key != "note")
    unchanged = "，来源没有变化" if result.is_current else ""
    return f"{result.agency}{name}  {'、'.join(counts)}{unchanged}"


def _kind(result: JobResult) -> str:
    if isinstance(result.error, WriteError):
        return "文件写不进去"
    if result.error:
        return _KINDS[result.error.exit_code]
    stands = "来源没有变化" if result.is_current else "已生成"
    if result.findings["error"]:
        return f"{stands}但有错误"
    return f"{stands}而待核定" if result.findings["claimed"] else stands
