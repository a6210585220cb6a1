"""The JSON Schema of a record: of its type, with what its fields' metadata say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kit.disk import OMITTED, record_schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A part of a record."""

    name: str = field(metadata={"pattern": "^a", "x-wanted": "以 a 开头"})
    line: int = field(default=0, metadata=OMITTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A record."""

    kind: Literal["oak", "ash"]
    leaves: tuple[Leaf, ...] = ()
    height: int | None = None
    shade: Literal["dark"] | None = None


def test_a_schema_is_of_the_type_and_its_metadata() -> None:
    """Patterns with their words, parts by name, nothing beside what is named."""
    schema = record_schema(Tree, title="树")
    assert (schema["title"], schema["$ref"]) == ("树", "#/$defs/Tree")
    leaf, tree = schema["$defs"]["Leaf"], schema["$defs"]["Tree"]
    assert leaf["properties"] == {
        "name": {"type": "string", "pattern": "^a", "x-wanted": "以 a 开头"}
    }
    assert leaf["additionalProperties"] is tree["additionalProperties"] is False
    assert (leaf["required"], tree["required"]) == (["name"], ["kind"])


def test_what_may_be_nothing_is_one_type_more() -> None:
    """Not ways to choose from, of which a message could say nothing."""
    properties = record_schema(Tree, title="树")["$defs"]["Tree"]["properties"]
    assert properties["height"] == {"type": ["integer", "null"]}
    assert properties["shade"] == {"enum": ["dark", None]}
    assert properties["leaves"] == {"type": "array", "items": {"$ref": "#/$defs/Leaf"}}
