"""The hands of a page and the families that may write each, from their data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Literal

from kit.datafile import read_yaml
from kit.errors import FormError

FontSource = Literal["packaged", "system"]

_DATA = "hands.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """One hand of the page: what it writes, and its families by where they are, the best first."""

    id: str
    name: str
    families: Mapping[FontSource, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """All hands, and the families that have what another one lacks."""

    hands: tuple[Hand, ...]
    behind: tuple[str, ...]


@cache
def load_hands() -> Hands:
    """Return the hands of a page.

    Raises
    ------
    FormError
        If the data is not what its schema wants.
    """
    content = files("kit.export.pdf").joinpath(_DATA).read_bytes()
    data = read_yaml(content, schema="hands", where=_DATA, error=FormError)
    nodes = {node["hand"]: node for node in data["hands"]}
    hands = (
        Hand(
            id=hand,
            name=node["name"],
            families={
                "packaged": tuple(chain(*node["packaged"])),
                "system": tuple(
                    chain(*node["system"], *nodes.get(node.get("instead"), {}).get("system", ()))
                ),
            },
        )
        for hand, node in nodes.items()
    )
    return Hands(hands=tuple(hands), behind=tuple(data["behind"]))
