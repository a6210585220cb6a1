"""Chinese in the pictures of an analyst's cells, and pictures that come out alike each time."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

_FONTS = "matplotlib.font_manager"
#: The packaged hand for pictures; matplotlib's own comes after it, for signs that it lacks.
_FAMILY, _FILE = "Noto Sans SC", "NotoSansSC-Regular.otf"
_SETTINGS = {
    "font.sans-serif": [_FAMILY, "DejaVu Sans"],
    "font.family": ["sans-serif"],
    # The packaged font has no minus of typographers.
    "axes.unicode_minus": False,
    # Else names in a drawing are made up anew each time.
    "svg.hashsalt": "kit",
}


def prepare_plots() -> None:
    """Let matplotlib, once a cell imports it, write Chinese; it is not imported here."""
    if _FONTS in sys.modules:
        _set_up(sys.modules[_FONTS])
    elif not any(isinstance(finder, _Waiting) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Waiting())


class _Waiting(MetaPathFinder):
    """Waits for matplotlib's module of fonts, and sets it up when it has been loaded."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find that one module as usual, with the setting up behind its loading."""
        if fullname != _FONTS:
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.loader is None:
            return None
        load: Any = spec.loader.exec_module

        def load_and_set_up(module: ModuleType) -> None:
            load(module)
            _set_up(module)

        spec.loader.exec_module = load_and_set_up  # type: ignore[method-assign]
        return spec


def _set_up(fonts: Any) -> None:
    import pylopdf_fonts_zh_cn

    fonts.fontManager.addfont(Path(pylopdf_fonts_zh_cn.__file__).with_name(_FILE))
    sys.modules["matplotlib"].rcParams.update(_SETTINGS)
