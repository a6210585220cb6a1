"""Narratives of a made-up agency: each paragraph in one of a few wordings, all of them lawful."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from builders.data import parsed

_DATA = Path(__file__).parent.parent / "data" / "wordings.yaml"
_NARRATIVE = """\
{preface}

{period}

## 一、总体情况

### （一）主动公开情况

{disclosed}

### （二）依申请公开情况

{requested}

### （三）政府信息管理情况

{managed}

### （四）政府信息公开平台建设情况

{platforms}

### （五）监督保障情况

{supervised}

## 二、主动公开政府信息情况

{{{{ t2 }}}}

## 三、收到和处理政府信息公开申请情况

{results}{change}

{{{{ t3 }}}}

## 四、政府信息公开行政复议、行政诉讼情况

{cases}

{{{{ t4 }}}}

## 五、存在的主要问题及改进情况

{problems}

{plans}

## 六、其他需要报告的事项

{fees}
"""


def lawful_narrative(rng: Random, *, is_government: bool, has_closed: bool, has_last: bool) -> str:
    """Return a narrative in the wordings that *rng* chooses.

    Parameters
    ----------
    has_closed
        Whether any request was closed, so that shares of them can be said.
    has_last
        Whether last year's filing is there to compare with.
    """
    said = {part: rng.choice(wordings) for part, wordings in _wordings().items()}
    said["results"] *= has_closed
    said["change"] *= has_last
    if is_government:
        said["supervised"] = said["supervised_government"]
    return _NARRATIVE.format(**said)


@cache
def _wordings() -> dict[str, list[str]]:
    wordings: dict[str, list[str]] = parsed(_DATA.read_text("utf-8"))
    return wordings
