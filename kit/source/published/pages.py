"""Pages of a PDF in reading order: what is not the text left out, columns one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from kit.errors import Fault
from kit.source.published.beside import Run, find_beside, find_runs, text_width
from kit.source.published.lines import Line, read_lines
from kit.source.published.model import Picture
from kit.source.published.ruled import Ruled

_Item = Line | Ruled | Picture

#: As many letters in a row at one place of two pages are fixed there by the site; of more
#: pages, at one place of all, fewer will do.
_FIXED_RUN, _FIXED_ON_ALL = 3, 2
#: A column has so many lines; one wider than the other number of columns goes across.
_FEWEST_LINES, _ACROSS = 3, 1.2
#: Lines of one column begin within so many letters.
_INDENT = 4.0
#: Two runs that cover more of each other's height than this lie one over the other, in letters.
_COVERED = 0.3
_LONGEST_QUOTE, _MOST_QUOTED = 20, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands on a page: its letters outside ruled tables, the tables, the pictures."""

    number: int
    height: float
    chars: tuple[Any, ...]
    ruled: tuple[Ruled, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """The items of all pages in reading order, and what was left out of which page."""

    pages: tuple[tuple[_Item, ...], ...]
    faults: tuple[Fault, ...] = ()


def order_pages(pages: Sequence[Page]) -> Ordered:
    """Leave out what stands beside the text, and bring the rest into reading order."""
    if not any(page.ruled for page in pages):
        return _order_without_rules(pages)
    fixed = _fixed(pages)
    runs = [find_runs([c for c in page.chars if _place(c) not in fixed]) for page in pages]
    width = text_width(runs)
    ordered: list[tuple[_Item, ...]] = []
    faults: list[Fault] = []
    for page, own in zip(pages, runs, strict=True):
        columns = _columns(own, width=width)
        outside = [run for run in own if _column(run.left, run.right, columns) is None]
        boxes = [table.box for table in page.ruled]
        beside = find_beside(outside if columns else own, width=width, tables=boxes)
        kept = [run for run in own if run not in beside]
        if over := next(_covered(kept), None):
            faults.append(_over(page, over))
            kept = []
        elif beside:
            faults.append(_left_out(page, beside))
        ordered.append(tuple(_items(page, kept, width=width)))
    return Ordered(pages=tuple(ordered), faults=tuple(faults))


def _order_without_rules(pages: Sequence[Page]) -> Ordered:
    """Leave out what stands beside the text; columns of tables without rules are none of text."""
    runs = [find_runs(page.chars) for page in pages]
    width = text_width(runs)
    text = [run for own in runs for run in own if 0.6 * width <= run.width <= _ACROSS * width]
    if not text:
        return Ordered(pages=tuple(_from_top(page, beside=()) for page in pages))
    # A printed header or footer goes further out than any line of the text.
    left, right = (
        _quantile([run.left for run in text], 0.1),
        _quantile([run.right for run in text], 0.9),
    )
    found = [find_beside(own, width=width, tables=()) for own in runs]
    sides = [
        [[run for run in own if run.right < left] for own in found],
        [[run for run in own if run.left > right] for own in found],
    ]
    menus = [side for side in sides if not any(_is_of_table(run) for own in side for run in own)]
    beside = [[run for own in page for run in own] for page in zip(*menus, strict=True)]
    beside = beside or [[] for _ in pages]
    return Ordered(
        pages=tuple(_from_top(page, beside=own) for page, own in zip(pages, beside, strict=True)),
        faults=tuple(_left_out(page, own) for page, own in zip(pages, beside, strict=True) if own),
    )


def _quantile(places: Sequence[float], part: float) -> float:
    return sorted(places)[int(part * (len(places) - 1))]


def _is_of_table(run: Run) -> bool:
    """Whether a run is a figure or a mark between cells, which no menu has."""
    return not any(map(str.isalpha, run.text))


def _from_top(page: Page, *, beside: Sequence[Run]) -> tuple[_Item, ...]:
    out = {id(char) for run in beside for char in run.chars}
    kept = [char for char in page.chars if id(char) not in out]
    lines = read_lines(kept, number=page.number, height=page.height)
    return tuple(sorted([*lines, *page.pictures], key=lambda item: item.top))


def _place(char: Any) -> tuple[str, int, int]:
    return char["text"], round(char["x0"]), round(char["top"])


def _fixed(pages: Sequence[Page]) -> set[tuple[str, int, int]]:
    """Return the letters that stand at one place of most pages, three or more in a row."""
    if len(pages) < 2:  # noqa: PLR2004 - two pages can have something in common
        return set()
    times = Counter(place for page in pages for place in set(map(_place, page.chars)))
    wanted = max(2, len(pages) / 2)
    found: list[Run] = []
    for page in pages:
        common = find_runs([c for c in page.chars if times[_place(c)] >= wanted])
        # Figures of tables are alike on several pages by chance.
        runs = [run for run in common if any(map(str.isalpha, run.text))]
        long = [run for run in runs if _is_fixed(run, times=times, pages=len(pages))]
        # One letter on a line of its own is of what stands above and below it.
        found += long
        found += [run for run in runs if any(_is_by(run, other) for other in long)]
    return {_place(char) for run in found for char in run.chars}


def _is_fixed(run: Run, *, times: Mapping[tuple[str, int, int], int], pages: int) -> bool:
    is_on_all = pages > _FIXED_ON_ALL and all(times[_place(c)] == pages for c in run.chars)
    return len(run.chars) >= (_FIXED_ON_ALL if is_on_all else _FIXED_RUN)


def _is_by(run: Run, other: Run) -> bool:
    return run.gap_to(other) < 0 and run.height_to(other) < run.size


def _covered(runs: Sequence[Run]) -> Iterator[Run]:
    """Give the runs that lie over others: what they say together nobody can tell."""
    for at, run in enumerate(runs):
        for other in runs[at + 1 :]:
            if other.top > run.bottom:
                break
            covered = -run.height_to(other) > _COVERED * min(run.size, other.size)
            if covered and -run.gap_to(other) > 0.5 * min(run.size, other.size):
                yield other
    for run in runs:
        # Marks are set closer than they are wide.
        letters = [char for char in run.chars if char["text"].isalnum()]
        pairs = pairwise(letters)
        if sum(b["x0"] < a["x1"] - _COVERED * a["size"] for a, b in pairs) > 1:
            yield run


def _over(page: Page, run: Run) -> Fault:
    found = f"“{run.text[:_LONGEST_QUOTE]}”与别的文字互相重叠"
    cure = "这一页的文字没有导入，请改用网页本身或 Word 原件，或对照原件补写。"
    return Fault(f"第 {page.number + 1} 页", "互不重叠的文字", found, cure)


def _left_out(page: Page, beside: Sequence[Run]) -> Fault:
    quoted = "、".join(f"“{run.text[:_LONGEST_QUOTE]}”" for run in beside[:_MOST_QUOTED])
    more = f"等 {len(beside)} 处" if len(beside) > _MOST_QUOTED else ""
    cure = "没有导入；其中若有正文，请对照原件补写。"
    return Fault(f"第 {page.number + 1} 页", "只有正文", f"正文旁另有{quoted}{more}", cure)


def _items(page: Page, runs: Sequence[Run], *, width: float) -> Iterator[_Item]:
    """Give lines, tables and pictures from top to bottom, column by column where there are any."""
    columns = _columns(runs, width=width)
    placed: list[tuple[int | None, float, Run | Ruled | Picture]] = sorted(
        [
            *((_column(run.left, run.right, columns), run.top, run) for run in runs),
            *((_column(t.box[0], t.box[2], columns), t.top, t) for t in page.ruled),
            *((None, picture.top, picture) for picture in page.pictures),
        ],
        key=lambda entry: entry[1],
    )
    if not columns:
        yield from _band([item for _, _, item in placed], page=page)
        return
    band: list[tuple[int, Run | Ruled | Picture]] = []
    for column, _, item in placed:
        if column is not None:
            band.append((column, item))
            continue
        yield from _in_columns(band, columns=columns, page=page)
        band = []
        yield from _band([item], page=page)
    yield from _in_columns(band, columns=columns, page=page)


def _columns(runs: Sequence[Run], *, width: float) -> list[tuple[float, float]]:
    """Return the sides of the columns in which lines of text stand beside one another."""
    wide = sorted(
        (run for run in runs if 0.6 * width <= run.width <= _ACROSS * width),
        key=lambda run: run.left,
    )
    columns: list[list[Run]] = []
    for run in wide:
        if columns and run.left < columns[-1][0].left + _INDENT * run.size:
            columns[-1].append(run)
        else:
            columns.append([run])
    sides = [_sides(own) for own in columns if len(own) >= _FEWEST_LINES]
    apart = [side for at, side in enumerate(sides) if not at or side[0] > sides[at - 1][1]]
    # One column is the page.
    return sides if len(apart) == len(sides) > 1 else []


def _sides(runs: Sequence[Run]) -> tuple[float, float]:
    """Return the sides of a column, one or two lines that go further left out."""
    rights = sorted(run.right for run in runs)
    return min(run.left for run in runs), rights[(len(rights) - 1) * 4 // 5]


def _column(left: float, right: float, columns: Sequence[tuple[float, float]]) -> int | None:
    """Return the column that has the middle, ``None`` of what reaches into another."""
    inside = [at for at, own in enumerate(columns) if left < own[1] and right > own[0]]
    return inside[0] if len(inside) == 1 else None


def _in_columns(
    band: Sequence[tuple[int, Run | Ruled | Picture]],
    *,
    columns: Sequence[tuple[float, float]],
    page: Page,
) -> Iterator[_Item]:
    for at, (left, _) in enumerate(columns):
        shift = left - columns[0][0]
        for item in _band([item for column, item in band if column == at], page=page):
            yield _moved(item, shift) if isinstance(item, Line) else item


def _moved(line: Line, shift: float) -> Line:
    """Return a line as if its column were the first, so that indents can be told."""
    return replace(line, left=line.left - shift, right=line.right - shift)


def _band(items: Sequence[Run | Ruled | Picture], *, page: Page) -> list[_Item]:
    chars = [char for item in items if isinstance(item, Run) for char in item.chars]
    lines = read_lines(chars, number=page.number, height=page.height)
    others = [item for item in items if not isinstance(item, Run)]
    return sorted([*lines, *others], key=lambda item: item.top)
