"""The tests' own data, read ten times as fast as YAML is by default."""

from __future__ import annotations

from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parsed(text: str) -> Any:
    """Return what stands in a text of YAML."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - one of the two safe ones
