"""matplotlib, where it is installed, writes Chinese in an analyst's pictures."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

CODE = """
import sys
from kit.notebook.plots import prepare_plots
prepare_plots()
prepare_plots()
assert "matplotlib" not in sys.modules
from matplotlib import font_manager
print(font_manager.findfont(font_manager.FontProperties()))
"""


@pytest.mark.skipif(not find_spec("matplotlib"), reason="没有 matplotlib：请安装 lab 一组")
def test_the_packaged_font_is_the_usual_one() -> None:
    """It is set up when a cell imports matplotlib, and nothing imports that before."""
    ended = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert ended.stdout.strip().endswith("NotoSansSC-Regular.otf")
