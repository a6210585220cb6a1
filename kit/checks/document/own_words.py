"""What of a text is a report's own: numbers masked, the words of form and template left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kit.form import Form
from kit.form.word_kinds import NotAlike
from kit.narrative import Passage, template_narrative

_MASKED = re.compile(r"\{\{[^{}]*\}\}|[0-9０-９][0-9０-９.,%％]*")
_HEADING = re.compile(r"^\s*#.*$|^\s*\|.*$", re.MULTILINE)
#: Between two sentences, where no character of a text can stand.
_EDGE = "\0"
_DROPPED = re.compile(r"[^\u3400-\u9fffA-Za-z0\0]")
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]*")
_CLAUSE = re.compile(r"[^，。；：！？（）\n]+")
#: What the template leaves to be filled in.
_GAP = re.compile(r"（请填写：[^）]*）")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence as written, and the characters of it that are the report's own."""

    section: int
    written: str
    own: str


def not_alike(form: Form) -> NotAlike:
    """Return what the form says of texts that are alike."""
    return next(rule.kind for rule in form.rules.values() if isinstance(rule.kind, NotAlike))


def own_words(passages: Iterable[Passage], *, form: Form) -> str:
    """Return the characters that are a report's own: what its form and the template say left out.

    Parameters
    ----------
    passages
        Sections of a narrative, its placeholders filled or not.
    """
    return _own("\n".join(passage.markdown for passage in passages), form=form)


def own_sentences(passages: Iterable[Passage], *, form: Form) -> tuple[Sentence, ...]:
    """Return the sentences of a text that have something of its own, in their order.

    Put together, their own characters are those of :func:`own_words`.
    """
    return tuple(sentence for passage in passages for sentence in _sentences(passage, form=form))


def _sentences(passage: Passage, *, form: Form) -> Iterator[Sentence]:
    written = [found.strip() for found in _SENTENCE.findall(passage.markdown)]
    marked = f"\n{_EDGE}\n".join(written)
    own = _own(marked, form=form).split(_EDGE) if written else ()
    for words, characters in zip(written, own, strict=True):
        if characters:
            yield Sentence(section=passage.number, written=words, own=characters)


def _own(text: str, *, form: Form) -> str:
    template = _template_clauses(form)
    text = _without_titles(_masked(text), form=form)
    own = _CLAUSE.sub(lambda found: "" if found[0].strip() in template else found[0], text)
    return _DROPPED.sub("", own)


def _masked(text: str) -> str:
    return _MASKED.sub("0", _HEADING.sub("", text))


def _without_titles(text: str, *, form: Form) -> str:
    for words in _form_words(form):
        text = text.replace(words, "")
    return text


@cache
def _form_words(form: Form) -> tuple[str, ...]:
    """Return the titles that every report has."""
    titles = (part for section in form.sections for part in (section.title, *section.parts))
    every = {*titles, *not_alike(form).ignored, form.circular.number}
    return tuple(sorted(every, key=lambda words: (-len(words), words)))


@cache
def _template_clauses(form: Form) -> frozenset[str]:
    """Return what the template says, its gaps filled in with a number or left as they are."""
    template = template_narrative(form)
    texts = (_masked(template), _masked(_GAP.sub("0", template)))
    plain = (_without_titles(text, form=form) for text in texts)
    return frozenset(clause.strip() for text in plain for clause in _CLAUSE.findall(text))
