"""``report.yaml``: the parameters of one report."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from kit.datafile import read_yaml, sound_keys
from kit.disk import read_file, unfit_name
from kit.errors import Fault, KitError, ParameterError
from kit.signs import Hidden, hidden_values, printed

REPORT = "report.yaml"
#: The parameters of one report have hardly a hundredth of it.
_LIMIT_BYTES = 500_000
#: Names that editors and systems give it where endings are not shown.
_MISNAMED = {"report.yaml", "report.yml", "report.yaml.txt", "report.yml.txt"}
#: The longest name that every file system takes, and how much of one is quoted.
_NAME_BYTES, _QUOTED = 240, 80
#: The usual names of the tables, of the ledger, and of what ledgers elsewhere came to.
TABLES, LEDGER, COUNTED = "tables.xlsx", "ledger.xlsx", "counted.json"
#: The key of the quoted words among the cells that a claim is about.
WORDS = "原文"
#: The key of what a ledger, or the parts of a roll-up, come to.
EXPECTED = "应为"
#: The pictures a report can have.
CHARTS = ("requests", "outcomes", "applicants", "disputes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What the agency says of a finding that it looked into, bound to what it looked at.

    Attributes
    ----------
    cells
        The values that were looked at, by the cell as people name it.
    words
        The words quoted of the text.
    expected
        What a ledger, or the parts of a roll-up, come to.
    patterns
        Cells of an entry of earlier versions, which named no values: it covers nothing.
    """

    rule: str
    reason: str
    cells: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    expected: str = ""
    patterns: tuple[str, ...] = ()

    @property
    def is_bound(self) -> bool:
        """Whether it says what was looked at."""
        return bool(self.cells or self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """One thing that was corrected; an empty ``before`` was added, an empty ``after`` left out."""

    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was corrected in a report after it was published; ``date`` is an ISO date."""

    date: str
    reason: str
    items: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import changed or left open, until somebody settles it by removing the entry.

    Attributes
    ----------
    at
        Addresses of cells, patterns among them, parted by ``、``; else where in words.
    was
        What stood there in the original.
    read
        What the cells were read as, parted by ``、``; empty where they stayed blank.
    note
        What was done about it, and what is to be looked at.
    """

    at: str
    note: str
    was: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The parameters of one report; ``published`` and ``deadline`` are ISO dates or empty.

    ``ledgers`` are the files named, else the usual one, which need not be there;
    ``ledger_columns`` the agency's own headings, by kind of ledger and column;
    ``ledger_wordings`` its own wordings, and the form's name for what they mean;
    ``notebook`` another one than the usual; ``charts`` the pictures of page and PDF; ``hidden`` the
    characters that nobody sees and that were left out; ``imported`` what an import
    changed or left open.
    """

    published: str = ""
    deadline: str = ""
    source_name: str = ""
    keywords: tuple[str, ...] = ()
    tables: str = TABLES
    narrative: str = "narrative.md"
    ledgers: tuple[str, ...] = ()
    ledger_columns: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    ledger_wordings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    origin: str = ""
    fonts: Literal["packaged", "system"] = "packaged"
    notebook: str = ""
    accepted: tuple[Claim, ...] = ()
    correction: Correction | None = None
    charts: tuple[str, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    imported: tuple[Imported, ...] = ()


def read_parameters(folder: Path) -> Parameters:
    """Read ``report.yaml`` in *folder*; a folder without one has the defaults.

    Raises
    ------
    ParameterError
        Naming each key that is unknown or of a wrong type, a source that would
        lead out of the folder, or a correction that corrects nothing or comes
        before the report was published.
    """
    content = _read_content(folder)
    said = read_yaml(content, schema="parameters", where=REPORT)
    parameters, faults = _build(said, content=content, folder=folder)
    if faults:
        raise ParameterError(*faults)
    return parameters


def read_sound_parameters(folder: Path) -> Parameters:
    """Read of a ``report.yaml`` that is refused what is sound in it, key by key.

    What depends on that can be looked at as well: all faults of a report are told at once.
    """
    try:
        content = _read_content(folder)
    except KitError:
        return Parameters()
    said = sound_keys(content, schema="parameters")
    sound = {key: value for key, value in said.items() if not _is_faulty(key, value, folder)}
    return _build(sound, content=content, folder=folder)[0]


def _is_faulty(key: str, value: Any, folder: Path) -> bool:
    try:
        return bool(_build({key: value}, content=b"", folder=folder)[1])
    except KitError:
        return True


def _read_content(folder: Path) -> bytes:
    path = folder / REPORT
    # What is no file, as a link into nowhere, is not as good as none.
    if not os.path.lexists(path):
        _refuse_misnamed(folder)
        return b""
    return read_file(path, limit_bytes=_LIMIT_BYTES, error=ParameterError)


def _refuse_misnamed(folder: Path) -> None:
    """Refuse a file that is meant to be ``report.yaml``: under another name nobody reads it."""
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    for name in sorted(names):
        if name.casefold() in _MISNAMED and name != REPORT:
            cure = f"请把 {name} 改名为 {REPORT}；文件夹选项里可以显示扩展名。"
            raise ParameterError(Fault(name, f"名为 {REPORT} 的文件", name, cure))


def _build(
    said: Mapping[str, Any], *, content: bytes, folder: Path
) -> tuple[Parameters, tuple[Fault, ...]]:
    """Build the parameters of what the schema takes, and say what of it cannot be."""
    # Names of files are no words to be printed: they stay as they are, or are refused.
    sources = dict(said.get("sources", {}))
    data = printed({key: value for key, value in said.items() if key != "sources"})
    ledgers = tuple(sources.pop("ledgers", ()))
    named = [(f"sources.{key}", name) for key, name in sources.items()]
    named += [("sources.ledgers", name) for name in ledgers]
    named += [("notebook", said["notebook"])] if "notebook" in said else []
    faults = [fault for key, name in named for fault in _name_faults(name, key=key, folder=folder)]
    accepted = tuple(_build_claim(node) for node in data.pop("accepted", ()))
    keywords = tuple(data.pop("keywords", ()))
    charts = _build_charts(data.pop("charts", False))
    imported = tuple(Imported(**node) for node in data.pop("imported", ()))
    ledger = data.pop("ledger", {})
    columns = {
        kind: {column: tuple(names) for column, names in own.items()}
        for kind, own in ledger.get("columns", {}).items()
    }
    correction = _build_correction(data.pop("correction", None))
    if correction:
        faults += _correction_faults(correction, published=data.get("published", ""))
    parameters = Parameters(
        **data,
        **sources,
        correction=correction,
        charts=charts,
        imported=imported,
        keywords=keywords,
        accepted=accepted,
        ledgers=ledgers,
        ledger_columns=columns,
        ledger_wordings=ledger.get("wordings", {}),
        hidden=tuple(hidden_values(said, content=content, file=REPORT)),
    )
    return parameters, tuple(faults)


def _name_faults(name: str, *, key: str, folder: Path) -> Iterator[Fault]:
    """Say why *name* can be no file of the folder, whatever system it is copied to."""
    where, found = f"{REPORT} {key}", repr(name[:_QUOTED])[1:-1]
    if not name.isprintable():
        cure = "请改成只有文字、数字和连字符的文件名。"
        yield Fault(where, "可以用作文件名的文字", found, cure)
    elif any(len(part.encode()) > _NAME_BYTES for part in Path(name).parts):
        yield Fault(where, f"不超过 {_NAME_BYTES} 字节的文件名", f"{found}……", "请改短。")
    elif "\\" in name or ":" in name:
        own = re.split(r"[\\/:]", name)[-1]
        cure = f"请把文件放进本文件夹，只写它的名字，如 {own}。"
        yield Fault(where, "本文件夹内的文件", found, cure)
    elif unfit := next(filter(None, map(unfit_name, name.split("/"))), ""):
        cure = "请改成各种系统都能建的文件名。"
        yield Fault(where, "各种系统都能建的文件名", f"{found}（{unfit}）", cure)
    elif not _is_inside(folder / name, folder=folder):
        yield Fault(where, "本文件夹内的文件", found, "请把文件放进本文件夹。")


def _is_inside(path: Path, *, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        # Links in a circle lead nowhere; a path may also be too long.
        return False


def _build_charts(node: Any) -> tuple[str, ...]:
    """Return the pictures asked for: all, none or those listed."""
    every = CHARTS if node else ()
    return every if isinstance(node, bool) else tuple(node)


def _build_claim(node: Mapping[str, Any]) -> Claim:
    at = node.get("at", {})
    looked_at = at if isinstance(at, dict) else {WORDS: at}
    # A figure may be written as a number, a blank as nothing.
    said = {name: "" if value is None else str(value) for name, value in looked_at.items()}
    return Claim(
        rule=node["rule"],
        reason=node["reason"].strip(),
        words=said.pop(WORDS, ""),
        expected=said.pop(EXPECTED, ""),
        cells=said,
        patterns=tuple(node.get("cells", ())),
    )


def _build_correction(node: Mapping[str, Any] | None) -> Correction | None:
    if node is None:
        return None
    # A figure may be written as a number.
    texts = ({key: str(said).strip() for key, said in item.items()} for item in node["items"])
    items = tuple(Corrected(**text) for text in texts)
    return Correction(date=node["date"], reason=node["reason"].strip(), items=items)


def _correction_faults(correction: Correction, *, published: str) -> Iterator[Fault]:
    where = f"{REPORT} correction"
    if not published:
        cure = "更正的是已发布的报告，请填写当初的发布日期。"
        yield Fault(f"{REPORT} published", "发布日期", "没有", cure)
    elif correction.date < published:
        wanted, cure = f"不早于发布日期 {published}", "请核对两个日期。"
        yield Fault(f"{where} date", wanted, correction.date, cure)
    for number, item in enumerate(correction.items, start=1):
        if item.before == item.after:
            cure = "新增的不写更正前，删去的不写更正后。"
            found = f"都是“{item.before}”" if item.before else "都是空的"
            yield Fault(f"{where} items 第 {number} 项", "更正前后不同", found, cure)
