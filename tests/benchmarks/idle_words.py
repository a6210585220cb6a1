"""List the words of the lexicon whose loss changes nothing on the third that is held out.

A line of the data stays only while taking it out costs something there. Lines are shown, and how
many texts hold them; never the texts.

Run with ``PYTHONPATH=tests python -m benchmarks.idle_words``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import files
from unittest.mock import patch

import yaml
from builders.corpus import is_held_out, rules_in, told_of

from kit.checks.reading import read
from kit.checks.reading.lexicon import Lexicon, load_lexicon, spellings
from kit.checks.words import words_of
from kit.report.model import Report

#: A word met more often is tried on the first of its texts.
MOST_TEXTS = 40
#: Files whose lines are words that a sentence is searched for.
NAMES = ("table2", "table3", "table4", "fillers", "other", "relations")

Text = tuple[Report, set[str], set[str]]


def main() -> None:
    """Print each line without effect, by file, and how many there are of how many."""
    texts = [
        (report, judged, rules_in(report, judged=judged))
        for corpus in ("sentences", "narratives")
        for name, report, judged, _ in told_of(corpus)
        if is_held_out(name)
    ]
    lines = list(_lines())
    idle = 0
    for name, line in lines:
        held = _holding(set(spellings([line])), texts)
        if not _matters(line, held[:MOST_TEXTS]):
            idle += 1
            print(f"{name}\t{len(held)}\t{line}", flush=True)  # noqa: T201 - the result
    print(f"{idle} of {len(lines)} lines change nothing in {len(texts)} texts")  # noqa: T201 - the result


def _lines() -> Iterator[tuple[str, str]]:
    for name in NAMES:
        data = yaml.safe_load(
            files("kit.checks.data").joinpath("lexicon", f"{name}.yaml").read_text("utf-8")
        )
        for group in data.get("groups") or data["marks"]:
            yield from ((name, line) for line in group["words"])


def _holding(words: set[str], texts: Sequence[Text]) -> list[Text]:
    def holds(report: Report) -> bool:
        said = "\n".join(run.text for run in words_of(report.narrative))
        return any(word in said for word in words) or any("dd" in word for word in words)

    return [text for text in texts if holds(text[0])]


def _matters(line: str, texts: Sequence[Text]) -> bool:
    """Whether any of *texts* is judged otherwise without *line*."""
    if not texts:
        return False
    lexicon = _without(load_lexicon(), set(spellings([line])))
    with patch.object(read, "load_lexicon", return_value=lexicon):
        return any(rules_in(report, judged=judged) != found for report, judged, found in texts)


def _without(lexicon: Lexicon, words: set[str]) -> Lexicon:
    terms = {word: found for word, found in lexicon.terms.items() if word not in words}
    marks = {word: kind for word, kind in lexicon.marks.items() if word not in words}
    return replace(lexicon, terms=terms, marks=marks)


if __name__ == "__main__":
    main()
