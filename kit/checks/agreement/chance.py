"""How likely numbers are to come so near each other by chance, and up to what that is a slip."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files

from kit.datafile import read_yaml
from kit.errors import FormError


def limit_of(kind: str) -> Fraction:
    """Return up to which chance a near miss of one *kind* is told.

    Examples
    --------
    >>> limit_of("listed") > limit_of("apart")
    True
    """
    return _limits()[kind]


@cache
def _limits() -> Mapping[str, Fraction]:
    content = files("kit.checks.data").joinpath("chance.yaml").read_bytes()
    data = read_yaml(content, schema="chance", where="data/chance.yaml", error=FormError)
    return {kind: Fraction(str(node["percent"])) / 100 for kind, node in data.items()}
