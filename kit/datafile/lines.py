"""On which line of a YAML file each key and each entry of a list stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import yaml

from kit.datafile.plain import MAX_DEPTH

#: Keys and numbers of entries from the outermost in.
Steps = tuple[str | int, ...]
#: No file that people keep has more keys and entries with something wrong about them.
_MOST = 50_000


def lines_of(content: bytes) -> Mapping[Steps, int]:
    r"""Return the lines, from 1, of keys and entries; none of a file that cannot be read.

    Examples
    --------
    >>> lines_of(b"a: 1\nb:\n  - c: 2\n")[("b", 0, "c")]
    3
    """
    try:
        root = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.CSafeLoader)
    except (UnicodeDecodeError, yaml.YAMLError):
        return {}
    return dict(islice(_lines(root, ()), _MOST))


def line_of(steps: Steps, *, lines: Mapping[Steps, int]) -> int | None:
    """Return the line of what *steps* lead to, or of the nearest that holds it."""
    found = (lines.get(steps[:length]) for length in range(len(steps), 0, -1))
    return next((line for line in found if line), None)


def _lines(node: yaml.Node | None, steps: Steps) -> Iterator[tuple[Steps, int]]:
    if len(steps) > MAX_DEPTH:
        return
    if isinstance(node, yaml.MappingNode):
        inside = [((*steps, str(key.value)), key, value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        inside = [((*steps, number), item, item) for number, item in enumerate(node.value)]
    else:
        return
    for inner, begun, value in inside:
        yield inner, begun.start_mark.line + 1
        yield from _lines(value, inner)
