"""The reference of placeholders: all that a text may name, as Markdown made of the forms' data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.form import Form, Label, Table
from kit.narrative.names import cell_names, label_name
from kit.narrative.phrases import change, growth, percent, scaled
from kit.narrative.placeholders import SCALES
from kit.narrative.wording import wording
from kit.source.labels import label_words

_HEAD = """\
# 正文里的占位符

正文（`narrative.md`、`.txt` 或 `.docx`）里的数不必手写：写一个占位符，生成报告时由表中的数填入。

- 占位符写在两对花括号之间，同一行之内；全角的 `｛｛ ｝｝` 也可以。写法不对的，`kit check`
  会一次说全：第几行第几列，应是什么，最接近的写法是哪个。
- 数的名称是“表.行.列”，如 `{{ 表三.新收.总计 }}`；每个数另有一个英文地址，如
  `{{ t3.received.total }}`。两种写法意思相同，可以混用。点号全角、半角都可以；
  行、列的叫法可以用表上的原文，也可以用下面列出的任一叫法。
- 行或列是一组的（如 不予公开、法人或其他组织），就是这一组合计的数；表中有总计的，
  列可以省去：`{{ 表三.新收 }}` 就是总计。
- 上年的数在前面加“上年.”：`{{ 上年.表三.新收.总计 }}`。
- 单独一行的 `{{ 表二 }}`、`{{ 表三 }}`、`{{ 表四 }}` 表示表格放在那里；
  不写的，表格放在这一部分的末尾。
- 本来就要写花括号的，写成 `\\{{`。

`kit form 年度` 列出当年适用的全部地址和名称。
"""
#: Names in the examples.
_RECEIVED, _PART = "表三.新收.总计", "表三.予以公开.总计"


def placeholder_reference(forms: Sequence[Form]) -> str:
    """Return the whole reference, the editions in the order given."""
    parts = [_HEAD, *_verbs(), *_names()]
    for form in forms:
        parts += _edition(form)
    return "\n".join(parts)


def _verbs() -> Iterator[str]:
    yield "## 合计、占比、与上年相比\n"
    yield "| 写法 | 英文写法 | 填入的样子 | 第一个词也可写 |"
    yield "|---|---|---|---|"
    of = wording().shown("of")
    for verb, names, latin, said in (
        ("sum", f"{_PART} 表三.部分公开.总计", "t3.granted.total t3.partly_granted.total", "302"),
        (
            "share",
            f"{_PART} {of} 表三.办结.总计",
            "t3.granted.total of t3.closed_total.total",
            percent(258, whole=759),
        ),
        ("growth", _RECEIVED, "t3.received.total", growth(3525, before=3511)),
        ("change", _RECEIVED, "t3.received.total", change(3525, before=3511)),
    ):
        yield _row(f"{wording().shown(verb)} {names}", f"{verb} {latin}", said, _others(verb))
    for scale in SCALES:
        said = scaled(3985758, unit="件", scale=scale)
        names = f"表二.行政许可.处理决定 {wording().shown(scale)}"
        yield _row(names, f"t2.licensing.decisions in {scale}", said, _others(scale))
    yield ""


def _names() -> Iterator[str]:
    yield "## 不是数的名称\n"
    yield "| 名称 | 英文名称 | 也可写 |"
    yield "|---|---|---|"
    for name in dict.fromkeys(wording().names.values()):
        yield _row(wording().shown(name), name, _others(name))
    yield ""


def _edition(form: Form) -> Iterator[str]:
    years = (
        f"{form.first_year}—{form.last_year} 年度"
        if form.last_year
        else f"{form.first_year} 年度起"
    )
    for table in form.tables.values():
        yield f"## {table.name}（{years}）\n"
        if any(cell.row_labels for cell in table.cells.values()):
            yield from _axis(table, axis="行", place=1, labels="row_labels")
            yield from _axis(table, axis="列", place=2, labels="column_labels")
        else:
            yield "| 名称 | 英文地址 |"
            yield "|---|---|"
            names = cell_names(form)
            yield from (_row(names[address], address) for address in table.cells)
            yield ""


def _axis(table: Table, *, axis: str, place: int, labels: str) -> Iterator[str]:
    """Give the rows or the columns of a table: each by its name, its address, its other words."""
    found: dict[tuple[Label, ...], str] = {}
    for address, cell in table.cells.items():
        path = getattr(cell, labels)
        for depth in range(1, len(path) + 1):
            # A group stands above what it holds.
            own = address.split(".")[place] if depth == len(path) else "（一组）"
            found.setdefault(path[:depth], own)
    seen: dict[tuple[Label, str], None] = {(path[-1], own): None for path, own in found.items()}
    yield f"| {axis} | 英文 | 也可写 |"
    yield "|---|---|---|"
    for label, own in seen:
        others = {*label.names, *map(label_words, (label.text, *label.variants))}
        others -= {label_name(label)}
        yield f"| {label_name(label)} | {own} | {'、'.join(sorted(others, key=_by_length))} |"
    yield ""


def _by_length(words: str) -> tuple[int, str]:
    return len(words), words


def _others(plain: str) -> str:
    return "、".join(wording().spoken[plain][1:])


def _row(spoken: str, latin: str, *others: str) -> str:
    return f"| {' | '.join((f'`{{{{ {spoken} }}}}`', f'`{{{{ {latin} }}}}`', *others))} |"
