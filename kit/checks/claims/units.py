"""Which figures are counted in which measure words."""

from __future__ import annotations

from kit.checks.claims.model import Topic

_COUNTED = {"件", "件次", "起", "宗", "份", "例", "条", "个", "次", "项", "部"}
_MONEY = {"元", "万元", "亿元"}
UNITS = _COUNTED | _MONEY
#: Trainings are counted in these, and documents; never requests, never cases.
_STRANGE = {"t3": {"次", "个", "部"}, "t4": {"部"}}
#: Matters to be licensed are counted in these, not decisions.
_OF_MATTERS = {"项", "部"}
_DECIDED = {"licensing", "penalties", "coercive_measures"}


def is_of_unit(topic: Topic, unit: str) -> bool:
    """Whether what *topic* names can be counted in *unit*."""
    named = {row for way in topic.rows for row in way}
    if unit in _STRANGE.get(topic.table, ()) or (unit in _OF_MATTERS and named & _DECIDED):
        return False
    return bool(named & {"fees", "procurement"}) == (unit in _MONEY)
