"""What of an analyst's cells may stand on the public page, and what is refused with its cure."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

import pytest
from builders.notebooks import executed_notebook
from nbformat import NotebookNode, v4

from kit.errors import ExportError
from kit.export.own import analysis_html, public_blocks
from kit.notebook.record import SHOWN


def with_cell(source: str, *data: dict[str, Any], tags: tuple[str, ...] = ("report",)) -> Any:
    """Return an executed notebook with a cell behind its third section that shows *data*."""
    outputs = [v4.new_output("display_data", data=each) for each in data]
    return inserted(v4.new_code_cell(source, outputs=outputs, execution_count=1), tags=tags)


def inserted(cell: NotebookNode, *, tags: tuple[str, ...] = ("report",)) -> NotebookNode:
    """Return an executed notebook with *cell* behind its third section."""
    cell.metadata["tags"] = list(tags)
    notebook = executed_notebook()
    notebook.cells.insert(4, cell)
    return notebook


def frame(body: str) -> dict[str, str]:
    """Return what pandas shows of a table."""
    head = "<tr><th></th><th>甲</th></tr>"
    html = f'<div><style>x</style><table class="dataframe"><thead>{head}</thead>{body}</table>'
    return {"text/html": f"{html}<p>2 rows × 1 columns</p></div>", "text/plain": "…"}


def test_a_frame_has_a_caption_and_no_counting_index() -> None:
    """Headers have their scope, no value prints as nothing, the table stands behind its section."""
    data = frame("<tr><th>0</th><td>3</td></tr><tr><th>1</th><td>NaN</td></tr>")
    blocks = public_blocks(with_cell("# 甲类的件数\ndf", data))
    assert list(blocks) == [3]
    assert '<caption id="own-1">甲类的件数</caption>' in blocks[3]
    assert '<tr><th scope="col">甲</th></tr>' in blocks[3]
    assert "<tr><td>—</td></tr>" in blocks[3]
    assert "rows" not in blocks[3]


def test_words_before_the_preface_stay_before_it() -> None:
    """A cell above all parts comes first; printed lines are paragraphs, markup is text."""
    cell = v4.new_code_cell("print(1)", execution_count=1)
    cell.outputs = [v4.new_output("stream", name="stdout", text="共 3 件\n\n<b>其中</b> 1 件\n")]
    cell.metadata["tags"] = ["report"]
    notebook = executed_notebook()
    notebook.cells.insert(0, cell)
    said = "<p>共 3 件</p>\n<p>&lt;b&gt;其中&lt;/b&gt; 1 件</p>\n"
    assert public_blocks(notebook) == {-1: said}


def test_what_python_prints_of_a_thing_is_left_to_reviewers() -> None:
    """The number a cell comes to is words; a list of matplotlib's lines is nothing for readers."""
    things = ({"text/plain": "[<Line2D at 0x7f00aa>]"}, {"text/plain": "np.int64(12)"})
    notebook = with_cell("ax.plot()", *things)
    assert public_blocks(notebook) == {3: "<p>12</p>\n"}
    assert "Line2D" in "".join(analysis_html(notebook))


@pytest.mark.parametrize(
    ("source", "data", "said"),
    [
        (
            "df",
            frame("<tr><th>a</th><td>1</td></tr>"),
            "应有表的说明文字，没有.*第一行写“# 说明",
        ),
        ("# 表\ndf", frame("<tr><th>...</th><td>...</td></tr>"), r"省略了行或列.*\.head"),
        ("# 图\nx", {"image/png": "AAAA"}, "读不出的图"),
        ("# 图\nx", {"image/jpeg": "AAAA"}, "image/jpeg.*去掉这一格的标签"),
        ("# 图\nx", {"text/html": "<script>x</script>"}, "<script>"),
        ("# 图\nx", {"application/vnd.x+json": {}, "text/plain": "x"}, "application/vnd.x"),
        ("x = 1", None, "应有可以公开的内容，没有"),
        ("report.findings", {"text/html": "x", "text/plain": SHOWN}, "应有可以公开的内容"),
    ],
)
def test_what_cannot_be_public_is_said(source: str, data: dict[str, Any] | None, said: str) -> None:
    """Nothing vanishes in silence, and nothing is public without words."""
    notebook = with_cell(source, *([data] if data else []))
    with pytest.raises(ExportError, match=said):
        public_blocks(notebook)


def test_all_faults_are_told_at_once() -> None:
    """Two cells, two faults, each with its cell."""
    notebook = with_cell("one", {"image/jpeg": ""})
    cell = v4.new_code_cell("two", execution_count=2)
    cell.metadata["tags"] = ["report"]
    notebook.cells.append(cell)
    with pytest.raises(ExportError) as caught:
        public_blocks(notebook)
    assert [fault.where for fault in caught.value.faults] == [
        "笔记本第 1 格（one）",
        "笔记本第 2 格（two）",
    ]


def attached(alt: str) -> NotebookNode:
    """Return a notebook with a drawing pasted into a public cell of words."""
    cell = v4.new_markdown_cell(f"### 说明\n\n![{alt}](attachment:a.svg)\n\n完。")
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'
    cell["attachments"] = {"a.svg": {"image/svg+xml": [svg]}}
    return inserted(cell)


def test_a_pasted_picture_stands_among_its_words() -> None:
    """What stands in brackets is its caption; a file's name is none."""
    html = public_blocks(attached("办理流程"))[3]
    heading, picture, end = (html.index(part) for part in ("<h3>", "办理流程", "完。"))
    assert heading < picture < end
    with pytest.raises(ExportError, match=r"图的说明文字，实为image\.png|图的说明文字，实为 image"):
        public_blocks(attached("image.png"))


def test_placeholders_in_a_cell_are_refused() -> None:
    """They would stand on the page as typed."""
    with pytest.raises(ExportError, match=r"占位符只在 narrative\.md 里填"):
        public_blocks(inserted(v4.new_markdown_cell("{{ t3.received.total }}")))


def test_cells_of_the_kit_are_nobodys_own() -> None:
    """Parameters, what the kit shows, headings of the notebook: none is analysis."""
    notebook = executed_notebook()
    for source in ("## 检查", "  report.findings\n"):
        notebook.cells.append(v4.new_markdown_cell(source))
    shown = {"text/html": "<p>", "text/plain": SHOWN}
    notebook.cells.append(with_cell("report.figures  # 看一看", shown, tags=()).cells[4])
    notebook.cells.append(inserted(v4.new_code_cell("year = 1"), tags=("parameters",)).cells[4])
    assert analysis_html(notebook) == ()
    assert public_blocks(notebook) == {}


def test_other_cells_are_shown_whole_to_reviewers() -> None:
    """Code without an output, an error that may be, a picture without a caption."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    notebook = with_cell("draw()", {"image/svg+xml": svg}, {"image/jpeg": ""}, tags=())
    failed = v4.new_output("error", ename="ValueError", evalue="<坏>", traceback=[])
    notebook.cells[4].outputs.append(failed)
    notebook.cells.append(v4.new_code_cell("import os", execution_count=3))
    shown, quiet = analysis_html(notebook)
    for said in ("第 3 部分之后", "draw()", "data:image/svg", "image/jpeg", "&lt;坏&gt;"):
        assert said in shown
    assert "没有输出。" in quiet


def test_a_drawing_keeps_shapes_alone() -> None:
    """No script, handler, style sheet or reference out of it; ids are numbered."""
    hostile = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'width="10pt" height="9pt" onload="x()"><style>*{fill:url(http://a)}</style>'
        '<defs><clipPath id="p77"><path d="M0 0"/></clipPath></defs><title>图</title>'
        '<g clip-path="url(#p77)" style="fill: red; font-family: X"><use xlink:href="#p77"/></g>'
        '<image href="http://a/b.png"/><a href="javascript:x"><text>词</text></a>'
        '<rect fill="url(http://a)" width="1"/><foreignObject><p>x</p></foreignObject></svg>'
    )
    html = public_blocks(with_cell("x", {"image/svg+xml": hostile}))[3]
    content = html.partition("base64,")[2].partition('"')[0]
    drawn = b64decode(content).decode()
    for part in ("onload", "style", "http://a", "javascript", "foreignObject", "p77", "X;"):
        assert part not in drawn
    assert 'clip-path="url(#i1)"' in drawn
    assert 'fill="red"' in drawn
    assert 'alt="图" width="13" height="12"' in html


@pytest.mark.parametrize("spoilt", [b"", b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"])
def test_a_broken_picture_is_no_picture(spoilt: bytes) -> None:
    """Whatever it begins with."""
    notebook = with_cell("# 图\nx", {"image/png": b64encode(spoilt).decode()})
    with pytest.raises(ExportError, match="读不出的图"):
        public_blocks(notebook)
