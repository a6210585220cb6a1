"""Which of the names there are a wrong one most likely means, by the words of the labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import combinations

from kit.form import Form, Label
from kit.narrative.names import cell_names, group_names, label_wordings, table_of_name
from kit.narrative.wording import steps_of, wording
from kit.source.labels import label_words

#: So many characters of a name and of a label are compared: none called for short has more.
_COMPARED = 30
#: No name has more steps.
_MOST_STEPS = 6
#: The total is meant where nothing else tells.
_TOTAL, _TIE = "总计", 0.01
#: How much of its likeness a step keeps that is like a label around those of row and column.
_AROUND = 0.9
#: A step that can only be meant as a table.
_TABLE = re.compile(r"表.|[tT]\d")
#: Less like anything there is, a name is no figure's.
_LEAST = 0.3

#: A label, and how much its likeness counts.
_Weighed = tuple[Label, float]


def nearest_names(name: str, *, form: Form, limit: int) -> tuple[str, ...]:
    """Return the names there are that are nearest to *name* in meaning, the nearest first.

    Every way a label is written or called is looked at; between alike the total comes first.

    Examples
    --------
    >>> from kit.form import form_of_year
    >>> nearest_names("表三.收件.合计", form=form_of_year(2022), limit=1)
    ('表三.新收.总计',)
    """
    steps = steps_of(name)
    is_last = bool(steps) and steps[0] in wording().last
    first, *rest = steps[is_last:] or ("",)
    table = table_of_name(first, form=form)
    is_table = bool(table) or _TABLE.fullmatch(first) is not None
    own = [label_words(step)[:_COMPARED] for step in (rest if is_table else (first, *rest))]
    own = [step for step in own if step][:_MOST_STEPS]
    scored = [*_scored_names(own), *_scored(own, table=table, form=form)]
    best = sorted(scored, key=lambda found: -found[0])[:limit]
    found = [named for score, named in best if score > _LEAST]
    mark = f"{wording().shown('last')}." if is_last else ""
    return tuple(f"{mark if '.' in named else ''}{named}" for named in found)


def _scored_names(steps: list[str]) -> Iterator[tuple[float, str]]:
    """Score what is no figure: such a name is one step."""
    best: dict[str, float] = {}
    for word, name in wording().names.items():
        if len(steps) == 1:
            shown = wording().shown(name)
            best[shown] = max(best.get(shown, 0), _alike(steps[0], word))
    return ((score, shown) for shown, score in best.items())


def _scored(steps: list[str], *, table: str, form: Form) -> Iterator[tuple[float, str]]:
    names = {form.tables[table].name} if table else {own.name for own in form.tables.values()}
    for name, labels in _known(form).items():
        if steps and name.partition(".")[0] in names:
            is_total = labels[-1][0].text == _TOTAL
            yield _likeness(steps, labels) + _TIE * is_total, name


@cache
def _known(form: Form) -> Mapping[str, Sequence[_Weighed]]:
    """Return all names with the labels that lead to what they mean."""
    cells = {
        name: (
            *_weighed(form.cells[address].row_labels),
            *_weighed(form.cells[address].column_labels),
        )
        for address, name in cell_names(form).items()
    }
    groups = {
        name: tuple((label, 1.0) for label in labels) for name, labels in group_names(form).items()
    }
    return {**cells, **groups}


def _weighed(labels: Sequence[Label]) -> Iterator[_Weighed]:
    return ((label, 1.0 if label is labels[-1] else _AROUND) for label in labels)


def _likeness(steps: Sequence[str], labels: Sequence[_Weighed]) -> float:
    """Return how like labels are to steps, laid side by side in their order as they fit best."""
    size = min(len(steps), len(labels))
    return max(
        sum(
            weight * _alike_label(step, label)
            for step, (label, weight) in zip(some, own, strict=True)
        )
        / len(steps)
        for some in combinations(steps, size)
        for own in combinations(labels, size)
    )


@lru_cache(maxsize=65536)
def _alike_label(step: str, label: Label) -> float:
    return max(_alike(step, word) for word in label_wordings(label))


def _alike(step: str, word: str) -> float:
    """Return how like two words are: whole within one another counts more than letter by letter."""
    if step == word:
        return 1.0
    shorter, longer = sorted((step, word), key=len)
    if shorter and shorter in longer:
        return 0.6 + 0.3 * len(shorter) / len(longer)
    return SequenceMatcher(None, step, word[:_COMPARED], autojunk=False).ratio()
