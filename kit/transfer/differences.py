"""What a filing that came in says otherwise than what is there: figures, words, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from kit.compare import compare_texts
from kit.form import load_forms
from kit.signoff import KeptReport, SignOff, SignOffs, since
from kit.source import Filing
from kit.source.encoding import decode_text
from kit.transfer.model import FilingDifference
from kit.workspace import AGENCIES

_TEXTS = (".md", ".txt", ".yaml")
_DECISIONS = {"approve": "通过", "return": "退回"}
#: What the words of a report, before their part of it, and decisions on it are called.
TEXT, DECISION = "正文", "签署"
#: So many characters before and after words that changed are told.
_AROUND = 12


def entry_differences(
    there: Mapping[str, Any], received: Mapping[str, Any], *, agency: str
) -> Iterator[FilingDifference]:
    """Yield the keys of an agency's entry that are not alike."""
    for key in dict.fromkeys((*there, *received)):
        was, came = there.get(key), received.get(key)
        if was != came:
            what = f"{AGENCIES} {agency} {key}"
            yield FilingDifference(what=what, there=_said(was), received=_said(came))


def figure_differences(there: Filing, received: Filing) -> Iterator[FilingDifference]:
    """Yield the cells of one year that are not alike, by their addresses."""
    forms = load_forms()
    if there.edition != received.edition:
        what = f"{received.year} 年 表格版本"
        yield FilingDifference(what=what, there=there.edition, received=received.edition)
    for address in dict.fromkeys((*there.figures, *received.figures)):
        was, came = (_text(filing, address) for filing in (there, received))
        if was != came:
            form = forms[(received if address in received.figures else there).edition]
            name = f"{form.tables[address.partition('.')[0]].name} {form.cells[address].name}"
            what = f"{received.year} 年 {address}（{name}）"
            yield FilingDifference(what=what, there=was, received=came)


def report_differences(there: KeptReport, received: KeptReport) -> Iterator[FilingDifference]:
    """Yield the paragraphs of a report, and what it says of itself, that are not alike.

    Of a paragraph that was changed the words around each change are told.
    """
    told = since(there, received, by="", on="")
    for each in told.paragraphs:
        part = f"第 {each.section} 部分" if each.section else "开头"
        yield _changed(f"{TEXT} {part}", each.before, each.now)
    for fact in told.facts:
        yield FilingDifference(what=fact.what, there=fact.before, received=fact.now)


def text_differences(there: bytes, received: bytes, *, name: str) -> Iterator[FilingDifference]:
    """Yield the lines of a text file that are not alike."""
    was, came = (decode_text(content).splitlines() for content in (there, received))
    matcher = SequenceMatcher(None, was, came, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        for number, (old, new) in enumerate(zip_longest(was[a:b], came[c:d], fillvalue=""), a + 1):
            yield _changed(f"{name} 第 {number} 行", old, new)


def is_text(name: str) -> bool:
    """Whether people write a file of that name line by line."""
    return name.endswith(_TEXTS)


def decision_differences(there: SignOffs, received: SignOffs) -> Iterator[FilingDifference]:
    """Yield the decisions that are in one chain and not in the other, in their order."""
    ours, theirs = ({entry.digest: entry for entry in each.entries} for each in (there, received))
    for digest, entry in ours.items():
        if digest not in theirs:
            yield FilingDifference(what=DECISION, there=_decided(entry), received="")
    for digest, entry in theirs.items():
        if digest not in ours:
            yield FilingDifference(what=DECISION, there="", received=_decided(entry))


def goes_on(there: SignOffs, received: SignOffs) -> bool:
    """Whether the decisions there are those received, and others made since."""
    digests = [[entry.digest for entry in each.entries] for each in (there, received)]
    return not there.faults and digests[0][: len(digests[1])] == digests[1]


def _changed(what: str, there: str, received: str) -> FilingDifference:
    """Tell a text that is not alike: one that was changed by the words around each change."""
    if not (there and received):
        return FilingDifference(what=what, there=there, received=received)
    runs = compare_texts(there, received)
    was, came = (_excerpt(runs, kind=kind) for kind in ("gone", "new"))
    return FilingDifference(what=what, there=was, received=came)


def _excerpt(runs: Sequence[tuple[str, str]], *, kind: str) -> str:
    """Return the words of one *kind* in brackets, with a few of those before and after."""
    said = []
    for number, (each, words) in enumerate(runs):
        if each == kind:
            said.append(f"［{words}］")
        elif each == "same":
            is_first, is_last = number == 0, number == len(runs) - 1
            said.append(_around(words, is_first=is_first, is_last=is_last))
    return "".join(said)


def _around(words: str, *, is_first: bool, is_last: bool) -> str:
    before = "" if is_first else words[:_AROUND]
    after = "" if is_last else words[-_AROUND:]
    if len(words) <= _AROUND * (2 - is_first - is_last):
        return words
    return f"{before}……{after}"


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
