"""Fill the placeholders of a narrative, or say all that is wrong with them at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from kit.errors import Fault, NarrativeError
from kit.narrative.meaning import find_mistakes, say
from kit.narrative.model import Narrative, Passage, Substitution, TextFault
from kit.narrative.names import table_of_name
from kit.narrative.placeholders import TOKEN, Mistake, Placeholder, parse_placeholder
from kit.narrative.places import spoken_place
from kit.narrative.values import Values

#: So many mistakes of a text are told one by one, so many characters of each quoted.
_MAX_FAULTS, _MAX_QUOTED = 100, 80
_ESCAPE = "若本来就是文字，请写成 \\{}。"


def fill_narrative(narrative: Narrative, *, values: Values) -> Narrative:
    r"""Put what they name in the place of all placeholders; every line stays on its line.

    What is filled in is never looked at again. ``\{{`` stays text.

    Raises
    ------
    NarrativeError
        One fault for each placeholder, brace or table mark that is wrong, with
        its place and the nearest names there are, and those found in parsing.
    """
    passages = (narrative.preface, *narrative.sections)
    wrong = (fault for passage in passages for fault in _faults(passage, values=values))
    refuse_faults((*narrative.faults, *islice(wrong, _MAX_FAULTS)), file=narrative.file)
    filled = [_fill(passage, values=values) for passage in passages]
    preface, *sections = (passage for passage, _ in filled)
    places = tuple(place for _, places in filled for place in places)
    return replace(narrative, preface=preface, sections=tuple(sections), filled=places)


def refuse_faults(faults: Sequence[TextFault], *, file: str) -> None:
    """Refuse a text for all its faults at once, in the order they stand.

    Raises
    ------
    NarrativeError
        If there are any.
    """
    told = [
        Fault(spoken_place(file, line=f.line, column=f.column), f.wanted, f.found, f.cure)
        for f in sorted(faults)[:_MAX_FAULTS]
    ]
    if told:
        raise NarrativeError(*told)


def _fill(passage: Passage, *, values: Values) -> tuple[Passage, tuple[Substitution, ...]]:
    """Return a passage filled, and its placeholders with their places."""
    before, at_before = _filled(passage.before, values=values, line=passage.line)
    after, at_after = _filled(passage.after, values=values, line=passage.after_line)
    return replace(passage, before=before, after=after), (*at_before, *at_after)


def _filled(text: str, *, values: Values, line: int) -> tuple[str, list[Substitution]]:
    """Return *text* with its placeholders filled, and each with its place."""
    pieces: list[str] = []
    places: list[Substitution] = []
    column, end = 1, 0
    for token in TOKEN.finditer(text):
        placeholder = parse_placeholder(token["body"]) if token["body"] else None
        if not isinstance(placeholder, Placeholder):
            continue
        between, said = text[end : token.start()], say(placeholder, values=values)
        line, end = line + between.count("\n"), token.end()
        _, newline, tail = between.rpartition("\n")
        column = len(tail) + (1 if newline else column)
        places.append(Substitution(line=line, column=column, placeholder=token["body"].strip()))
        column += len(said)
        pieces += between, said
    return "".join((*pieces, text[end:])), places


def _faults(passage: Passage, *, values: Values) -> Iterator[TextFault]:
    """Find the faults of one passage, each with its line and column in the file."""
    for text, first in ((passage.before, passage.line), (passage.after, passage.after_line)):
        for number, line in enumerate(text.split("\n"), start=first):
            # The same mistake twice on a line is said once, where it stands first.
            for token in {token[0]: token for token in reversed([*TOKEN.finditer(line)])}.values():
                for mistake in _mistakes(token, passage=passage, values=values):
                    said = mistake.found or token[0].strip()
                    yield TextFault(
                        line=number,
                        column=token.start() + 1,
                        wanted=mistake.wanted,
                        found=f"“{said[:_MAX_QUOTED]}”",
                        cure=mistake.cure,
                    )


def _mistakes(token: re.Match[str], *, passage: Passage, values: Values) -> Iterator[Mistake]:
    body = token["body"]
    if token["unclosed"]:
        yield Mistake(wanted="同一行里成对的 {{ 和 }}", cure=_ESCAPE.format("{{"))
    elif token["stray"]:
        yield Mistake(wanted="同一行里成对的 {{ 和 }}", cure=_ESCAPE.format("}}"))
    elif body is None:
        return
    elif table := table_of_name(body, form=values.form):
        yield _misplaced(table, passage=passage, values=values)
    else:
        placeholder = parse_placeholder(body)
        if isinstance(placeholder, Mistake):
            yield placeholder
        else:
            yield from find_mistakes(placeholder, values=values)


def _misplaced(table: str, *, passage: Passage, values: Values) -> Mistake:
    """Say where a table's mark belongs: what the parser took as one is no longer in the text."""
    section = next(section for section in values.form.sections if section.table == table)
    cure = "不写标记时，表格排在这一部分的文字之后。"
    if section.number != passage.number:
        return Mistake(wanted=f"表格标记在“{section.heading}”之内", cure=cure)
    return Mistake(wanted="表格标记单独成行，每张表只有一处", cure=cure)
