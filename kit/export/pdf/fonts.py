"""The fonts of a page: which file stands for which hand, and whether they hold every character."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

FontSource = Literal["packaged", "system"]
