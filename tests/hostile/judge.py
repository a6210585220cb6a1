"""What must be true of every case, and what was not."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator

from hostile.model import Case, Ended, Failure, Figures
from hostile.sandbox import LIMIT_BYTES, LIMIT_S

CRASH, SLOW, LARGE = "crash", "over 20 s", "over 1 GiB"
CODE, FIGURE, WORDS, LEFT = "wrong exit code", "changed figure", "words", "left behind"
SORTS = (CRASH, SLOW, LARGE, CODE, FIGURE, WORDS, LEFT)

_DEFECT = re.compile(r"软件的缺陷|Traceback \(most|panicked at|Exception ignored|内部错误")
_HAN = re.compile("[\u3400-\u9fff]")
#: What libraries say, and names of classes: words for those who write programs.
_FOREIGN = re.compile(
    r"\b[A-Z][a-z]+[A-Za-z]*(?:Error|Exception|Warning)\b|<class |object at 0x|\[Errno|codec can't"
    r"|propertyNames|additionalProperties|\bat line \d|invalid (?:start|literal)|NoneType"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OURS = re.compile(r'File "[^"]*/kit/([^"]+)", line (\d+)')
_FRAME = re.compile(r'File "[^"]*/([^"/]+/[^"/]+)", line (\d+)')


def judge(case: Case, ended: Ended) -> Iterator[Failure]:
    """Yield all that is wrong with how *case* ended."""
    said = f"{ended.out}\n{ended.err}"
    if ended.seconds > LIMIT_S:
        yield Failure(sort=SLOW, kind=case.change)
    elif ended.code < 0:
        name = signal.Signals(-ended.code).name
        yield Failure(sort=CRASH, kind=f"killed by {name} ({case.change})")
    elif ended.code == 1 or _DEFECT.search(said):
        yield Failure(sort=CRASH, kind=_top_frame(f"{ended.trace}\n{said}"))
    elif ended.code not in case.allowed:
        last = said.strip().splitlines()[-1:] or [""]
        yield Failure(sort=CODE, kind=f"{ended.code}: {last[0][:90]}")
    elif wrong := _wrong_words(ended):
        yield Failure(sort=WORDS, kind=wrong)
    if ended.peak_bytes > LIMIT_BYTES:
        yield Failure(sort=LARGE, kind=f"{case.change} ({ended.peak_bytes >> 20} MiB)")
    if ended.left:
        yield Failure(sort=LEFT, kind=re.sub(r"\d+|[a-z0-9_]{8}$", "N", ended.left[0]))
    if changed := _changed(case, ended):
        yield Failure(sort=FIGURE, kind=f"{case.change}: {changed}")


def _top_frame(text: str) -> str:
    """Return the innermost line of our own code in a trace, and what was raised."""
    frames = _OURS.findall(text) or _FRAME.findall(text)
    place = ":".join(frames[-1]) if frames else "?"
    raised = [line for line in text.splitlines() if re.match(r"[\w.]+(Error|Exception)\b", line)]
    last = raised[-1] if raised else next((x for x in text.splitlines() if _DEFECT.search(x)), "")
    return f"{place} {last[:100]}"


def _wrong_words(ended: Ended) -> str:
    """Return a line that no user should meet; empty if there is none."""
    for line in ended.err.splitlines():
        if line.strip() and not _HAN.search(line):
            return f"no Chinese: {line[:90]!r}"
    for line in (ended.out + ended.err).splitlines():
        if found := _CONTROL.search(line):
            return f"control character {found[0]!r}: {line[:60]!r}"
        if found := _FOREIGN.search(line):
            return f"foreign: {found[0]!r} in {line[:90]!r}"
        if len(line) > 20_000:
            return f"a line of {len(line)} characters"
    return ""


def _changed(case: Case, ended: Ended) -> str:
    """Say which figures were read wrong; one left open is told of by the exit code."""
    if case.truth is None or ended.figures is None:
        return ""
    wrong = differing(case.truth, ended.figures)
    lost = [a for a, value in case.truth.items() if value and ended.figures.get(a) is None]
    if len(wrong) > case.free:
        return f"{wrong[0]} {case.truth.get(wrong[0])} became {ended.figures[wrong[0]]}"
    if len(lost) > case.free and ended.code == 0:
        return f"{lost[0]} left open and nothing said"
    return ""


def differing(truth: Figures, found: Figures) -> list[str]:
    """Return the addresses whose figure is neither the true one nor left open."""
    return [a for a, value in found.items() if value is not None and value != truth.get(a)]
