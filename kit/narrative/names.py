"""Chinese names of cells, as ``表三.新收.总计``: the form's own labels and what they are called.

A name is steps from the outside in: the table, then labels of a row and of a column. Steps that
tell nothing apart may be left out. What takes in several cells is what the form itself adds up to
their total, else their sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from kit.form import Cell, Form, Label, Table
from kit.form.instances import Instance, rule_instances
from kit.form.kinds import Equal
from kit.narrative.wording import steps_of
from kit.source.labels import label_words

#: A label as a step of a name: its axis, and its texts from the outermost label down to it.
_Step = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPath:
    """The labels that lead to a cell, each with its words and where it stands in the table."""

    cell: Cell
    words: tuple[frozenset[str], ...]
    steps: tuple[_Step, ...]
    #: Where in it the labels of its own row and of its own column stand.
    leaves: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meaning:
    """The labels that steps were found to be; exact when its own row and column are among them."""

    is_exact: bool
    labels: tuple[_Step, ...]


def label_name(label: Label) -> str:
    """Return what a label is called in a name."""
    return label.names[0] if label.names else label_words(label.text)


def label_wordings(label: Label) -> frozenset[str]:
    """Return the words of every way a label is written or called."""
    texts = (label.text, *label.variants, *label.faults, *label.names)
    return frozenset(map(label_words, texts))


@cache
def table_paths(table: Table) -> tuple[LabelPath, ...]:
    """Return the paths to all cells of a table."""
    return tuple(map(_path, table.cells.values()))


def table_of_name(text: str, *, form: Form) -> str:
    """Return the id of the table that *text* names; empty when it is none.

    Examples
    --------
    >>> from kit.form import form_of_year
    >>> [table_of_name(text, form=form_of_year(2022)) for text in ("表三", "表3", "t3", "表五")]
    ['t3', 't3', 't3', '']
    """
    steps = steps_of(text)
    if len(steps) != 1:
        return ""
    said = "".join(steps[0].split())
    names = {table.id: _table_names(table) for table in form.tables.values()}
    return next((table for table, own in names.items() if said in own), "")


@lru_cache(maxsize=4096)
def find_cells(name: str, *, form: Form) -> tuple[str, ...]:
    """Return the addresses that a Chinese name means; none when it is unknown or ambiguous.

    Examples
    --------
    >>> from kit.form import form_of_year
    >>> form = form_of_year(2022)
    >>> find_cells("表三.新收.总计", form=form)
    ('t3.received.total',)
    >>> find_cells("表四.行政诉讼.总计", form=form)
    ('t4.litigation_direct.total', 't4.litigation_after_reconsideration.total')
    >>> find_cells("表四.总计", form=form)
    ()
    """
    first, *rest = steps_of(name) or ("",)
    table = form.tables.get(table_of_name(first, form=form))
    # What is left of the label “1.属于国家秘密” before its point is its number.
    steps = [words for words in map(label_words, rest) if not words.isdecimal()]
    if table is None or not steps:
        return ()
    met = _met(table, steps)
    met = {meaning: cells for meaning, cells in met.items() if meaning.is_exact} or met
    found = {_what_it_is(cells, meaning=meaning, form=form) for meaning, cells in met.items()}
    return found.pop() if len(found) == 1 else ()


@cache
def cell_names(form: Form) -> Mapping[str, str]:
    """Return the shortest name of every cell of a form, by address."""
    return {
        path.cell.address: next(_names(path.cell, table=table, form=form))
        for table in form.tables.values()
        for path in table_paths(table)
    }


def _path(cell: Cell) -> LabelPath:
    rows, columns = cell.row_labels, cell.column_labels
    leaves = {len(rows) - 1, len(rows) + len(columns) - 1} - {-1}
    return LabelPath(
        cell=cell,
        words=tuple(map(label_wordings, (*rows, *columns))),
        steps=(*_steps("row", rows), *_steps("column", columns)),
        leaves=frozenset(leaves),
    )


def _steps(axis: str, labels: tuple[Label, ...]) -> Iterator[_Step]:
    texts = tuple(label.text for label in labels)
    return ((axis, texts[: at + 1]) for at in range(len(texts)))


def _table_names(table: Table) -> frozenset[str]:
    return frozenset({table.name, f"{table.name[:-1]}{table.id[-1]}", table.id})


@cache
def _paths_by_word(table: Table) -> Mapping[str, tuple[LabelPath, ...]]:
    found: dict[str, list[LabelPath]] = defaultdict(list)
    for path in table_paths(table):
        for word in frozenset().union(*path.words):
            found[word].append(path)
    return {word: tuple(paths) for word, paths in found.items()}


def _met(table: Table, steps: list[str]) -> dict[_Meaning, tuple[str, ...]]:
    """Return the cells that steps lead to, by what the steps mean."""
    met: dict[_Meaning, list[str]] = defaultdict(list)
    for path in min((_paths_by_word(table).get(step, ()) for step in steps), key=len):
        for places in combinations(range(len(path.words)), len(steps)):
            if all(step in path.words[at] for step, at in zip(steps, places, strict=True)):
                meaning = _Meaning(is_exact=path.leaves <= set(places), labels=_meant(path, places))
                met[meaning].append(path.cell.address)
    return {meaning: tuple(cells) for meaning, cells in met.items()}


def _meant(path: LabelPath, places: tuple[int, ...]) -> tuple[_Step, ...]:
    """Return the labels met: the first of each axis where it stands, those within it as they are.

    So 行政诉讼.总计 is one thing, though two columns within 行政诉讼 are called 总计.
    """
    seen: set[str] = set()
    meant: list[_Step] = []
    for axis, texts in (path.steps[at] for at in places):
        meant.append((axis, texts[-1:] if axis in seen else texts))
        seen.add(axis)
    return tuple(meant)


def _what_it_is(cells: tuple[str, ...], *, meaning: _Meaning, form: Form) -> tuple[str, ...]:
    """Return the cells without those the form adds up to others; none if a step is lacking."""
    kept = dict.fromkeys(cells)
    for instance in _sums(form):
        if set(instance.left) <= kept.keys() and set(instance.right) <= kept.keys():
            for part in instance.right:
                del kept[part]
    named = {axis for axis, _ in meaning.labels}
    for axis, labels in (("row", "row_labels"), ("column", "column_labels")):
        leaves = {getattr(form.cells[cell], labels)[-1:] for cell in kept}
        if axis not in named and len(leaves) > 1:
            return ()
    return tuple(kept)


@cache
def _sums(form: Form) -> tuple[Instance, ...]:
    """Return the form's own sums, each of one total."""
    return tuple(
        instance
        for rule in form.rules.values()
        if rule.id.startswith("R") and isinstance(rule.kind, Equal) and not rule.kind.minus
        for instance in rule_instances(rule.kind, form=form)
        if len(instance.left) == 1 and instance.right
    )


@cache
def group_names(form: Form) -> Mapping[str, tuple[Label, ...]]:
    """Return the names that mean several cells, each with its labels: 不予公开, 法人或其他组织."""
    found: dict[str, tuple[Label, ...]] = {}
    for table in form.tables.values():
        for path in table_paths(table):
            for labels in _groups(path.cell):
                found.setdefault(".".join((table.name, *map(label_name, labels))), labels)
    return {name: labels for name, labels in found.items() if len(find_cells(name, form=form)) > 1}


def _groups(cell: Cell) -> Iterator[tuple[Label, ...]]:
    """Give the labels of a cell with a group in the place of its row or of its column."""
    rows, columns = cell.row_labels, cell.column_labels
    yield from ((row, columns[-1]) for row in rows[:-1])
    yield from ((*rows[-1:], column) for column in columns[:-1])
    yield from ((column, columns[-1]) for column in columns[:-2])


def _names(cell: Cell, *, table: Table, form: Form) -> Iterator[str]:
    """Give the names of a cell that mean it alone, the shortest first."""
    rows, columns = (
        tuple(map(label_name, labels)) for labels in (cell.row_labels, cell.column_labels)
    )
    for outer in range(1, max(len(rows), len(columns)) + 1):
        for row, column in ((1, outer), (outer, 1), (outer, outer)):
            steps = (table.name, *rows[-row:], *columns[-column:])
            name = ".".join(steps)
            if find_cells(name, form=form) == (cell.address,):
                yield name
