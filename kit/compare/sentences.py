"""The sentences that two texts have in common, side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kit.checks import RUN, Sentence
from kit.report import CommonSentence

#: Stands where a number is taken from the tables: numbers are not compared.
_GAP = "＿"
_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")
#: Marks of Markdown at the beginning of a line, and those of emphasis.
_MARKS = re.compile(r"^(?:[#>*+-]+|\d+[.、)])\s+|\*\*")
_LONGEST = 300


def common_sentences(
    own: Sequence[Sentence],
    other: Sequence[Sentence],
    *,
    agency: str,
    having: Mapping[str, int],
) -> Iterator[CommonSentence]:
    """Yield the sentences of which at least half the runs of characters stand in one of *other*.

    Parameters
    ----------
    agency
        The name of whose the other text is.
    having
        How many texts, the own one among them, have a sentence, by its own characters.
    """
    same = {sentence.own: number for number, sentence in reversed(list(enumerate(other)))}
    begun = {run: number for number, sentence in enumerate(other) for run in _runs(sentence.own)}
    for sentence in own:
        at = same.get(sentence.own)
        if len(sentence.own) >= RUN and at is None:
            at = _likeliest(sentence.own, begun=begun)
        if len(sentence.own) >= RUN and at is not None:
            yield CommonSentence(
                section=sentence.section,
                own=shown(sentence.written),
                other=shown(other[at].written),
                agency=agency,
                agencies=max(1, having.get(sentence.own, 1) - 1),
            )


def shown(written: str) -> str:
    """Return a sentence as it is shown: without marks of Markdown, a gap for what is filled in.

    Examples
    --------
    >>> shown("1. **全年**收到申请{{ t3.received.total }}件。")
    '全年收到申请＿件。'
    """
    plain = _MARKS.sub("", _PLACEHOLDER.sub(_GAP, written))
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


def _runs(own: str) -> Iterator[str]:
    return (own[at : at + RUN] for at in range(len(own) - RUN + 1))


def _likeliest(own: str, *, begun: Mapping[str, int]) -> int | None:
    """Return the number of the sentence that has most runs of this one, if it has half of them."""
    found = Counter(begun[run] for run in _runs(own) if run in begun)
    if not found:
        return None
    number, count = found.most_common(1)[0]
    return number if count * 2 >= len(own) - RUN + 1 else None
