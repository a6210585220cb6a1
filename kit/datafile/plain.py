"""YAML as people write it: keys, lists, words. Built from its events, so nothing can multiply.

Codes keep their zeros and dates stay text; a key stands once. Tags have no place in a
file that somebody else has to read. A reference, as programs write one for what stands
twice, is read, and what it stands for counts each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from kit.errors import Fault

#: A value of a file.
Node = str | int | bool | None | list["Node"] | dict[str, "Node"]
#: Lists and keys inside one another, deeper than any schema of ours.
MAX_DEPTH = 24
#: Values of a file; ten thousand agencies have hardly as many.
_MAX_VALUES = 200_000
#: So many faults of a file are told one by one.
_MAX_FAULTS = 30
#: Digits of a whole number that any program can hold.
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_MAX_DIGITS = 18
_WORDS: dict[str, bool | None] = {
    "true": True,
    "false": False,
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
}
#: What YAML allows nowhere: NUL, control characters, halves of characters.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN = "请改成“键: 值”的普通写法"


@dataclass(slots=True, kw_only=True, eq=False)
class _Open:
    """A list or a mapping whose end has not come yet, and the key that waits for its value."""

    built: list[Node] | dict[str, Node]
    anchor: str | None = None
    key: str | None = None
    is_skipped: bool = False
    values: int = 1
    height: int = 1

    def add(self, value: Node, *, said: str | None) -> str:
        """Take *value*, which is *said* in the file so; return a key that stood there before."""
        if isinstance(self.built, list):
            self.built.append(value)
        elif self.key is None and not self.is_skipped:
            self.key = said
            self.is_skipped = said is None
        else:
            key, self.key, is_skipped, self.is_skipped = self.key, None, self.is_skipped, False
            if key in self.built:
                return key or "（空）"
            if key is not None and not is_skipped:
                self.built[key] = value
        return ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Anchored:
    """What a reference stands for: how many values it holds, how deep they are nested."""

    node: Node
    said: str | None = None
    values: int = 1
    height: int = 0


@dataclass(slots=True, kw_only=True, eq=False)
class _Builder:
    """Builds a value from the events of a file, noting all that has no place in it."""

    where: str
    roots: list[Node] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    anchors: dict[str, _Anchored] = field(default_factory=dict)
    values: int = 0
    depth: int = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the file."""
        if taker := _TAKERS.get(type(event)):
            taker(self, event)

    def _begin_document(self, event: yaml.DocumentStartEvent) -> None:
        if self.roots:
            self._note(event, wanted="一份内容", found="第二份内容（---）", cure="请只留一份。")

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag:
            self._judge(event)
        is_plain = event.implicit[0] and not event.style
        value = self._scalar(event) if is_plain else event.value
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(node=value, said=event.value)
        self._add(event, value, said=event.value)

    def _take_alias(self, event: yaml.AliasEvent) -> None:
        known = self._referred(event)
        self._judge_key(event, is_text=known.said is not None)
        self._add(event, known.node, said=known.said, values=known.values, height=known.height)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        self._judge(event)
        built: list[Node] | dict[str, Node] = (
            [] if isinstance(event, yaml.SequenceStartEvent) else {}
        )
        self._judge_key(event, is_text=False)
        self.anchors.pop(str(event.anchor), None)
        self._add(event, built)
        self.open.append(_Open(built=built, anchor=event.anchor))

    def _judge_key(self, event: yaml.Event, *, is_text: bool) -> None:
        above = self.open[-1] if self.open else None
        is_key = above and isinstance(above.built, dict) and above.key is None
        if above and is_key and not above.is_skipped and not is_text:
            self._note(event, wanted="文字作键", found="列表或键值对作键", cure=f"{_PLAIN}。")

    def _end(self, _event: yaml.CollectionEndEvent) -> None:
        ended = self.open.pop()
        if self.open:
            self.open[-1].values += ended.values - 1
            self.open[-1].height = max(self.open[-1].height, ended.height + 1)
        if ended.anchor:
            self.anchors[ended.anchor] = _Anchored(
                node=ended.built, values=ended.values, height=ended.height
            )

    def _referred(self, event: yaml.AliasEvent) -> _Anchored:
        """Return what a reference stands for; one to what is not ended stands for nothing."""
        known = self.anchors.get(str(event.anchor))
        if known is None:
            found = f"引用 *{str(event.anchor)[:40]}，它的内容尚未写完"
            self._note(event, wanted="引用前面写完的内容", found=found, cure=_WRITE)
        return known or _Anchored(node=None)

    def _add(
        self,
        event: yaml.Event,
        node: Node,
        *,
        said: str | None = None,
        values: int = 1,
        height: int = 0,
    ) -> None:
        self.values += values
        self.depth = len(self.open) + height
        if not self.open:
            self.roots.append(node)
            return
        above = self.open[-1]
        above.values += values
        above.height = max(above.height, height + 1)
        if twice := above.add(node, said=said):
            self._note(event, wanted="YAML", found=f"键 {twice[:80]} 重复出现", cure=_TWICE)

    def _judge(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        tag = event.tag
        if tag and tag != "!":
            said = tag.replace("tag:yaml.org,2002:", "!!")[:40]
            self._note(event, wanted=_WANTED, found=f"标签 {said}", cure=_WRITE)

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        text = event.value
        if text in _WORDS:
            return _WORDS[text]
        if not text[-1].isdecimal() or not _INTEGER.fullmatch(text):
            return str(text)
        if len(text) > _MAX_DIGITS:
            wanted = f"不超过 {_MAX_DIGITS} 位的数"
            found = f"{len(text)} 位的数"
            self._note(event, wanted=wanted, found=found, cure="是编号的，请加引号。")
            return 0
        return int(text)

    def _note(self, event: yaml.Event, *, wanted: str, found: str, cure: str) -> None:
        self.faults.append(Fault(_place(event, where=self.where), wanted, found, cure))


#: What is done with each event; the others say nothing.
_TAKERS: dict[type, Callable[[_Builder, Any], None]] = {
    yaml.DocumentStartEvent: _Builder._begin_document,  # noqa: SLF001 - its own
    yaml.AliasEvent: _Builder._take_alias,  # noqa: SLF001
    yaml.ScalarEvent: _Builder._take_scalar,  # noqa: SLF001
    yaml.SequenceStartEvent: _Builder._begin,  # noqa: SLF001
    yaml.MappingStartEvent: _Builder._begin,  # noqa: SLF001
    yaml.SequenceEndEvent: _Builder._end,  # noqa: SLF001
    yaml.MappingEndEvent: _Builder._end,  # noqa: SLF001
}
_WANTED = "不用标签的 YAML"
_WRITE = f"{_PLAIN}，把内容照写一遍。"
_TWICE = "请检查这一行及上一行的缩进、冒号和引号；同一个键只写一次。"


def parse_yaml(content: bytes, *, where: str) -> tuple[Node, tuple[Fault, ...]]:
    """Return what a file says, ``None`` if nothing, and all that cannot stand in one.

    Parameters
    ----------
    content
        The file's bytes, UTF-8.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        return None, (_of_another_encoding(content, at=problem.start, where=where),)
    if faults := tuple(_forbidden(text, where=where)):
        return None, faults
    builder = _Builder(where=where)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
            excess = _excess(event, builder=builder)
            builder.faults.extend(excess)
            if excess or len(builder.faults) >= _MAX_FAULTS:
                break
    except yaml.YAMLError as problem:
        builder.faults.append(_unread(problem, text=text, where=where))
    return (builder.roots[0] if builder.roots else None), tuple(builder.faults)


def _place(event: yaml.Event, *, where: str) -> str:
    return f"{where} 第 {event.start_mark.line + 1} 行" if event.start_mark else where


def _of_another_encoding(content: bytes, *, at: int, where: str) -> Fault:
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    found = "UTF-16 编码" if is_wide else f"第 {at + 1} 个字节不是 UTF-8"
    return Fault(where, "UTF-8 编码的文字", found, "请另存为 UTF-8 编码。")


def _forbidden(text: str, *, where: str) -> Iterator[Fault]:
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _FORBIDDEN.search(line):
            place = f"{where} 第 {number} 行第 {found.start() + 1} 字"
            said = f"含有不允许的字符 U+{ord(found[0]):04X}"
            yield Fault(place, "YAML", said, "请删除不可见的控制字符。")
            if number >= _MAX_FAULTS:
                return


def _excess(event: yaml.Event, *, builder: _Builder) -> tuple[Fault, ...]:
    """Say what of a file goes beyond all measure."""
    if builder.depth > MAX_DEPTH or len(builder.open) > MAX_DEPTH:
        cure = f"{_PLAIN}，不用套叠的括号。"
        place = _place(event, where=builder.where)
        return (Fault(place, f"至多 {MAX_DEPTH} 层", "套叠过深", cure),)
    if builder.values > _MAX_VALUES:
        cure = "请核对是否放错了文件。"
        place = _place(event, where=builder.where)
        return (Fault(place, f"至多 {_MAX_VALUES} 个值", "更多的值", cure),)
    return ()


def _unread(problem: yaml.YAMLError, *, text: str, where: str) -> Fault:
    """Say where the parser stumbled; what it says of it is English."""
    mark = getattr(problem, "problem_mark", None)
    if mark is None:
        return Fault(where, "YAML", "读不通的写法", f"{_PLAIN}。")
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        found, cure = "缩进用了制表符（Tab）", "请改用空格缩进。"
    else:
        found, cure = "读不通的写法", "请检查这一行及上一行的缩进、冒号和引号。"
    return Fault(f"{where} 第 {mark.line + 1} 行", "YAML", found, cure)
