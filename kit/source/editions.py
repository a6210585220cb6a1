"""Which edition a file is made in: its own labels decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kit.errors import Fault
from kit.form import Form
from kit.source.grids import Sheet
from kit.source.headers import split_regions
from kit.source.layout import Layout, build_layouts
from kit.source.locate import Located, Survey, locate_table, survey_regions


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The tables of a file, each in the edition it fits, and all that keeps them from use."""

    edition: str
    tables: tuple[Located, ...]
    faults: tuple[Fault, ...] = ()
    #: Whether the tables are of different editions.
    is_mixed: bool = False


def choose_edition(
    sheets: Sequence[Sheet], *, form: Form, forms: Mapping[str, Form], file: str
) -> Choice:
    """Locate the tables in *form*, the edition due, and in another if they fit that better."""
    due = build_layouts(form)
    survey = _survey(sheets, layouts=due, file=file)
    found = {form.edition: tuple(locate_table(layout, survey=survey) for layout in due)}
    # Nearly every file is in the edition due: the others are not even looked for.
    if not any(located.misfits for located in found[form.edition]):
        return Choice(edition=form.edition, tables=found[form.edition])
    editions = [form, *(other for other in forms.values() if other.edition != form.edition)]
    layouts = {edition.edition: build_layouts(edition) for edition in editions}
    survey = _survey(sheets, layouts=tuple(chain.from_iterable(layouts.values())), file=file)
    for edition, own in layouts.items():
        found[edition] = tuple(locate_table(layout, survey=survey) for layout in own)
    return _choose(found, due=form.edition, file=file)


def _survey(sheets: Sequence[Sheet], *, layouts: tuple[Layout, ...], file: str) -> Survey:
    regions = split_regions(sheets, layouts=layouts)
    return survey_regions(regions, layouts=layouts, file=file)


def _choose(found: Mapping[str, tuple[Located, ...]], *, due: str, file: str) -> Choice:
    """Choose the edition that the tables fit best; say so when they do not agree."""
    votes = _votes(found)
    edition = next(iter(votes.values()), due)
    if all(vote == edition for vote in votes.values()):
        tables = found[edition]
        faults = tuple(fault for located in tables for fault in located.faults)
        return Choice(edition=edition, tables=tables, faults=faults)
    by_id = {e: {located.layout.table.id: located for located in own} for e, own in found.items()}
    tables = tuple(by_id[votes.get(id_, due)][id_] for id_ in by_id[due])
    said = "，".join(f"{by_id[e][id_].layout.table.name}是 {e} 版" for id_, e in votes.items())
    cure = f"本年度应用 {due} 版，请用 kit new 生成的工作簿重填其余各表。"
    mixture = Fault(file, "各表用同一版格式", said, cure)
    faults = tuple(fault for located in tables for fault in located.faults)
    return Choice(edition=due, tables=tables, faults=(mixture, *faults), is_mixed=True)


def _votes(found: Mapping[str, tuple[Located, ...]]) -> dict[str, str]:
    """Return the edition each table fits best, of those that fit one better than another."""
    misfits: dict[str, dict[str, int]] = {}
    for edition, tables in found.items():
        for located in tables:
            misfits.setdefault(located.layout.table.id, {})[edition] = located.misfits
    return {
        id_: min(by_edition, key=lambda edition: by_edition[edition])
        for id_, by_edition in misfits.items()
        if len(set(by_edition.values())) > 1
    }
