"""Walk through the sentences of a narrative and note what each claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kit.checks.claims.growth import growth_claim, share_claim
from kit.checks.claims.lexicon import Lexicon, load_lexicon
from kit.checks.claims.nothing import all_claims, none_claims
from kit.checks.claims.numbers import count_claims
from kit.checks.claims.scene import Scene, Sentence
from kit.checks.claims.tokens import PLAIN, Segment, Token, segments, tokenise
from kit.checks.claims.topics import Context
from kit.checks.words import Words, without_web, words_of
from kit.narrative.model import Narrative

_SENTENCE = re.compile(r"[^。！？!?\n]+")
_TITLE = re.compile(
    r"\s*(?:#+|\*\*)?\s*(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|#)"
)
_TAKES_UP = re.compile(r"[\s\-*+0-9.、]*(?:其中|另有|此外)|\s*(?:[-*+]|\d+[.、])\s*(?!年)")
#: Documents are named in these; what they are called claims nothing.
_CITED = re.compile(r"《[^《》\n]{0,120}》")
_OWN_SUBJECT = ("信息公开", "政务公开", "依申请公开", "公开申请")
#: Characters; what is longer and begins with a numeral is a paragraph.
_LONGEST_TITLE = 30
_TABLE_OF_SECTION = {2: "t2", 3: "t3", 4: "t4"}


@lru_cache(maxsize=4)
def read_claims(narrative: Narrative, *, year: int) -> tuple[Sentence, ...]:
    """Return the sentences of *narrative* that claim something of the report of *year*."""
    lexicon = load_lexicon()
    return tuple(
        sentence
        for words in words_of(narrative)
        for sentence in _read_run(_plain(words), year=year, lexicon=lexicon)
        if sentence.claims or sentence.parts
    )


def _plain(words: Words) -> Words:
    text = without_web(words.text.translate(PLAIN))
    text = _CITED.sub(lambda found: "\ufffc" * len(found.group()), text)
    return Words(file=words.file, number=words.number, line=words.line, text=text)


def _read_run(words: Words, *, year: int, lexicon: Lexicon) -> Iterator[Sentence]:
    context = Context(table=_TABLE_OF_SECTION.get(words.number, ""))
    heading = context.table
    for match in _SENTENCE.finditer(words.text):
        said = match.group()
        # A table of the text speaks for itself.
        if said.lstrip().startswith("|"):
            continue
        tokens = list(tokenise(words.text, start=match.start(), end=match.end(), lexicon=lexicon))
        if _TITLE.match(said) and len(said) < _LONGEST_TITLE:
            heading = _heading_table(tokens) or _TABLE_OF_SECTION.get(words.number, "")
        if not _TAKES_UP.match(said):
            context.forget()
        if words.text[match.start() - 1 : match.start()] in {"", "\n"}:
            context.table = heading or context.table
        is_own = bool(heading in {"t3", "t4"} or any(word in said for word in _OWN_SUBJECT))
        scene = Scene(words=words, year=year, context=context, is_own_subject=is_own)
        if not any(token.kind == "outside" for token in tokens):
            for segment in segments(tokens):
                _read_segment(segment, scene=scene)
        yield Sentence(text=said, claims=tuple(scene.claims), parts=tuple(scene.parts))


def _heading_table(tokens: Sequence[Token]) -> str:
    tables = [t.term.topic.table for t in tokens if t.term and not t.term.is_weak]
    return tables[-1] if tables else ""


def _read_segment(segment: Segment, *, scene: Scene) -> None:
    """Note what one segment claims, the most telling way of saying first."""
    is_last = scene.is_last(segment)
    kinds = {token.kind for token in segment}
    scene.has_compared |= "compare" in kinds
    scene.is_narrowed |= "narrowing" in kinds
    if is_last is None or not segment:
        scene.last = None
        return
    strong = [t.term.topic.table for t in segment if t.term and not t.term.is_weak]
    if strong and not scene.context.table:
        scene.context.table = strong[0]
    growth = growth_claim(segment, scene=scene)
    if growth:
        scene.claims.append(growth)
        return
    scene.claims.extend(none_claims(segment, scene=scene, is_last=is_last))
    scene.claims.extend(all_claims(segment, scene=scene, is_last=is_last))
    count_claims(segment, scene=scene, is_last=is_last)
    scene.claims.extend(share_claim(segment, scene=scene, is_last=is_last))
    for token in segment:
        if token.term and not token.term.is_weak:
            scene.context.table = token.term.topic.table
            scene.is_blocked = False
            if not token.term.is_object and not scene.last:
                scene.context.remember(token.term.topic)
        elif token.kind == "others":
            scene.is_blocked = True
