"""The title of a report in words that no line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain

from kit.datafile import read_yaml
from kit.errors import FormError
from kit.export.pdf.inline import Inline, Node

_DATA = "title.yaml"
#: So many characters of a title stand on one line of the page.
_LINE = 20
#: So many stand before the end of a place's name.
_PLACE = 8


def keep_words_of_title(article: Sequence[Node], *, agency: str) -> list[Node]:
    """Return *article* with the words of its title, and *agency* in it, as wholes."""
    return [
        node | {"body": title_words(node["body"], agency=agency)} if node["tag"] == "h1" else node
        for node in article
    ]


def title_words(body: Inline, *, agency: str) -> Inline:
    """Return the words of a title, those that stay whole each as a node of their own.

    A name of an agency that is longer than a line breaks after places and between words.

    Examples
    --------
    >>> [node if isinstance(node, str) else node["body"][0]
    ...  for node in title_words(["某市2023年政府信息公开工作年度报告"], agency="某市")]
    ['某市', '2023年', '政府信息公开', '工作', '年度报告']
    """
    wholes = _wholes(agency)
    return list(chain.from_iterable(_split(n, wholes) if isinstance(n, str) else [n] for n in body))


def _split(text: str, wholes: re.Pattern[str]) -> Iterator[str | Node]:
    at = 0
    for found in wholes.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        yield {"tag": "word", "body": [found[0]]}
        at = found.end()
    if at < len(text):
        yield text[at:]


@cache
def _wholes(agency: str) -> re.Pattern[str]:
    """Return what finds the words that stay whole, the longest first."""
    content = files("kit.export.pdf").joinpath(_DATA).read_bytes()
    data = read_yaml(content, schema="title", where=_DATA, error=FormError)
    words = [word for group in data["words"] for word in group["words"]]
    places = "|".join(sorted(data["places"], key=len, reverse=True))
    fits = bool(agency) and len(agency) <= _LINE
    known = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    # Only a name that has to break is taken apart.
    first = re.escape(agency) if fits else f"[\u4e00-\u9fff]{{1,{_PLACE}}}?(?:{places})"
    return re.compile(f"{first}|(?:{known})(?:{'|'.join(data['ends'])})?")
