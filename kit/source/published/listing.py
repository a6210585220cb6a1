"""A spreadsheet that lists agencies and the files of their reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kit.errors import Fault, SourceError
from kit.source.grids import Sheet, cell_name, is_blank
from kit.source.guard import open_source
from kit.source.labels import plain_text
from kit.source.published.wording import wording
from kit.source.read import sheets_of
from kit.source.values import Raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A row of a list: one file, and whose report of which year it is; empty what is not said."""

    path: Path
    agency: str = ""
    name: str = ""
    kind: str = ""
    year: str = ""


def read_list(path: Path) -> tuple[Listed, ...]:
    """Read the first sheet that has a column of files; the files lie beside the list or below it.

    Raises
    ------
    SourceError
        If the list cannot be opened, has no column of files or of agencies, or
        names a file outside its folder.
    """
    for sheet in sheets_of(open_source(path)):
        for row, values in enumerate(sheet.rows):
            columns = _columns(values)
            if "file" in columns and columns.keys() & {"agency", "name"}:
                return _rows(sheet, below=row, columns=columns, path=path)
    wanted = "有“文件”一列和“机关 id”或“机关名称”一列的清单"
    cure = "第一行写列标目，以下每行一份报告，文件名相对于清单所在的文件夹。"
    raise SourceError(Fault(path.name, wanted, "没有这些列标目", cure))


def _columns(values: object) -> dict[str, int]:
    """Return which column is which, by its heading."""
    names = {plain_text(w).lower(): key for key, ws in wording()["list"].items() for w in ws}
    texts = enumerate(values) if isinstance(values, list | tuple) else ()
    found = {names.get(plain_text(str(text)).lower(), ""): at for at, text in texts}
    return {key: at for key, at in found.items() if key}


def _rows(
    sheet: Sheet, *, below: int, columns: Mapping[str, int], path: Path
) -> tuple[Listed, ...]:
    listed: list[Listed] = []
    faults: list[Fault] = []
    for row in range(below + 1, len(sheet.rows)):
        said = {key: _said(sheet.at(row, at)) for key, at in columns.items()}
        if not said["file"]:
            continue
        file = path.parent / said.pop("file")
        if not file.resolve().is_relative_to(path.parent.resolve()):
            where = f"{path.name} {sheet.name} {cell_name(row, columns['file'])}"
            cure = "请把文件放在清单旁边，或其下的文件夹里。"
            faults.append(Fault(where, "清单所在文件夹内的文件", file.name, cure))
            continue
        listed.append(Listed(path=file, **said))
    if faults:
        raise SourceError(*faults)
    return tuple(listed)


def _said(value: Raw) -> str:
    if is_blank(value):
        return ""
    return str(int(value)) if isinstance(value, float) else str(value).strip()


def folder_files(folder: Path) -> Iterator[Path]:
    """Give the files of a folder by their names, hidden and temporary ones left out."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith((".", "~$")):
            yield path
