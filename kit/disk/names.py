"""Names of files that not every system can keep: a workspace is copied from one to another."""

from __future__ import annotations

import re

#: Devices of Windows, whatever comes after a dot.
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=$|\.)", re.IGNORECASE
)
_SIGNS = '<>:"|?*\\'


def unfit_name(name: str) -> str:
    r"""Say in Chinese why Windows cannot keep a file or folder of that *name*; empty when it can.

    Examples
    --------
    >>> unfit_name("con"), unfit_name("Nul.md"), unfit_name("表."), unfit_name("a:b")
    ('Windows 的设备名', 'Windows 的设备名', '末尾的点或空格', '含有 <>:"|?*\\ 中的字符')
    >>> unfit_name("console.md")
    ''
    """
    if _DEVICE.match(name.rstrip(". ")):
        return "Windows 的设备名"
    if name != name.rstrip(". ") and name.strip("."):
        return "末尾的点或空格"
    return f"含有 {_SIGNS} 中的字符" if any(sign in name for sign in _SIGNS) else ""
