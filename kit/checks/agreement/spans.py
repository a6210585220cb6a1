"""Where a number stands with the words that name it."""

from __future__ import annotations

from kit.checks.reading.mention import Mention

#: Words that stand farther from their number, in characters, are not quoted with it.
_LONGEST = 40


def span_of(mention: Mention) -> tuple[int, int]:
    """Return where a count begins and ends in its run, the words that name it with it."""
    tokens = [t for t in mention.phrase.lead if t.terms or t.kind == "compare"]
    start = tokens[0].start if tokens else mention.token.start
    after = [t for t in mention.phrase.tail if t.terms] if mention.is_number_first else []
    end = after[-1].end if after else mention.token.end
    return (start, end) if end - start <= _LONGEST else (mention.token.start, mention.token.end)
