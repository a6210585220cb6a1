"""Wordings of an agency's own, beside those that all share: what it says they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from kit.errors import Fault, ParameterError, known_names
from kit.form import Form
from kit.ledger.load import load_vocabulary
from kit.ledger.model import Count, LedgerSheet
from kit.ledger.vocabulary import Vocabulary, letters
from kit.source.labels import plain_text

#: What an agency's wordings mean, by the form's label or the id of a row or column.
OwnWordings = Mapping[str, Mapping[str, str]]
#: Where the words of each vocabulary stand, as far as an agency may add to it.
_COLUMNS = {
    "applicants": ("applicant", "organisation"),
    "outcomes": ("outcome", "detail"),
    "results": ("result",),
    "documents": ("type",),
    "decisions": ("type",),
}


def form_labels(vocabulary: str, *, form: Form) -> Mapping[str, str]:
    """Return what the form prints for each meaning of a vocabulary, in its order."""
    words = load_vocabulary(vocabulary)
    cells = form.tables[words.table].cells
    parts = {part for address in cells for part in address.split(".")}
    return {
        meaning: label.text
        for address, cell in cells.items()
        for label in (*cell.column_labels, *cell.row_labels)
        if (meaning := words.read(label.text, known=parts).id) in address.split(".")
    }


def own_vocabularies(wordings: OwnWordings, *, form: Form) -> dict[str, Vocabulary]:
    """Return the vocabularies that an agency adds to, by name, with what it adds.

    Raises
    ------
    ParameterError
        Naming each wording that is mapped to no row or column of the form, or that
        means something else already. What only the agency can tell, as whether a
        village committee is an organisation of its own, it may settle.
    """
    faults: list[Fault] = []
    found: dict[str, Vocabulary] = {}
    for name, own in wordings.items():
        words = load_vocabulary(name)
        labels = form_labels(name, form=form)
        meant = {wording: _meaning(said, words, labels=labels) for wording, said in own.items()}
        faults.extend(_faults(name, own=own, meant=meant, labels=labels))
        added = {letters(wording): meaning for wording, meaning in meant.items()}
        unclear = {word: why for word, why in words.unclear.items() if word not in added}
        found[name] = replace(
            words,
            words={**words.words, **added},
            unclear=unclear,
            added={letters(w): _said(w, labels.get(m, "尚未办结")) for w, m in meant.items()},
        )
    if faults:
        raise ParameterError(*faults)
    return found


def own_notes(sheets: Sequence[LedgerSheet], *, counts: Mapping[str, Count]) -> Iterator[str]:
    """Say which rows were counted by a wording of the agency's own, and as what."""
    for sheet in sheets:
        named = [rows for count in counts.values() for rows in count.rows]
        own = [r.numbers for r in named if (r.file, r.sheet) == (sheet.file, sheet.name)]
        for name, words in sheet.vocabularies.items():
            for word, rows in _rows_with(sheet, name, words=words).items():
                # Those of other years stand in the ledger too.
                counted = sorted(
                    {number for numbers in own for number in rows.intersection(numbers)}
                )
                if counted:
                    said = f"{words.added[word]}，共 {len(counted)} 行。"
                    yield f"{sheet.named(counted).spoken()}：{said}"


def _rows_with(sheet: LedgerSheet, name: str, *, words: Vocabulary) -> Mapping[str, set[int]]:
    """Return the rows that nobody could read without a wording of the agency's own, by it."""
    found: dict[str, set[int]] = defaultdict(set)
    for column in _COLUMNS[name]:
        if column not in sheet.positions or sheet.kind.columns[column].vocabulary not in {name, ""}:
            continue
        rows: dict[str, list[int]] = defaultdict(list)
        for number, raw in sheet.column(column):
            rows[str(raw)].append(number)
        for text, numbers in rows.items():
            if not load_vocabulary(name).read(text).id:
                for word in _longest(letters(text), words.added):
                    found[word].update(numbers)
    return found


def _longest(text: str, words: Collection[str]) -> list[str]:
    """Return the *words* in a text that are no part of others in it."""
    inside = [word for word in words if word in text]
    return [word for word in inside if not any(word in o for o in inside if o != word)]


def _said(wording: str, meaning: str) -> str:
    return f"“{wording}”按 report.yaml 计为“{meaning}”"


def _meaning(said: str, words: Vocabulary, *, labels: Mapping[str, str]) -> str:
    """Return the id that an agency named, be it by the form's label; empty if there is none."""
    meaning = said if said in words.meanings else words.read(said, known=words.meanings).id
    return meaning if words.own(meaning, known=labels) in {*labels, *words.open} else ""


def _faults(
    name: str, *, own: Mapping[str, str], meant: Mapping[str, str], labels: Mapping[str, str]
) -> Iterator[Fault]:
    words = load_vocabulary(name)
    first: dict[str, str] = {}
    for wording, meaning in meant.items():
        where = f"report.yaml ledger.wordings.{name}.{wording}"
        if not meaning:
            known = known_names(plain_text(own[wording]), labels.values(), limit=40)
            yield Fault(where, f"表式里{words.column}的名称", own[wording], known)
        elif first.setdefault(letters(wording), meaning) != meaning:
            yield Fault(where, "一种写法只有一个意思", "同一写法归入了两处", "请只留一处。")
        elif problem := _problem(letters(wording), words, meaning=meaning, labels=labels):
            cure = "请删去这一行；归类有误的，请改台账里的写法。"
            yield Fault(where, "共用的写法表里没有、或由本机关确定的写法", problem, cure)


def _problem(word: str, words: Vocabulary, *, meaning: str, labels: Mapping[str, str]) -> str:
    """Say why an agency may not say that *word* means *meaning*; empty when it may."""
    shared = words.words.get(word, meaning)
    if shared != meaning:
        return f"已归入“{labels.get(words.own(shared, known=labels), '尚未办结')}”"
    if word in words.groups or word in words.neutral or not word:
        return "只是大类或不表示结果的词"
    is_settled = word not in words.unclear or meaning in words.settled.get(word, ())
    return "" if is_settled else words.unclear[word]
