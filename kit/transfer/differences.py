"""What a filing that came in says otherwise than what is there: figures, words, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from kit.compare import compare_texts
from kit.form import load_forms
from kit.signoff import KeptReport, SignOff, SignOffs, since
from kit.source import Filing
from kit.source.encoding import decode_text
from kit.transfer.model import Difference
from kit.workspace import AGENCIES

_TEXTS = (".md", ".txt", ".yaml")
_DECISIONS = {"approve": "通过", "return": "退回"}
#: Marks of words that went and came, in a line of text.
_GONE, _CAME = "［-{}-］", "［+{}+］"


def entry_differences(
    there: Mapping[str, Any], received: Mapping[str, Any], *, agency: str
) -> Iterator[Difference]:
    """Yield the keys of an agency's entry that are not alike."""
    for key in dict.fromkeys((*there, *received)):
        was, came = there.get(key), received.get(key)
        if was != came:
            what = f"{AGENCIES} {agency} {key}"
            yield Difference(what=what, there=_said(was), received=_said(came))


def figure_differences(there: Filing, received: Filing) -> Iterator[Difference]:
    """Yield the cells of one year that are not alike, by their addresses."""
    forms = load_forms()
    if there.edition != received.edition:
        what = f"{received.year} 年 表格版本"
        yield Difference(what=what, there=there.edition, received=received.edition)
    for address in dict.fromkeys((*there.figures, *received.figures)):
        was, came = (_text(filing, address) for filing in (there, received))
        if was != came:
            form = forms[(received if address in received.figures else there).edition]
            name = f"{form.tables[address.partition('.')[0]].name} {form.cells[address].name}"
            what = f"{received.year} 年 {address}（{name}）"
            yield Difference(what=what, there=was, received=came)


def report_differences(there: KeptReport, received: KeptReport) -> Iterator[Difference]:
    """Yield the paragraphs of a report, and what it says of itself, that are not alike.

    A paragraph that was changed has its words marked in what came.
    """
    told = since(there, received, by="", on="")
    for each in told.paragraphs:
        what = f"正文{f'第 {each.section} 部分' if each.section else '开头'}"
        marked = _marked(each.runs) if each.before and each.now else each.now
        yield Difference(what=what, there=each.before, received=marked)
    for fact in told.facts:
        yield Difference(what=fact.what, there=fact.before, received=fact.now)


def text_differences(there: bytes, received: bytes, *, name: str) -> Iterator[Difference]:
    """Yield the lines of a text file that are not alike, words marked in what came."""
    was, came = (decode_text(content).splitlines() for content in (there, received))
    matcher = SequenceMatcher(None, was, came, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        for number, (old, new) in enumerate(zip_longest(was[a:b], came[c:d], fillvalue=""), a + 1):
            marked = _marked(compare_texts(old, new)) if old and new else new
            yield Difference(what=f"{name} 第 {number} 行", there=old, received=marked)


def is_text(name: str) -> bool:
    """Whether people write a file of that name line by line."""
    return name.endswith(_TEXTS)


def decision_differences(there: SignOffs, received: SignOffs) -> Iterator[Difference]:
    """Yield the decisions that are in one chain and not in the other, in their order."""
    ours, theirs = ({entry.digest: entry for entry in each.entries} for each in (there, received))
    for digest, entry in ours.items():
        if digest not in theirs:
            yield Difference(what="签署", there=_decided(entry), received="")
    for digest, entry in theirs.items():
        if digest not in ours:
            yield Difference(what="签署", there="", received=_decided(entry))


def goes_on(there: SignOffs, received: SignOffs) -> bool:
    """Whether the decisions there are those received, and others made since."""
    digests = [[entry.digest for entry in each.entries] for each in (there, received)]
    return not there.faults and digests[0][: len(digests[1])] == digests[1]


def _marked(runs: tuple[tuple[str, str], ...]) -> str:
    marks = {"gone": _GONE, "new": _CAME}
    return "".join(marks.get(kind, "{}").format(words) for kind, words in runs)


def _decided(entry: SignOff) -> str:
    table = f" {entry.table}" if entry.table else ""
    return f"{entry.by} {entry.date} {_DECISIONS[entry.decision]}{table}"


def _text(filing: Filing, address: str) -> str:
    figure = filing.figures.get(address)
    return figure.text if figure else ""


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return "；".join(f"{key} {_said(inner)}" for key, inner in value.items())
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)
