"""YAML held against a schema: what is read, and what is said of each fault."""

from __future__ import annotations

import json

import jsonschema_rs
import pytest

from kit.datafile import read_yaml, schema_text
from kit.errors import FormError, ParameterError

SCHEMAS = ("agencies", "form", "parameters", "report", "rules", "table")


def parameters(text: str) -> dict[str, object]:
    """Read *text* as a report.yaml."""
    return read_yaml(text.encode(), schema="parameters", where="report.yaml")


@pytest.mark.parametrize("name", SCHEMAS)
def test_packaged_schemas_are_valid(name: str) -> None:
    """Each packaged schema is a JSON Schema itself."""
    assert jsonschema_rs.meta.is_valid(json.loads(schema_text(name)))


def test_dates_and_codes_stay_text() -> None:
    """A date is no date object, a code with a leading zero no octal number."""
    data = read_yaml(
        b'a: {name: x, kind: town, contact: {postcode: 010020, telephone: "1"}}',
        schema="agencies",
        where="agencies.yaml",
    )
    assert data["a"]["contact"]["postcode"] == "010020"
    assert parameters("published: 2023-01-28")["published"] == "2023-01-28"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("publishd: 2023-01-28", "publishd。最接近的是 published"),
        (
            "published: 2023-02-30",
            'report.yaml published：应为日期，如 2023-01-28，实为"2023-02-30"',
        ),
        ("published: 5", "report.yaml published：应为文字"),
        ("fonts: fancy", "可用：packaged、system"),
        ("accepted: [{rule: R5}]", "report.yaml accepted 第 1 项：应有键 reason，没有。"),
        ("accepted: {rule: R5}", "report.yaml accepted：应为列表"),
        ("sources: {table: x}", "report.yaml sources：应为已知的键，实为 table。最接近的是 tables"),
        ("fonts: packaged\nfonts: system", "第 2 行：应为 YAML，实为键 fonts 重复出现"),
        ("fonts: [", "第 2 行：应为 YAML，实为读不通的写法。请检查这一行及上一行"),
        ("- a", "应为键值对"),
    ],
)
def test_each_fault_is_said_with_its_place(text: str, said: str) -> None:
    """A refused file names the key, what was wanted, what was found."""
    with pytest.raises(ParameterError) as refused:
        parameters(text)
    assert said in str(refused.value)


def test_a_control_character_is_named() -> None:
    """YAML allows none, and an editor may not show it."""
    with pytest.raises(ParameterError) as refused:
        parameters("published: \x07")
    said = "report.yaml 第 1 行第 12 字：应为 YAML，实为含有不允许的字符 U+0007。"
    assert f"{said}请删除不可见的控制字符。" in str(refused.value)


def test_all_faults_of_a_file_come_at_once() -> None:
    """Two wrong keys are two faults of one error."""
    with pytest.raises(ParameterError) as refused:
        parameters("publishd: x\nfonts: fancy")
    assert len(refused.value.faults) == 2


def test_the_family_of_the_error_is_the_callers() -> None:
    """The data of a form fails as a form, exit code 3."""
    with pytest.raises(FormError):
        read_yaml(b"x: 1", schema="form", where="form.yaml", error=FormError)


def test_another_encoding_is_explained() -> None:
    """Bytes that are no UTF-8 are refused with the cure."""
    with pytest.raises(ParameterError, match="UTF-8"):
        read_yaml("origin: 甲".encode("gb18030"), schema="parameters", where="report.yaml")


def test_an_empty_file_has_no_parameters() -> None:
    """A report.yaml of comments alone is as good as none."""
    assert parameters("# 待填\n") == {}
