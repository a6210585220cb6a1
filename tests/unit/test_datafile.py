"""YAML held against a schema: what is read, and what is said of each fault."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest
import yaml

from kit.datafile import read_json, read_yaml, schema_text
from kit.datafile.faults import _WANTED
from kit.datafile.plain import parse_yaml
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
            'report.yaml 第 1 行 published：应为日期，如 2023-01-28，实为"2023-02-30"',
        ),
        ("published: 5", "report.yaml 第 1 行 published：应为文字"),
        ("fonts: fancy", "可用：packaged（随软件提供的字体）、system（本机的公文字体）"),
        ("accepted: [{rule: R5}]", "report.yaml 第 1 行 accepted 第 1 项：应有键 reason，没有。"),
        ("accepted: {rule: R5}", "report.yaml 第 1 行 accepted：应为列表"),
        (
            "sources: {table: x}",
            "report.yaml 第 1 行 sources：应为已知的键，实为 table。最接近的是 tables",
        ),
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


@pytest.mark.parametrize(
    "text",
    [
        "published: !!binary aGk=",
        "published: !!timestamp 2020-01-01",
        "keywords: !!set {a, b}",
        "published: !!python/object/apply:os.system [x]",
        "a: &a [x, x]\nb: [*a, *a]",
        "published: 0000-01-01",
        "published: 1969-12-31",
        "published: 10000-01-01",
        "published: .inf",
        f"published: {'9' * 5000}",
        "published: a\0b",
        'published: "\\ud800"',
        "? [a, b]\n: 1",
        "? {a: 1}\n: 1",
        "<<: {published: x}",
        "a: 1\n---\nb: 2",
        "...",
        "[" * 5000,
        "{" * 5000,
        "- " * 5000,
        "? " * 5000,
        "sources:\n\ttables: x",
        "\n".join(f"k{number}: 1" for number in range(150_000)),
        f"{'k' * 1_000_000}: 1",
    ],
    ids=lambda text: text[:20],
)
def test_what_no_person_writes_is_refused_in_chinese(text: str) -> None:
    """Nothing is built of it, and no word of the parser or of a schema is shown."""
    with pytest.raises(ParameterError) as refused:
        parameters(text)
    said = str(refused.value)
    assert "应" in said
    assert not re.search(r"[\^$\\]|expected|found|Pattern|Error|mapping", said)
    assert all(len(line) < 600 for line in said.splitlines())


def test_what_a_program_wrote_once_for_two_places_is_read_at_both() -> None:
    """A YAML library refers back to a value that stands twice; both places have it."""
    contact = {"phone": "0571-1", "postcode": "310000"}
    written = yaml.safe_dump({"a": {"contact": contact}, "b": {"contact": contact}})
    assert "*id001" in written
    assert parse_yaml(written.encode(), where="agencies.yaml") == (
        {"a": {"contact": contact}, "b": {"contact": contact}},
        (),
    )
    assert parse_yaml(b"a: &x k\n*x : 1\n", where="a.yaml") == ({"a": "k", "k": 1}, ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: &a [*a]", "引用 *a，它的内容尚未写完"),
        ("a: &a []\nb: &a [*a]", "引用 *a，它的内容尚未写完"),
        ("a: &a [x]\n*a : 1", "列表或键值对作键"),
        (
            "a0: &a0 [x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}]\n" for n in range(30)),
            "套叠过深",
        ),
        (
            "a0: &a0 [x, x]\n"
            + "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(9)),
            "更多的值",
        ),
    ],
    ids=["itself", "itself under a name used before", "list as key", "deep", "many"],
)
def test_references_cannot_multiply_or_go_in_circles(text: str, found: str) -> None:
    """What a reference stands for counts at each place, and must be complete."""
    _, faults = parse_yaml(text.encode(), where="report.yaml")
    assert any(found in str(fault) for fault in faults)


def test_keys_that_stand_twice_are_told_at_once() -> None:
    """Each is a fault of its own, with its line."""
    with pytest.raises(ParameterError) as refused:
        parameters("fonts: system\nfonts: system\norigin: a\norigin: b")
    assert [fault.where for fault in refused.value.faults] == [
        "report.yaml 第 2 行",
        "report.yaml 第 4 行",
    ]


def _nodes(node: Any, *, is_map: bool = False) -> Iterator[dict[str, Any]]:
    """Yield every part of a schema that is one itself."""
    if isinstance(node, list):
        for each in node:
            yield from _nodes(each)
    elif isinstance(node, dict):
        if not is_map:
            yield node
        for key, each in node.items():
            maps = {"properties", "$defs", "patternProperties", "dependentRequired", "x-names"}
            yield from _nodes(each, is_map=key in maps and not is_map)


ALL_SCHEMAS = sorted(
    place.name.removesuffix(".schema.json")
    for place in files("kit.schema").iterdir()
    if place.name.endswith(".json")
)
#: Keywords that are told from their own facts (one key that wants another as a key that lacks),
#: and those that refuse nothing by themselves.
TOLD = {"type", "enum", "required", "dependentRequired", "additionalProperties", "pattern"}
TOLD |= {"propertyNames", *_WANTED}
SILENT = {"$schema", "$ref", "$defs", "title", "description", "properties", "items", "x-wanted"}
SILENT |= {"prefixItems", "x-names"}
JOINED = {"allOf", "anyOf", "if", "then"}


@pytest.mark.parametrize("name", ALL_SCHEMAS)
def test_every_keyword_of_every_schema_has_its_words(name: str) -> None:
    """A pattern says beside itself what is wanted; any other keyword is one that is told."""
    for node in _nodes(json.loads(schema_text(name))):
        assert set(node) <= TOLD | SILENT | JOINED, name
        assert "pattern" not in node or re.search("[\u4e00-\u9fff]", node["x-wanted"])


@pytest.mark.parametrize(
    ("agency", "wanted"),
    [
        ("A B: {name: x, kind: town}", "小写字母开头"),
        ("a: {name: x, kind: town, site: {name: y, url: ftp}}", "以 http:// 或 https:// 开头"),
        ('a: {name: "", kind: town}', "非空文字"),
        ("a: {name: x, kind: village}", "下列之一"),
        ("a: {name: x}", "有键 kind"),
        ("a: []", "键值对"),
        ("a: {name: x, kind: town, nam: y}", "已知的键"),
    ],
)
def test_a_schema_is_spoken_in_words(agency: str, wanted: str) -> None:
    """Neither a pattern nor a keyword reaches whoever has to mend the file."""
    with pytest.raises(ParameterError) as refused:
        read_yaml(agency.encode(), schema="agencies", where="agencies.yaml")
    assert wanted in str(refused.value)
    assert not re.search(r"[\^$]|propertyNames|pattern|minLength", str(refused.value))


@pytest.mark.parametrize(
    "value",
    [
        *("[" * depth + "]" * depth for depth in (24, 25, 255, 260, 500, 990, 100_000)),
        *('{"a":' * depth + "1" + "}" * depth for depth in (24, 256, 500)),
        *("NaN", "-Infinity", '"\\ud800"', '{"\\ud800": 1}', "9" * 5000, "tru", ""),
    ],
    ids=lambda value: f"{value[:8]}{len(value)}",
)
@pytest.mark.parametrize("place", ["%s", '{"schema": "1", "figures": %s}', '{"members": [%s]}'])
def test_any_json_in_a_record_of_ours_is_refused_as_such(value: str, place: str) -> None:
    """Nested without end, halves of characters, numbers no JSON has: an error of the family."""
    with pytest.raises(ParameterError):
        read_json((place % value).encode(), schema="rollup", where="rollup.json")
