"""Columns headed by wordings, of which one is ticked in each row: 自然人 √, 商业企业, 科研机构."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from kit.ledger.load import load_usage, load_vocabulary
from kit.ledger.model import LedgerKind
from kit.source.grids import is_blank
from kit.source.labels import plain_text
from kit.source.values import Raw

#: Fewer columns side by side may be anything.
_FEWEST = 2

#: What stands for what is neither ticked nor not: it is in no list of wordings.
_NO_TICK = "打勾以外的内容"
#: The wording that heads each column, by its position, in order.
Ticks = Mapping[int, str]


def find_ticks(
    said: Sequence[tuple[str, ...]], *, kind: LedgerKind, positions: Mapping[str, int]
) -> dict[str, Ticks]:
    """Return the columns of *kind* that are spread over several, by the columns they are.

    Parameters
    ----------
    said
        What heads each column: its own words, then those with each group above.
    positions
        Columns that stand as one.
    """
    found: dict[str, Ticks] = {}
    taken = set(positions.values())
    for column in kind.columns.values():
        if not column.ticks or column.id in positions:
            continue
        runs = [
            run
            for run in _runs(said, vocabulary=column.vocabulary, taken=taken)
            if len(run) >= _FEWEST
        ]
        if runs:
            found[column.id] = max(runs, key=len)
            taken |= found[column.id].keys()
    return found


def _runs(said: Sequence[tuple[str, ...]], *, vocabulary: str, taken: set[int]) -> Iterator[Ticks]:
    """Yield the stretches of neighbouring columns that wordings head."""
    headed = [
        "" if at in taken else next((t for t in texts if _is_wording(t, of=vocabulary)), "")
        for at, texts in enumerate(said)
    ]
    for is_headed, run in groupby(enumerate(headed), key=lambda pair: bool(pair[1])):
        if is_headed:
            yield dict(run)


@lru_cache(maxsize=8192)
def _is_wording(text: str, *, of: str) -> bool:
    words, plain = load_vocabulary(of), plain_text(text)
    return bool(words.read(plain).id) or plain in words.groups


def read_ticks(
    rows: Sequence[Sequence[Raw]], *, first: int, ticked: Mapping[str, Ticks]
) -> Sequence[Sequence[Raw]]:
    """Return *rows* with what is ticked written out in the first column of each stretch."""
    if not ticked:
        return rows
    return [*rows[:first], *(_told(row, ticked=ticked) for row in rows[first:])]


def _told(row: Sequence[Raw], *, ticked: Mapping[str, Ticks]) -> Sequence[Raw]:
    cells = list(row)
    for ticks in ticked.values():
        said = [
            word
            for at, heading in ticks.items()
            if at < len(row) and (word := _ticked(row[at], heading=heading))
        ]
        cells[min(ticks) : min(ticks) + 1] = ["；".join(said) or None]
    return cells


def _ticked(raw: Raw, *, heading: str) -> str:
    """Return the *heading* of a cell that is ticked; of what is no tick, that it is none."""
    text = "" if is_blank(raw) else f"{raw:g}" if isinstance(raw, float) else str(raw).strip()
    usage = load_usage()
    if not text or plain_text(text) in usage.unticked:
        return ""
    return heading if plain_text(text) in usage.ticked else _NO_TICK
