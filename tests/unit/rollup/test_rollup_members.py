"""Who is added: each agency below once, lower roll-ups whole, vertically led ones not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from builders.rollups import COUNTY, MEMBERS

from kit.errors import ParameterError
from kit.rollup import find_members
from kit.workspace import Agency

CITY: Mapping[str, Mapping[str, Any]] = {
    "city": {"name": "某市人民政府", "kind": "government", "scope": "rollup"},
    "city-office": {"name": "某市人民政府办公室", "kind": "office", "parent": "city"},
    **COUNTY,
    "county": {**COUNTY["county"], "parent": "city"},
}


def agencies_of(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, Agency]:
    """Return agencies as ``agencies.yaml`` gives them."""
    return {agency: Agency(id=agency, **entry) for agency, entry in entries.items()}


def members_of(entries: Mapping[str, Mapping[str, Any]], agency: str) -> list[str]:
    """Return the ids of the parts of one roll-up."""
    return [part.id for part in find_members(agencies_of(entries), agency=agency).parts]


def faults_of(entries: Mapping[str, Mapping[str, Any]], agency: str) -> str:
    """Return what is said against the roll-up of one agency."""
    with pytest.raises(ParameterError) as refused:
        find_members(agencies_of(entries), agency=agency)
    return str(refused.value)


def test_a_county_adds_its_office_departments_their_units_and_towns() -> None:
    """Each agency below is one part, in the order of the file; the county itself is none."""
    assert members_of(COUNTY, "county") == list(MEMBERS)


def test_a_vertically_led_agency_is_named_and_left_out() -> None:
    """It reports up its own line."""
    left_out = find_members(agencies_of(COUNTY), agency="county").left_out
    assert [agency.id for agency in left_out] == ["tax"]


def test_what_is_below_a_vertically_led_agency_is_left_out_too() -> None:
    """Its branch offices go up the same line."""
    branch = {"branch": {"name": "税务分局", "kind": "department", "parent": "tax"}}
    assert members_of(COUNTY | branch, "county") == list(MEMBERS)


def test_a_vertical_system_adds_its_own_line() -> None:
    """The line's own roll-up has vertically led members."""
    line = {
        "tax-line": {
            "name": "某市税务局",
            "kind": "department",
            "scope": "rollup",
            "vertical": True,
            "parent": "city",
        },
        "tax": {**COUNTY["tax"], "parent": "tax-line"},
    }
    assert members_of({**CITY, **line}, "tax-line") == ["tax"]
    assert members_of({**CITY, **line}, "city") == ["city-office", "county"]


def test_a_lower_governments_parts_are_not_added_again() -> None:
    """The county's roll-up holds them already."""
    assert members_of(CITY, "city") == ["city-office", "county"]


def test_a_lower_government_without_a_rollup_is_added_agency_by_agency() -> None:
    """One of scope own speaks for itself alone, so what is below it counts."""
    alone = CITY | {"county": {**CITY["county"], "scope": "own"}}
    assert members_of(alone, "city") == ["city-office", "county", *MEMBERS]


def test_an_agency_of_scope_own_makes_no_rollup() -> None:
    """The message says what to enter instead."""
    said = faults_of(COUNTY, "education")
    assert "education scope" in said
    assert "rollup" in said


def test_a_rollup_without_agencies_below_is_refused() -> None:
    """Zeros would look like a report of nothing."""
    assert "没有" in faults_of({"county": COUNTY["county"]}, "county")


def test_only_vertically_led_agencies_below_are_nobody() -> None:
    """A roll-up of no part is refused as well."""
    only = {"county": COUNTY["county"], "tax": COUNTY["tax"]}
    assert "没有" in faults_of(only, "county")


def test_an_unknown_parent_anywhere_is_refused() -> None:
    """A misspelt parent would silently leave somebody out; the nearest id is named."""
    lost = {"lost": {"name": "某局", "kind": "department", "parent": "conty"}}
    said = faults_of(COUNTY | lost, "county")
    assert "lost parent" in said
    assert "最接近的是 county" in said


def test_a_circle_of_parents_is_refused_once() -> None:
    """The circle is spelt out."""
    circle = {
        "one": {"name": "甲", "kind": "department", "parent": "two"},
        "two": {"name": "乙", "kind": "department", "parent": "one"},
    }
    assert faults_of(COUNTY | circle, "county").count("one→two→one") == 1


def test_an_agency_that_is_its_own_parent_is_a_circle() -> None:
    """The smallest circle is found as well."""
    own = {"own": {"name": "甲", "kind": "department", "parent": "own"}}
    assert "own→own" in faults_of(COUNTY | own, "county")


def test_a_deep_tree_needs_no_deep_stack() -> None:
    """Three thousand agencies one below the other are added all the same."""
    top = {"a0": {"name": "顶", "kind": "government", "scope": "rollup"}}
    chain = {
        f"a{n}": {"name": f"第{n}级", "kind": "department", "parent": f"a{n - 1}"}
        for n in range(1, 3000)
    }
    assert len(members_of(top | chain, "a0")) == 2999
