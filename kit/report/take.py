"""Take in a report as it was published: workbook, narrative, parameters, and the original."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kit.datafile import yaml_text
from kit.disk import read_file, unfit_name, write_together
from kit.errors import Fault
from kit.form import Form, form_of_year, load_forms
from kit.narrative import marked_text, template_narrative
from kit.parameters import COUNTED, LEDGER, REPORT, Imported, Parameters, read_parameters
from kit.report.assign import Assigned
from kit.report.begin import enter_agency, first_parameters, refuse_loss
from kit.source.labels import label_words
from kit.source.published import (
    Published,
    PublishedWords,
    ReportFile,
    imported_of,
    read_report_file,
)
from kit.source.refusals import MAX_FILE_BYTES
from kit.workbook import WORKBOOK, write_workbook
from kit.workspace import Agency, Workspace

NARRATIVE = "narrative.md"
ORIGINAL = "original"
#: What names on some disk cannot hold: control characters, bytes that are no text, marks.
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069<>:\"|?*\\/]")
_LONGEST_NAME_BYTES = 140
_HEAD = "# yaml-language-server: $schema=../../parameters.schema.json\n"
_UNDATED = "# published: 原件没有写明发布日期；查明后填写，如 {next_year}-01-28\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken in: the files written, and what somebody should look at."""

    paths: tuple[Path, ...]
    faults: tuple[Fault, ...] = ()


def take_report(workspace: Workspace, job: Assigned, *, overwrite: bool) -> Taken:
    """Write the folder of one report from a published file, which is kept beside it.

    A file of words alone gives the text; what stands beside it in the folder stays.
    An agency that is not entered yet is entered with the contact that the
    report states, if the job says how; *overwrite* replaces files that hold
    something else.

    Raises
    ------
    ParameterError
        If there is no such agency, the year has no form, or a file would be lost.
    SourceError
        If the file cannot be read, or its tables cannot be located.
    """
    path, year, agency, new = job.path, job.year, job.agency, job.new
    forms, form = load_forms(), form_of_year(year)
    body = new or workspace.agency(agency)
    published = read_report_file(path, form=form, agency=agency, year=year, forms=forms)
    misnamed = tuple(_misnamed(published, body=body, year=year, file=path.name))
    published = replace(
        published,
        faults=(*misnamed, *published.faults),
        imported=(*map(imported_of, misnamed), *published.imported),
    )
    folder = workspace.inputs(year, agency)
    if isinstance(published, PublishedWords):
        contents, faults = _words_contents(published, folder=folder, body=body, job=job)
        published = replace(published, faults=(*published.faults, *faults))
    else:
        filed = forms[published.filing.edition]
        contents = {
            folder / WORKBOOK: write_workbook(
                filed, agency_name=body.name, year=year, filing=published.filing
            ),
            folder / NARRATIVE: narrative_text(published, form=form).encode(),
            folder / REPORT: parameters_text(published, file=kept_name(path), year=year).encode(),
        }
    contents[folder / ORIGINAL / kept_name(path)] = read_file(path, limit_bytes=MAX_FILE_BYTES)
    refuse_loss(_own(contents, form=form, year=year), overwrite=overwrite)
    if new:
        enter_agency(workspace, replace(new, contact=published.contact))
    write_together(contents)
    return Taken(paths=tuple(contents), faults=published.faults)


def _words_contents(
    words: PublishedWords, *, folder: Path, body: Agency, job: Assigned
) -> tuple[dict[Path, bytes], tuple[Fault, ...]]:
    """Return the files that the words of a report make, beside what its folder has already."""
    path, year, form = job.path, job.year, form_of_year(job.year)
    contents = {folder / NARRATIVE: marked_text(words.text, form=form).encode()}
    faults: tuple[Fault, ...] = ()
    if not _has_figures(folder):
        contents[folder / WORKBOOK] = write_workbook(form, agency_name=body.name, year=year)
        faults += (_no_tables(path),)
    if _is_begun(folder / REPORT, year=year):
        contents[folder / REPORT] = parameters_text(words, file=kept_name(path), year=year).encode()
    elif (named := read_parameters(folder).narrative) != NARRATIVE:
        cure = f"正文要用 {NARRATIVE} 的，请删去 {REPORT} 的 sources.narrative。"
        faults += (Fault(f"{REPORT} sources.narrative", NARRATIVE, named, cure),)
    return contents, faults


def _has_figures(folder: Path) -> bool:
    named = read_parameters(folder) if (folder / REPORT).is_file() else Parameters()
    return any((folder / name).is_file() for name in _figure_names(named))


def _figure_names(named: Parameters) -> tuple[str, ...]:
    return (named.tables, LEDGER, COUNTED, *named.ledgers)


def _is_begun(path: Path, *, year: int) -> bool:
    """Whether the parameters of a report are not there, or as ``kit new`` writes them."""
    return not os.path.lexists(path) or read_file(path) == first_parameters(year).encode()


def _own(contents: Mapping[Path, bytes], *, form: Form, year: int) -> dict[Path, bytes]:
    """Leave out the files that stand as ``kit new`` wrote them: nobody's work is in these."""
    begun = {NARRATIVE: template_narrative(form).encode(), REPORT: first_parameters(year).encode()}
    return {
        path: content
        for path, content in contents.items()
        if not (path.name in begun and path.is_file() and path.read_bytes() == begun[path.name])
    }


def _no_tables(path: Path) -> Fault:
    cure = f"数请填入 {WORKBOOK}，或放入台账 {LEDGER}。"
    return Fault(path.name, "有表二、表三、表四", "没有表，只取了文字", cure)


def kept_name(path: Path) -> str:
    """Return the name that an original is kept under: its own, where every disk can hold it.

    Examples
    --------
    >>> kept_name(Path("年报.html")), kept_name(Path("a?b.txt")), kept_name(Path("con.txt"))
    ('年报.html', 'a_b.txt', '_con.txt')
    """
    name = _UNFIT.sub("_", path.name).rstrip(". ")
    name = f"_{name}" if unfit_name(name) else name
    stem, suffix = Path(name).stem, Path(name).suffix
    while len(f"{stem}{suffix}".encode()) > _LONGEST_NAME_BYTES:
        stem, suffix = (stem[:-1], suffix) if len(stem) > 1 else (stem, suffix[:-1])
    return f"{stem}{suffix}"


def narrative_text(published: Published, *, form: Form) -> str:
    """Return the narrative of a published report under the form's own headings."""
    if not published.sections:
        return template_narrative(form)
    headings = {section.number: section.heading for section in form.sections}
    parts = [published.preface]
    for section in published.sections:
        parts += [
            f"## {headings[section.number]}",
            *([section.markdown] if section.markdown else []),
        ]
    return "\n\n".join(parts) + "\n"


def parameters_text(published: ReportFile, *, file: str, year: int) -> str:
    """Return ``report.yaml``: what the publication line says, and where all of it came from."""
    dated = {"published": published.published} if published.published else {}
    named = {"source_name": published.source_name} if published.source_name else {}
    origin = f"{published.title}，{ORIGINAL}/{file}" if published.title else f"{ORIGINAL}/{file}"
    undated = "" if dated else _UNDATED.format(next_year=year + 1)
    kept = [_kept(imported) for imported in published.imported]
    imported = {"imported": kept} if kept else {}
    return f"{_HEAD}{undated}{yaml_text({**dated, **named, 'origin': origin, **imported})}"


def _kept(imported: Imported) -> dict[str, str]:
    """Return an entry of ``report.yaml``, without what it does not say."""
    said = {key: getattr(imported, key) for key in ("at", "was", "read", "note")}
    return {key: text for key, text in said.items() if text}


def _misnamed(published: ReportFile, *, body: Agency, year: int, file: str) -> Iterator[Fault]:
    """Say where the title names another agency or year than it is taken in for."""
    where = f"{file} 标题"
    if published.year and published.year != year:
        cure = "请核对 --year 与文件是否对应。"
        yield Fault(where, f"{year} 年度", f"{published.year} 年度", cure)
    said = label_words(published.agency_name)
    names = [label_words(name) for name in (body.name, body.short_name) if name]
    if said and not any(name in said or said in name for name in names):
        cure = "请核对 --agency 与文件是否对应。"
        yield Fault(where, f"“{body.name}”", f"“{published.agency_name}”", cure)
