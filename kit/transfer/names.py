"""Names inside an archive: only such as every system keeps, and that lead nowhere else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from kit.disk import unfit_name
from kit.errors import Fault
from kit.transfer.model import ENTRY, MANIFEST

#: Longest name and deepest path that are taken, in bytes and folders.
_LONGEST, _DEEPEST = 200, 4
_YEAR = re.compile(r"(?:19[7-9]|20[0-9])[0-9]")
_CURE = "这不是 kit pack 写出的包，没有收；请向填报单位重新要一份。"


def name_faults(names: Iterable[str], *, where: str) -> Iterator[Fault]:
    """Yield what is wrong with the *names* of an archive's files, in their order."""
    known: dict[str, str] = {}
    folders: set[str] = set()
    for name in names:
        if unfit := _unfit(name):
            yield Fault(f"{where} {_shown(name)}", "包内的普通文件名", unfit, _CURE)
            continue
        key = _key(name)
        if key in known:
            found = "同一个名字两次" if known[key] == name else f"与 {known[key]} 只差大小写或写法"
            yield Fault(f"{where} {_shown(name)}", "各不相同的文件名", found, _CURE)
        known[key] = name
        folders.update(key[:at] for at, sign in enumerate(key) if sign == "/")
    for key in sorted(folders & known.keys()):
        yield Fault(f"{where} {_shown(known[key])}", "文件或文件夹", "既是文件又是文件夹", _CURE)


def _key(name: str) -> str:
    """Return what systems that ignore case, or ways to write a sign, hold to be the name."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _unfit(name: str) -> str:
    """Say why a name can be none of an archive's; empty when it can."""
    parts = name.split("/")
    is_known = name in {MANIFEST, ENTRY} or (len(parts) > 1 and _YEAR.fullmatch(parts[0]))
    judged = {
        "绝对路径": name.startswith("/") or re.match(r"[A-Za-z]:", name),
        "指向上级文件夹的路径": ".." in re.split(r"[/\\]", name),
        "反斜杠": "\\" in name,
        "看不见的字符，或不规范的写法": not name.isprintable()
        or name != unicodedata.normalize("NFC", name),
        "过长或过深的路径": len(_encoded(name)) > _LONGEST or len(parts) > _DEEPEST,
        "空的、隐藏的或临时的名字": any(p in {"", "."} or p.startswith((".", "~")) for p in parts),
        next(filter(None, map(unfit_name, parts)), "-"): any(map(unfit_name, parts)),
        "不在年度文件夹里的文件": not is_known,
    }
    return next((found for found, is_so in judged.items() if is_so), "")


def _encoded(name: str) -> bytes:
    return name.encode(errors="replace")


def _shown(name: str) -> str:
    return _encoded(name[:80]).decode()
