"""Read a narrative: its sentences with their numbers, lists, shares, changes and statements."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kit.checks.reading.changes import find_changes
from kit.checks.reading.derived import find_derived
from kit.checks.reading.families import is_received
from kit.checks.reading.lexicon import Lexicon, load_lexicon
from kit.checks.reading.lists import find_parts
from kit.checks.reading.mention import Mention
from kit.checks.reading.mentions import read_mentions
from kit.checks.reading.phrases import build_phrases
from kit.checks.reading.points import find_points
from kit.checks.reading.relations import Sentence, Statement
from kit.checks.reading.scene import Scene
from kit.checks.reading.shares import find_shares
from kit.checks.reading.statements import find_all, find_none
from kit.checks.reading.tokens import MASK, Token, tokenise
from kit.checks.words import Words, without_web, words_of
from kit.narrative.model import Narrative

#: What goes on for longer is read in pieces: no person wrote it as one sentence.
_SENTENCE = re.compile(r"[^。！？!?\n]{1,2000}(?=[，；、。！？!?\n]|$)|[^。！？!?\n]{1,2000}")
_TITLE = re.compile(
    r"\s*(?:#+|\*\*)?\s*(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|#)"
)
_ENUMERATED = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.]|[-*+]|#+)\s*(?!年)")
_TAKES_UP = re.compile(r"[\s\-*+0-9.、]*(?:其中|另有|此外)")
#: Documents are named in these; what they are called claims nothing.
_CITED = r"《[^《》\n]{0,120}》"
#: Characters; what is longer and begins with a numeral is a paragraph.
_LONGEST_TITLE = 30
_TABLE_OF_SECTION = {2: "t2", 3: "t3", 4: "t4"}
#: Full-width characters and spacing made plain, each in its place.
_PLAIN = str.maketrans("０１２３４５６７８９％．＋－﹪\u3000\xa0\u200b", "0123456789%.+-%   ")
#: Marks of another width that stand between words, not in a number or a time.
_FULL_WIDTH = dict(zip(",;:()", "，；：（）", strict=True))
_HALF_WIDTH = re.compile(r"[;()]|(?<!\d)[,:]|[,:](?!\d)|,(?!\d{3}(?!\d))")
#: So many numbers of the sentences before may be what a share is of.
_REMEMBERED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of the narrative's text with the sentences read in it."""

    words: Words
    sentences: tuple[Sentence, ...]


@lru_cache(maxsize=4)
def read_narrative(narrative: Narrative, *, year: int, own: tuple[str, ...]) -> tuple[Run, ...]:
    """Return the runs of a narrative's text with what their sentences say.

    Parameters
    ----------
    year
        The year the report is of.
    own
        Patterns of what the body calls itself: said of it, a figure is its own.
    """
    lexicon = load_lexicon()
    runs = (_plain(words, own=own) for words in words_of(narrative))
    return tuple(
        Run(words=words, sentences=tuple(_read_run(words, year=year, lexicon=lexicon)))
        for words in runs
    )


def _plain(words: Words, *, own: tuple[str, ...]) -> Words:
    """Return *words* with the same length, marks made plain and names masked."""
    # 公开**申请3528件** is said as if nothing were bold.
    text = without_web(words.text.translate(_PLAIN))
    text = _HALF_WIDTH.sub(lambda found: _FULL_WIDTH[found.group()], text)
    text = re.sub("|".join([_CITED, r"\*\*", *own]), lambda f: MASK * len(f.group()), text)
    return replace(words, text=text, written=words.text)


def _read_run(words: Words, *, year: int, lexicon: Lexicon) -> Iterator[Sentence]:
    scene = Scene(year=year)
    section = _TABLE_OF_SECTION.get(words.number, "")
    heading = scene.context.table = section
    before: list[Mention] = []
    for match in _SENTENCE.finditer(words.text):
        said = match.group()
        # A table of the text speaks for itself.
        if said.lstrip().startswith("|"):
            continue
        start = match.start()
        if marked := _ENUMERATED.match(said):
            start += marked.end()
        tokens = list(tokenise(words.text, start=start, end=match.end(), lexicon=lexicon))
        if _TITLE.match(said) and len(said) < _LONGEST_TITLE:
            heading = _heading_table(tokens) or section
        if words.text[match.start() - 1 : match.start()] in {"", "\n"}:
            scene.context.table = heading or scene.context.table
            scene.has_subject = words.number in {3, 4} or heading in {"t3", "t4"}
            before = []
        takes_up = bool(_TAKES_UP.match(said))
        scene.begin(takes_up=takes_up)
        sentence = _read_sentence(tokens, scene=scene, before=before, match=match)
        before = list(_remembered([*before, *sentence.mentions]))
        yield sentence


def _remembered(told: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the numbers that later ones may be of: the last ones, and the requests received."""
    last = told[-_REMEMBERED:]
    yield from (m for m in told[:-_REMEMBERED] if is_received(m))
    yield from last


def _read_sentence(
    tokens: Sequence[Token], *, scene: Scene, before: Sequence[Mention], match: re.Match[str]
) -> Sentence:
    phrases = build_phrases(tokens)
    told = [token for token in tokens if token.terms]
    if not scene.context.table and told:
        scene.context.table = _heading_table(tokens)
    mentions = read_mentions(phrases, scene=scene)
    parts = tuple(find_parts(phrases, mentions, before=before))
    shares = tuple(find_shares(mentions, parts=parts, before=before))
    points = tuple(find_points(mentions, shares=shares, year=scene.year))
    changes = tuple(find_changes(phrases, mentions, topics=scene.topics, year=scene.year))
    derived = tuple(find_derived(mentions))
    statements: list[Statement] = []
    indexes = [mention.index for mention in mentions]
    for phrase in phrases:
        time = scene.times.get(phrase.index, "now")
        earlier = mentions[: bisect_right(indexes, phrase.index)]
        if phrase.index and phrases[phrase.index - 1].has("except"):
            continue
        statements += find_none(phrase, context=scene.context, time=time)
        statements += find_all(phrase, context=scene.context, counts=earlier, time=time)
    return Sentence(
        start=match.start(),
        end=match.end(),
        phrases=phrases,
        mentions=tuple(mentions),
        parts=parts,
        shares=shares,
        points=points,
        changes=changes,
        derived=derived,
        statements=tuple(statements),
        before=tuple(before),
    )


def _heading_table(tokens: Sequence[Token]) -> str:
    strong = [term.table for token in tokens for term in token.terms if not term.is_weak]
    return strong[-1] if strong else ""
