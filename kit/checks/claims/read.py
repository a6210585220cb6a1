"""Walk through the sentences of a narrative and note what each claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kit.checks.claims.growth import growth_claim, share_claim
from kit.checks.claims.lexicon import Lexicon, load_lexicon
from kit.checks.claims.nothing import all_claims, none_claims
from kit.checks.claims.numbers import count_claims
from kit.checks.claims.phrase import phrase_end, phrase_start
from kit.checks.claims.scene import Scene, Sentence
from kit.checks.claims.tokens import PLAIN, Segment, Token, segments, tokenise
from kit.checks.claims.topics import Context
from kit.checks.names import places_in
from kit.checks.words import Words, without_web, words_of
from kit.narrative.model import Narrative
from kit.report.model import Report
from kit.workspace import Agency

_SENTENCE = re.compile(r"[^。！？!?\n]+")
_TITLE = re.compile(
    r"\s*(?:#+|\*\*)?\s*(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|#)"
)
_TAKES_UP = re.compile(r"[\s\-*+0-9.、]*(?:其中|另有|此外)|\s*(?:[-*+]|\d+[.、])\s*(?!年)")
#: Documents are named in these; what they are called claims nothing.
_CITED = r"《[^《》\n]{0,120}》"
_OWN_LEVEL = ("办公厅本级", "办公室本级", "厅本级", "局本级", "委本级")
_ORGAN = re.compile(r"(?P<stem>.{2,}?)(?P<end>局|厅|委员会|办公室)")
_AREAS = ("全省", "全市", "全州", "全县", "全区")
_OWN_SUBJECT = ("信息公开", "政务公开", "依申请公开", "公开申请")
#: Characters; what is longer and begins with a numeral is a paragraph.
_LONGEST_TITLE = 30
_TABLE_OF_SECTION = {2: "t2", 3: "t3", 4: "t4"}


def read_claims(report: Report) -> tuple[Sentence, ...]:
    """Return the sentences of a report's narrative that claim something of its figures."""
    return _read(report.narrative, year=report.year, own=own_names(report.agency))


@lru_cache(maxsize=4)
def _read(narrative: Narrative, *, year: int, own: tuple[str, ...]) -> tuple[Sentence, ...]:
    lexicon = load_lexicon()
    return tuple(
        sentence
        for words in words_of(narrative)
        for sentence in _read_run(_plain(words, own=own), year=year, lexicon=lexicon)
        if sentence.claims or sentence.parts
    )


def own_names(agency: Agency) -> tuple[str, ...]:
    """Return patterns of what an agency calls itself, or what a roll-up calls its area."""
    if agency.scope == "rollup":
        return re.escape(agency.name.removesuffix("人民政府")), *_AREAS
    names = sorted({agency.name, agency.short_name, *_OWN_LEVEL} - {""}, key=len, reverse=True)
    return (*map(re.escape, names), *_short_names(agency.name))


def _short_names(name: str) -> Iterator[str]:
    """Yield patterns of the ways to shorten a name: 市发展改革委 of 北山市发展和改革委员会."""
    places = [place for _, place in places_in(name)]
    organ = _ORGAN.fullmatch(name.removeprefix("".join(places)))
    if not places or organ is None:
        return
    stem, ends = organ["stem"], f"(?:{organ['end']}|{organ['end'][0]})"
    some = "".join(f"{re.escape(character)}?" for character in stem)
    yield f"(?:{places[-1][:-1]})?{places[-1][-1]}(?=[{re.escape(stem)}]){some}{ends}"
    yield re.escape(stem + organ["end"])
    if organ["end"] in {"局", "厅"}:
        yield places[-1][-1] + organ["end"]


def _plain(words: Words, *, own: tuple[str, ...]) -> Words:
    text = without_web(words.text.translate(PLAIN))
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
        is_own = heading in {"t3", "t4"}
        scene = Scene(words=words, year=year, context=context, is_own_subject=is_own, tokens=tokens)
        if not any(token.kind == "outside" for token in tokens):
            for segment in segments(tokens):
                end = phrase_end(words.text, segment[-1].end) if segment else 0
                told = words.text[match.start() : end]
                scene.is_own_subject |= any(word in told for word in _OWN_SUBJECT)
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
    if is_last is None:
        scene.last = None
    if is_last is None or not segment:
        return
    if scene.words.text[phrase_start(scene.words.text, segment[0].start) - 1] in "；;":
        # A clause of its own takes up none of what the one before it spoke of.
        scene.is_blocked = False
        scene.foreign.clear()
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
