"""Cells that an analyst adds to the notebook, of every kind that can be public."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from builders.workspaces import PROJECT

#: One cell of each kind, by the cell of the notebook that it stands behind.
PUBLIC = {
    "section-1": "# 各类申请的件数\nimport pandas as pd\n\n"
    'pd.DataFrame({"类别": ["自然人", "法人"], "件数": [3402, 109]})',
    "section-2": "from great_tables import GT\n\n"
    'GT(pd.DataFrame({"月": ["一月", "二月"], "件": [3, 5]})).tab_header(title="按月统计")'
    '.tab_source_note("按收到日期统计。")',
    "section-3": "# 两年的申请量\n# 2023年3511件，2024年3525件，略有增加。\n"
    'from IPython.display import SVG\n\nSVG(\'<svg xmlns="http://www.w3.org/2000/svg" '
    'width="300" height="120" onload="alert(1)"><script>alert(2)</script>'
    '<rect x="20" y="20" width="40" height="80" fill="#0b4f9e"/>'
    '<rect x="90" y="18" width="40" height="82" fill="#0b4f9e"/>'
    '<text x="20" y="115" font-size="14">两年申请量</text></svg>\')',
    "section-4": "# 一个色块\nimport base64, struct, zlib\n\nfrom IPython.display import Image\n\n"
    "def part(name, data):\n    return struct.pack('>I', len(data)) + name + data + "
    "struct.pack('>I', zlib.crc32(name + data))\n\n"
    "rows = zlib.compress((b'\\0' + b'\\x0b\\x4f\\x9e' * 200) * 80)\n"
    "head = part(b'IHDR', struct.pack('>IIBBBBB', 200, 80, 8, 2, 0, 0, 0))\n"
    "Image(b'\\x89PNG\\r\\n\\x1a\\n' + head + part(b'tEXt', b'Author\\0nobody')"
    " + part(b'IDAT', rows) + part(b'IEND', b''))",
}
MARKDOWN = "### 数据说明\n\n上表由台账**逐件**计数。<script>alert(3)</script>"
REVIEWED = (
    "# 只供复核\nimport warnings\n\nprint('只给审核人看')\n"
    "warnings.warn('数据待核', stacklevel=1)\npd.DataFrame({'x': [1]})"
)


def own_notebook(**added: str) -> dict[str, Any]:
    """Return the committed notebook with public cells behind those named, and one for review."""
    notebook: dict[str, Any] = json.loads((PROJECT / "notebooks/annual_report.ipynb").read_bytes())
    cells = []
    for cell in notebook["cells"]:
        cells.append(cell)
        if source := added.get(cell["id"]):
            cells.append(code_cell(f"own-{cell['id']}", source, tags=["report"]))
    notebook["cells"] = cells
    return notebook


def full_notebook() -> dict[str, Any]:
    """Return the notebook with a public cell of each kind, and one that is for review alone."""
    notebook = own_notebook(**PUBLIC)
    cells = notebook["cells"]
    at = next(n for n, cell in enumerate(cells) if cell["id"] == "own-section-1")
    note = {"cell_type": "markdown", "id": "own-note", "source": MARKDOWN}
    cells.insert(at + 1, note | {"metadata": {"tags": ["report"]}})
    cells.append(code_cell("own-review", REVIEWED, tags=[]))
    return notebook


def code_cell(name: str, source: str, *, tags: list[str]) -> dict[str, Any]:
    """Return a code cell as JupyterLab writes it."""
    cell = {"cell_type": "code", "id": name, "metadata": {"tags": tags} if tags else {}}
    return cell | {"source": source, "execution_count": None, "outputs": []}


def write_notebook(folder: Path, notebook: dict[str, Any], *, name: str) -> None:
    """Write a notebook into *folder*, which is made if there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps(notebook, ensure_ascii=False), "utf-8")
