"""What one output of a cell shows: pictures, tables, words, or what cannot be shown."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from kit.export.own.picture import PNG_MIME, SVG_MIME, OwnPicture, read_picture
from kit.export.own.table import OwnTable, read_table
from kit.export.own.words import read_html, removed_from, tables_of, words_html
from kit.narrative import render_markdown

#: What Python says of a thing that has no words: nothing for a reader.
_THING = re.compile(r"[\[({]*<[^>]*>.*|.* at 0x[0-9a-f]+.*|(?:Text|Axes|Figure)\(.*", re.DOTALL)
_NUMBER = re.compile(r"np\.\w+\((?P<said>.*)\)")
#: What pandas writes under a table that it cut, and a table that it did not.
_SHAPE = re.compile(r"<p>\d+ rows × \d+ columns</p>\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """HTML of the page's own tags."""

    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unshown:
    """What is for no public page: its kind, and what it says; ``is_fault`` where it was meant."""

    kind: str
    text: str = ""
    is_fault: bool = False


Shown = OwnPicture | OwnTable | OwnWords | Unshown


def read_output(output: Mapping[str, Any]) -> Iterator[Shown]:
    """Yield what an output shows, in its order."""
    match output["output_type"]:
        case "stream" if output["name"] == "stdout":
            yield OwnWords(html=_paragraphs("".join(output["text"])))
        case "stream":
            yield Unshown(kind="警告和提示", text="".join(output["text"]))
        case "error":
            yield Unshown(kind=f"错误 {output['ename']}", text=str(output["evalue"]))
        case _:
            yield from _read_data(output["data"])


def _read_data(data: Mapping[str, Any]) -> Iterator[Shown]:
    if SVG_MIME in data or PNG_MIME in data:
        picture = read_picture(data)
        yield picture or Unshown(kind="读不出的图", is_fault=True)
        yield from _removed(picture.removed if picture else ())
    elif "text/markdown" in data:
        yield OwnWords(html=render_markdown("".join(data["text/markdown"])))
    elif "text/html" in data:
        yield from _read_html("".join(data["text/html"]))
    elif set(data) == {"text/plain"}:
        yield _read_plain("".join(data["text/plain"]))
    elif data:
        yield Unshown(kind="、".join(sorted(set(data) - {"text/plain"})), is_fault=True)


def _read_html(html: str) -> Iterator[Shown]:
    root = read_html(html)
    if root is None:
        return
    tables = [read_table(table) for table in tables_of(root)]
    words = words_html(root)
    words = _SHAPE.sub("", words) if tables else words
    removed = removed_from(root)
    yield from tables
    if words:
        yield OwnWords(html=words)
    if removed and not (tables or words):
        yield Unshown(kind="、".join(f"<{tag}>" for tag in removed), is_fault=True)
    else:
        yield from _removed(removed)


def _removed(tags: tuple[str, ...]) -> Iterator[Unshown]:
    if tags:
        yield Unshown(kind="略去的标签", text="、".join(f"<{tag}>" for tag in tags))


def _read_plain(text: str) -> Shown:
    if _THING.fullmatch(text.strip()):
        return Unshown(kind="对象", text=text)
    number = _NUMBER.fullmatch(text.strip())
    return OwnWords(html=_paragraphs(_said(number["said"] if number else text)))


def _said(text: str) -> str:
    """Return the words of a text that Python shows in quotes."""
    if text[:1] in "'\"":
        try:
            return str(ast.literal_eval(text))
        except (SyntaxError, ValueError):
            return text
    return text


def _paragraphs(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "".join(f"<p>{escape(line)}</p>\n" for line in lines if line)
