"""Walk through the sentences of a narrative and note what each claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kit.checks.claims.growth import compared_claim, growth_claims
from kit.checks.claims.lexicon import Lexicon, load_lexicon
from kit.checks.claims.model import Told
from kit.checks.claims.nothing import all_claims, none_claims
from kit.checks.claims.numbers import count_claims
from kit.checks.claims.own import own_names
from kit.checks.claims.phrase import phrase_end, phrase_start
from kit.checks.claims.scene import Scene, Sentence
from kit.checks.claims.shares import percentages, share_claims
from kit.checks.claims.tokens import PLAIN, Segment, Token, segments, tokenise
from kit.checks.claims.topics import Context
from kit.checks.wording.words import Words, without_web, words_of
from kit.narrative.model import Narrative
from kit.report.model import Report

#: What goes on for longer is read in pieces: no person wrote it as one sentence.
_SENTENCE = re.compile(r"[^。！？!?\n]{1,2000}(?=[，；、。！？!?\n]|$)|[^。！？!?\n]{1,2000}")
_TITLE = re.compile(
    r"\s*(?:#+|\*\*)?\s*(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|#)"
)
_TAKES_UP = re.compile(r"[\s\-*+0-9.、]*(?:其中|另有|此外)|\s*(?:[-*+]|\d+[.、])\s*(?!年)")
#: Documents are named in these; what they are called claims nothing.
_CITED = r"《[^《》\n]{0,120}》"
_OWN_SUBJECT = ("信息公开", "政务公开", "依申请公开", "公开申请")
#: Marks of another width that stand between words, not in a number or a time.
_FULL_WIDTH = dict(zip(",;:()", "，；：（）", strict=True))
_HALF_WIDTH = re.compile(r"[;()]|(?<!\d)[,:]|[,:](?!\d)|,(?!\d{3}(?!\d))")
#: Characters; what is longer and begins with a numeral is a paragraph.
_LONGEST_TITLE = 30
#: What the preface of a report says that sums up those of the agencies below.
_SUMS_UP = re.compile("汇总|综合各")
#: Requests of a whole area: so many by chance are not those of the table.
_OF_ALL = re.compile(r"全[省市州县区][^，。；\n]{0,30}?申请[^，。；\n\d]{0,8}?(\d+)件")
_TELLING = 10
_TABLE_OF_SECTION = {2: "t2", 3: "t3", 4: "t4"}


def read_claims(report: Report) -> tuple[Sentence, ...]:
    """Return the sentences of a report's narrative that claim something of its figures."""
    return _read(report.narrative, year=report.year, own=_own(report))


def _own(report: Report) -> tuple[str, ...]:
    return own_names(report.agency, is_summed=_is_summed(report))


def _is_summed(report: Report) -> bool:
    """Whether the text says that the tables are of the whole area, or they plainly are."""
    texts = [words.text for words in words_of(report.narrative)]
    if any(_SUMS_UP.search(text) for text in texts[:1]):
        return True
    received = report.filing.value("t3.received.total")
    said = {int(found[1]) for text in texts for found in _OF_ALL.finditer(text)}
    return received in said - set(range(_TELLING))


@lru_cache(maxsize=4)
def _read(narrative: Narrative, *, year: int, own: tuple[str, ...]) -> tuple[Sentence, ...]:
    lexicon = load_lexicon()
    return tuple(
        sentence
        for words in words_of(narrative)
        for sentence in _read_run(_plain(words, own=own), year=year, lexicon=lexicon)
        if sentence.told or sentence.claims
    )


def _plain(words: Words, *, own: tuple[str, ...]) -> Words:
    # 公开**申请3528件** is said as if nothing were bold.
    text = without_web(words.text.replace("**", "").translate(PLAIN))
    text = _HALF_WIDTH.sub(lambda found: _FULL_WIDTH[found.group()], text)
    text = re.sub("|".join([_CITED, *own]), lambda f: "\ufffc" * len(f.group()), text)
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
        context.table = _only_table(tokens, context=context) or context.table
        is_own = heading in {"t3", "t4"}
        scene = Scene(words=words, year=year, context=context, is_own_subject=is_own, tokens=tokens)
        if not any(token.kind == "outside" for token in tokens):
            for segment in segments(tokens):
                end = phrase_end(words.text, segment[-1].end) if segment else 0
                told = words.text[match.start() : end]
                scene.is_own_subject |= any(word in told for word in _OWN_SUBJECT)
                _read_segment(segment, scene=scene)
        yield Sentence(
            words=words,
            start=match.start(),
            text=said,
            claims=tuple(scene.claims),
            parts=tuple(scene.parts),
            percentages=tuple(scene.percentages),
            told=tuple(_told(tokens, match=match)),
            doubted=tuple(scene.doubted),
        )


def _told(tokens: Sequence[Token], *, match: re.Match[str]) -> Iterator[Told]:
    """Yield every number of the sentence that *match* found."""
    end = 0
    for token in tokens:
        if token.number:
            start = token.start - match.start()
            before = match.group()[end:start]
            end = token.end - match.start()
            yield Told(number=token.number, start=start, end=end, before=before)


def _names_own(segment: Segment) -> bool:
    """Whether a segment names a row that the tables have, as papers at large do not."""
    return any(t.term and t.term.topic.rows and not t.term.is_weak for t in segment)


def _heading_table(tokens: Sequence[Token]) -> str:
    return (_strong_tables(tokens) or [""])[-1]


def _only_table(tokens: Sequence[Token], *, context: Context) -> str:
    """Return the one table that a sentence names, when it does not begin with the one before."""
    tables = set(_strong_tables(tokens))
    first = next((t.term.topic.table for t in tokens if t.term), "")
    return tables.pop() if len(tables) == 1 and first != context.table else ""


def _strong_tables(tokens: Sequence[Token]) -> list[str]:
    return [t.term.topic.table for t in tokens if t.term and not t.term.is_weak]


def _look_around(segment: Segment, *, scene: Scene) -> None:
    """Note what a segment says of all that follows it."""
    kinds = {token.kind for token in segment}
    scene.has_compared |= "compare" in kinds
    scene.is_narrowed |= "narrowing" in kinds
    scene.is_sorting = "sorting" in kinds or (scene.is_sorting and not _names_own(segment))


def _read_segment(segment: Segment, *, scene: Scene) -> None:
    """Note what one segment claims, the most telling way of saying first."""
    is_last = scene.is_last(segment)
    _look_around(segment, scene=scene)
    if is_last is None:
        scene.last = None
    if is_last is None or not segment:
        return
    if scene.words.text[phrase_start(scene.words.text, segment[0].start) - 1] in "；;":
        # A clause of its own takes up none of what the one before it spoke of.
        scene.is_blocked = False
        scene.foreign.clear()
    strong = _strong_tables(segment)
    if strong and not scene.context.table:
        scene.context.table = strong[0]
    if growth := list(growth_claims(segment, scene=scene)):
        scene.claims.extend(growth)
        subject = growth[0].subject
        scene.last = None if subject and subject.is_doubted else subject
        return
    if compared := compared_claim(segment, scene=scene):
        scene.claims.append(compared)
        return
    for none in none_claims(segment, scene=scene, is_last=is_last):
        scene.claims.append(none)
        scene.last = replace(none, kind="count") if len(none.topics) == 1 else None
    scene.claims.extend(all_claims(segment, scene=scene, is_last=is_last))
    count_claims(segment, scene=scene, is_last=is_last)
    scene.claims.extend(share_claims(segment, scene=scene, is_last=is_last))
    scene.percentages.extend(percentages(segment, scene=scene))
    _remember(segment, scene=scene)


def _remember(segment: Segment, *, scene: Scene) -> None:
    """Note what the next segments may take up."""
    for token in segment:
        if token.term and not token.term.is_weak:
            scene.context.table = token.term.topic.table
            scene.is_blocked = False
            if not token.term.is_object and not scene.last:
                scene.context.remember(token.term.topic)
        elif token.kind == "others":
            scene.is_blocked = True
