"""What an agency may call itself."""

from __future__ import annotations

import re

import pytest

from kit.checks.document.own import own_names
from kit.workspace import Agency


@pytest.mark.parametrize(
    ("said", "is_own"),
    [
        ("北山市发展和改革委员会", True),
        ("市发展改革委", True),
        ("市发改委", True),
        ("北山市发改委", True),
        ("市委", False),
        ("市教育局", False),
        ("市发改局", False),
    ],
)
def test_a_name_may_be_shortened(said: str, *, is_own: bool) -> None:
    """Characters left out in their order; another body's name is another's."""
    names = own_names(Agency(id="a", name="北山市发展和改革委员会", kind="department"))
    assert any(re.fullmatch(name, said) for name in names) == is_own


def test_a_roll_up_speaks_of_its_area() -> None:
    """Its offices have figures of their own."""
    body = Agency(id="a", name="澜江市人民政府", kind="government", scope="rollup")
    names = own_names(body)
    assert any(re.fullmatch(name, "全市") for name in names)
    assert not any(re.fullmatch(name, "市政府办公室") for name in names)


@pytest.mark.parametrize(
    ("name", "said", "is_own"),
    [
        ("安和镇人民政府", "镇政府", True),
        ("安和镇人民政府", "安和镇", True),
        ("安和镇人民政府", "镇政府办公室", False),
        ("临江市中山街道办事处", "中山街道", True),
        ("临江市中山街道办事处", "街道办", True),
        ("云溪经济技术开发区管理委员会", "开发区管委会", True),
        ("云溪经济技术开发区管理委员会", "管委会", True),
        ("国家税务总局云溪县税务局", "云溪县税务局", True),
        ("国家税务总局云溪县税务局", "县局", True),
        ("青山区人民政府办公室", "区政府办", True),
        ("青山区人民政府办公室", "区政府", False),
        ("北山省市场监督管理局", "省局本级", True),
        ("北山省市场监督管理局", "各市局", False),
    ],
)
def test_towns_zones_and_bodies_led_from_above(name: str, said: str, *, is_own: bool) -> None:
    """Each shortens its name in its own way."""
    names = own_names(Agency(id="a", name=name, kind="department"))
    assert any(re.fullmatch(pattern, said) for pattern in names) == is_own
