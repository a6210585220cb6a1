"""What is said of a file that is refused as a whole, and the limits it may not pass."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kit.errors import Fault

#: Far above what three statutory tables need, a ledger beside them included.
MAX_CELLS = 200_000
#: The dense grid a reader has to make of a sheet, blanks included.
MAX_AREA = 2_000_000
MAX_FILE_BYTES = 50_000_000
#: The last row and column that a worksheet can have.
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a workbook may hold: used cells, the grid they lie in, bytes when unpacked.

    Attributes
    ----------
    text_bytes
        What the texts of all cells come to, one that many cells share once for each.
    """

    cells: int = MAX_CELLS
    area: int = MAX_AREA
    inflated_bytes: int = 40_000_000
    text_bytes: int = 100_000_000


TABLES = Limits()
#: A ledger of 200,000 rows and twenty columns.
LEDGERS = Limits(
    cells=4_000_000, area=6_000_000, inflated_bytes=600_000_000, text_bytes=300_000_000
)

_RESAVE_OR_COPY = (
    "请用 Excel 或 WPS 表格打开，另存为 .xlsx；打不开的，请把其中的表复制到新的工作簿。"
)
_RESAVE = "请用 Excel 或 WPS 表格打开，另存为 .xlsx 后再试。"


def broken(path: Path, detail: str) -> Fault:
    """Say that a file is damaged."""
    found = f"文件已损坏或不完整（{detail}）"
    cure = "请重新复制或下载；仍能打开的，请用 Excel 或 WPS 另存为 .xlsx。"
    return Fault(path.name, "完好的工作簿", found, cure)


def locked(path: Path) -> Fault:
    """Say that a file wants a password."""
    cure = "请在 Excel 或 WPS 中取消密码，另存为 .xlsx 后再试。"
    return Fault(path.name, "不加密的工作簿", "已加密，需要密码才能打开", cure)


def overfull(path: Path, part: str = "", *, limits: Limits = TABLES) -> Fault:
    """Say that a sheet has more cells than any statutory table, or ledger."""
    where = f"{path.name} {part}".rstrip()
    kept = "三张表" if limits is TABLES else "台账"
    cure = f"请只保留{kept}，删去其余工作表和远处的内容，另存为 .xlsx。"
    wanted = f"至多 {limits.cells} 个有内容的单元格，且彼此不相隔过远"
    return Fault(where, wanted, "内容过多或相隔过远", cure)


def overlong(path: Path, part: str = "", *, limits: Limits = TABLES) -> Fault:
    """Say that the texts of all cells come to more than those of any report or ledger."""
    wanted = f"各单元格的文字合计不超过 {limits.text_bytes // 1_000_000} MB"
    found = "过长的文字在许多单元格里重复"
    cure = "请删去重复的长文字和多余的工作表，另存为 .xlsx。"
    return Fault(f"{path.name} {part}".rstrip(), wanted, found, cure)


def oversized(path: Path) -> Fault:
    """Say that a file is too big to hold three statutory tables."""
    wanted = f"不超过 {MAX_FILE_BYTES // 1_000_000} MB 的工作簿"
    cure = "请只保留三张表，删去图片和其余工作表，另存为 .xlsx。"
    return Fault(path.name, wanted, "更大的文件", cure)


def inflated(path: Path) -> Fault:
    """Say that a compressed file unpacks to far more than a workbook."""
    cure = "请确认文件来源；确是工作簿的，请用 Excel 或 WPS 另存为 .xlsx。"
    return Fault(path.name, "正常大小的工作簿", "解压后异常庞大，可能是压缩炸弹", cure)


def scripted(path: Path, part: str) -> Fault:
    """Say that a part of the file declares a document type, as no office program writes."""
    found = "含有 DOCTYPE 或 ENTITY 声明，可能有害"
    return Fault(f"{path.name} {part}", "不含文档类型声明的 XML", found, _RESAVE)


#: What to do about a file that is no workbook, by how what it is begins.
_INSTEAD = {
    "Word 文档": "已填好的报告请用 kit import 导入",
    "Word 或 WPS": "请先在 Word 或 WPS 中另存为 .docx，再用 kit import 导入",
    "旧式 Word": "请先在 Word 或 WPS 中另存为 .docx，再用 kit import 导入",
    "WPS 文字": "请先在 Word 或 WPS 中另存为 .docx，再用 kit import 导入",
    "文字文档": "请先在 Word 或 WPS 中另存为 .docx，再用 kit import 导入",
    "PDF": "已公布的报告请用 kit import 导入",
    "网页": "已公布的报告请用 kit import 导入",
    "图片": "请照图片把数填入 kit new 生成的工作簿",
    "演示文稿": "请把其中的数填入 kit new 生成的工作簿",
    "压缩包": "请先解压，取出其中的工作簿",
}


def not_workbook(path: Path, found: str) -> Fault:
    """Say what the file is instead of a workbook, with what becomes of such a file."""
    instead = next((cure for kind, cure in _INSTEAD.items() if found.startswith(kind)), "")
    copied = "或把其中的表复制到新的工作簿，另存为 .xlsx。"
    cure = f"{instead}；{copied}" if instead else _RESAVE_OR_COPY
    return Fault(path.name, "工作簿（.xlsx、.xls、.ods 或 .csv）", found, cure)
