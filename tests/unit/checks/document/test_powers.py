"""Which bodies may make rules by their names."""

from __future__ import annotations

from typing import Any

import pytest

from kit.checks.document.powers import makes_rules
from kit.workspace import Agency


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("云江省人民政府", {"kind": "government"}, True),
        ("云江省人民政府办公厅", {"kind": "office"}, True),
        ("某某壮族自治区人民政府", {"kind": "government"}, True),
        ("重庆市人民政府", {"kind": "government"}, True),
        ("某某族自治州人民政府", {"kind": "government"}, True),
        ("国家税务总局", {}, True),
        ("国家发展和改革委员会", {}, True),
        ("中华人民共和国教育部", {}, True),
        ("云川市人民政府", {"kind": "government", "level": "city"}, True),
        ("云川市人民政府", {"kind": "government"}, False),
        ("云川市人民政府", {"kind": "government", "rule_making": True}, True),
        ("国家税务总局云溪县税务局", {}, False),
        ("国家能源局华东监管局", {}, False),
        ("云江省教育厅", {}, False),
        ("云溪县人民政府", {"kind": "government", "rule_making": True}, False),
        ("石桥镇人民政府", {"kind": "town", "rule_making": True}, False),
        ("金桂街道办事处", {"kind": "town", "rule_making": True}, False),
        ("某某区测试局", {"rule_making": True}, True),
    ],
)
def test_a_name_settles_the_power_where_it_can(
    name: str, given: dict[str, Any], *, expected: bool
) -> None:
    """Provinces and the State Council's departments have it, counties and towns never."""
    body: dict[str, Any] = {"id": "a", "name": name, "kind": "department"}
    assert makes_rules(Agency(**(body | given))) is expected
