"""Grids and words of a part brought together: which grids make one sheet, what stays words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kit.form import Form
from kit.source.grids import Sheet
from kit.source.labels import LOOSE, NO_FIT, OWN, label_words
from kit.source.layout import Layout, build_layouts
from kit.source.published.markdown import grid_markdown, paragraph_markdown
from kit.source.published.model import Block, Grid, Paragraph
from kit.source.published.parts import Part
from kit.source.published.tables import Tables

#: Fewer labels of the form do not tell which table a grid is.
_FEWEST_LABELS = 4


@dataclass(frozen=True, kw_only=True)
class Placed:
    """The grids of a document as sheets: those that belong together in one."""

    sheets: list[Sheet] = field(default_factory=list)
    of_grid: dict[Grid, Sheet] = field(default_factory=dict)


def join_grids(blocks: Sequence[Block], *, layouts: Sequence[Layout]) -> Iterator[list[Grid]]:
    """Give each grid with those right below it that go on with its table.

    Portals make tables of single rows, and files break a table at the end of a page.
    """
    run: list[Grid] = []
    for block in blocks:
        if not isinstance(block, Grid):
            if run:
                yield run
            run = []
        elif run and (_goes_on(block, layouts=layouts) or not _has_data(run, layouts=layouts)):
            run.append(block)
        else:
            if run:
                yield run
            run = [block]
    if run:
        yield run


def _goes_on(grid: Grid, *, layouts: Sequence[Layout]) -> bool:
    """Whether a grid has rows of the form and none of its headers."""
    texts = [text for text in grid.texts() if any(map(str.isalpha, text))]
    if not texts:
        return True
    if any(_is_header(text, layout=layout) for layout in layouts for text in texts):
        return False
    return any(layout.row_lexicon.read(text).fit < LOOSE for layout in layouts for text in texts)


def _is_header(text: str, *, layout: Layout) -> bool:
    return layout.is_corner(text) or layout.column_lexicon.read(text).fit == OWN


def _has_data(run: Sequence[Grid], *, layouts: Sequence[Layout]) -> bool:
    """Whether any row below the headers is there yet."""
    texts = [text for grid in run for text in grid.texts()]
    if any(not any(map(str.isalpha, text)) for text in texts):
        return True
    return any(layout.row_lexicon.read(text).fit == OWN for layout in layouts for text in texts)


def render_part(
    part: Part, *, table: str | None, placed: Placed, tables: Tables, form: Form
) -> str:
    """Return the words of a part; where its table stood there is the table's mark."""
    said: list[str] = []
    mark = f"{{{{ {table} }}}}"
    own = tables.sheets.get(table or "", frozenset())
    for block in part.blocks:
        if isinstance(block, Paragraph):
            if not _is_caption(block.text, form=form):
                said.append(paragraph_markdown(block))
        elif not isinstance(block, Grid):
            continue
        elif placed.of_grid[block] in own:
            if mark not in said:
                said.append(mark)
        elif not _is_statutory(block, form=form):
            said.append(grid_markdown(block))
    return "\n\n".join(text for text in said if text)


def has_form_tables(placed: Placed, *, forms: Mapping[str, Form]) -> bool:
    """Whether a table of the form is among the grids, those that make one sheet together."""
    # Where merged cells are written out, each has its label again.
    labels: dict[int, dict[str, None]] = defaultdict(dict)
    for grid, sheet in placed.of_grid.items():
        labels[id(sheet)].update(dict.fromkeys(grid.texts()))
    return any(table_of(Grid(rows=[[*own]]), forms=forms) for own in labels.values())


def table_of(grid: Grid, *, forms: Mapping[str, Form]) -> str:
    """Return the name of the form's table that has most labels of *grid*, empty if none has."""
    texts = [text for text in grid.texts() if any(map(str.isalpha, text))]
    known = {
        layout.table.name: sum(layout.row_lexicon.read(t).fit == OWN for t in texts)
        + sum(layout.column_lexicon.read(t).fit == OWN for t in texts)
        for form in forms.values()
        for layout in build_layouts(form)
    }
    name = max(known, key=lambda table: known[table])
    return name if known[name] >= _FEWEST_LABELS and 2 * known[name] > len(texts) else ""


def _is_caption(text: str, *, form: Form) -> bool:
    words = label_words(text)
    return any(
        layout.is_corner(text) or words == label_words(layout.table.name + layout.table.caption)
        for layout in build_layouts(form)
    )


def _is_statutory(grid: Grid, *, form: Form) -> bool:
    """Whether most words of a grid are labels of the form's tables, not of one of its own."""
    texts = [text for text in grid.texts() if any(map(str.isalpha, text))]
    known = [
        text
        for text in texts
        if any(
            min(lexicon.read(text).fit for lexicon in lexicons) < NO_FIT
            for layout in build_layouts(form)
            for lexicons in [(layout.row_lexicon, layout.column_lexicon, layout.printed)]
        )
    ]
    return bool(texts) and 2 * len(known) > len(texts)
