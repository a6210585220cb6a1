"""An analyst's other cells for reviewers: code, what it showed, and what a public page left out."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import count

from nbformat import NotebookNode

from kit.export.own.caption import Caption, read_caption
from kit.export.own.cells import OwnCell, own_cells
from kit.export.own.output import OwnWords, Shown, Unshown, read_output
from kit.export.own.picture import OwnPicture, picture_html
from kit.export.own.table import OwnTable, table_html
from kit.narrative import render_markdown

#: Of a longer text reviewers see the beginning.
_LONGEST = 20_000


def analysis_html(notebook: NotebookNode) -> tuple[str, ...]:
    """Return the HTML of each cell that is for reviewers, and of what public cells left out."""
    numbers = count(1)
    return tuple(
        html for own in own_cells(notebook) for html in _cell(own, numbers=numbers) if html
    )


def _cell(own: OwnCell, *, numbers: Iterator[int]) -> Iterator[str]:
    shown = [one for output in own.outputs for one in read_output(output)]
    if own.is_public:
        left = [one for one in shown if isinstance(one, Unshown)]
        body = "".join(_shown(one, own=own, number=0) for one in left)
        yield f"{_headed(own)}<p>已公开，下列除外。</p>{body}" if left else ""
    elif own.cell.cell_type == "markdown":
        yield f"{_headed(own)}{render_markdown(own.source)}"
    else:
        body = "".join(_shown(one, own=own, number=next(numbers)) for one in shown)
        nothing = "" if shown else "<p>没有输出。</p>"
        yield f"{_headed(own)}{_code(own)}{body}{nothing}"


def _headed(own: OwnCell) -> str:
    above = "报告之前" if own.after < 0 else f"第 {own.after} 部分之后" if own.after else "前言之后"
    return f"<h3>{escape(own.name)}</h3>\n<p>在笔记本中位于{above}。</p>\n"


def _code(own: OwnCell) -> str:
    source = escape(own.source[:_LONGEST])
    return f"<details><summary>代码</summary><pre><code>{source}</code></pre></details>\n"


def _shown(one: Shown, *, own: OwnCell, number: int) -> str:
    caption = read_caption(own.source) or Caption(words=own.name)
    match one:
        case OwnPicture():
            return picture_html(one, caption=one.caption or caption)
        case OwnTable():
            return table_html(one, caption=one.caption or caption.words, id=f"analysis-{number}")
        case OwnWords():
            return one.html
        case Unshown():
            text = escape(one.text[:_LONGEST])
            said = f"<pre>{text}</pre>" if text else "这里不能显示。"
            return f"<div><p>{escape(one.kind)}：</p>{said}</div>\n"
