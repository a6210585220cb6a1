"""Loading an edition: which one a year has, and what is said of wrong data."""

from __future__ import annotations

import re
import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from kit.errors import FormError, ParameterError
from kit.form import form_of_year, load_form, load_forms
from kit.form.kinds import Deadline, PublishedBy


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """Return a copy of edition 2021's own files, to be spoilt."""
    with as_file(files("kit.form").joinpath("editions", "2021")) as packaged:
        return Path(shutil.copytree(packaged, tmp_path / "2021"))


def spoil(edition: Path, name: str, old: str, new: str) -> None:
    """Replace the first *old* by *new* in one data file."""
    path = edition / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def said(edition: Path) -> str:
    """Return what loading complains of."""
    with pytest.raises(FormError) as caught:
        load_form(edition)
    assert caught.value.exit_code == 3
    return str(caught.value)


@pytest.mark.parametrize(
    ("year", "wanted"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021")]
)
def test_a_year_has_its_edition(year: int, wanted: str) -> None:
    """The edition of 2019 covers two years, that of 2021 all since."""
    assert form_of_year(year).edition == wanted


def test_a_year_before_the_first_edition_is_refused() -> None:
    """The message names the first year there is."""
    with pytest.raises(ParameterError, match="2019 年及以后"):
        form_of_year(2018)


def test_packaged_editions_come_oldest_first() -> None:
    """Each is loaded once, and known by the id that its own data gives it."""
    assert list(load_forms()) == ["2019", "2021"]
    assert [form.edition for form in load_forms().values()] == ["2019", "2021"]
    assert load_forms()["2019"] is load_forms()["2019"]
    assert "2020" not in load_forms()


def test_an_unspoilt_copy_loads_like_the_packaged_one(edition: Path) -> None:
    """The fixture spoils nothing by itself."""
    assert repr(load_form(edition)) == repr(load_forms()["2021"])


def test_rules_come_by_family_and_number(edition: Path) -> None:
    """Arithmetic first, then last year, then structure, tenth after ninth."""
    assert list(load_form(edition).rules) == [
        *("R1", "R2", "R3", "R4", "R5", "Y1", "Y2", "Y3"),
        *("X1", "X2", "X3", "X4", "X5", "X6"),
        *("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S11", "S12", "S13"),
        *("S14", "S15", "S16", "S17"),
        "H1",
        *("L1", "L2", "L3"),
    ]


def test_lists_become_tuples_all_the_way_down(edition: Path) -> None:
    """What is loaded can be a key of a cache."""
    rules = load_form(edition).rules
    assert len({rule.kind for rule in rules.values()}) == len(rules)
    published = rules["S5"].kind
    assert isinstance(published, PublishedBy)
    assert published.deadlines[-1] == Deadline(by="01-31")


@pytest.mark.parametrize(
    ("name", "old", "new", "wanted"),
    [
        ("form.yaml", "first_year: 2021", "first_yaer: 2021", ["2021/form.yaml", "first_yaer"]),
        ("t2.yaml", "label_columns: 1", "label_colums: 1", ["2021/t2.yaml", "label_colums"]),
        ("rules.yaml", "severity: warning", "severty: warning", ["rules.yaml", "severty"]),
        ("rules.yaml", "each: row", "every: row", ["2021/rules.yaml", "every"]),
        ("rules.yaml", "kind: equal", "kind: equals", ["2021/rules.yaml", "equals"]),
        ("rules.yaml", "severity: warning", "severity: grave", ["2021/rules.yaml", "grave"]),
    ],
)
def test_an_unknown_key_or_word_is_named_with_its_file(
    edition: Path, name: str, old: str, new: str, wanted: list[str]
) -> None:
    """A slip of the pen in the data is found when the form is loaded."""
    spoil(edition, name, old, new)
    message = said(edition)
    assert all(part in message for part in wanted)


def test_an_address_that_does_not_exist_is_named(edition: Path) -> None:
    """The message names file, rule and address, and the nearest that exist."""
    spoil(edition, "rules.yaml", "left: [t2.*.in_force]", "left: [t2.*.in_farce]")
    message = said(edition)
    assert "2021/rules.yaml Y2：应为表式中的地址，实为 t2.*.in_farce" in message
    assert "in_force" in message


def test_an_address_of_a_case_must_exist_too(edition: Path) -> None:
    """Worked cases are held against the form like the rules."""
    spoil(
        edition, "rules.yaml", "figures: {t2.normative_documents.issued: 2", "figures: {t2.x.y: 2"
    )
    assert "2021/rules.yaml Y2 增二减一：应为表式中的地址，实为 t2.x.y" in said(edition)


@pytest.mark.parametrize("key", ["reason", "source", "cure", "cases", "title"])
def test_a_rule_needs_its_reason_source_cure_and_cases(edition: Path, key: str) -> None:
    """A rule nobody can explain is no rule."""
    spoil(edition, "rules.yaml", f"    {key}:", f"    no_{key}:")
    message = said(edition)
    assert re.search(r"2021/rules.yaml 第 \d+ 行 rules 第 1 项", message)
    assert f"有键 {key}" in message


def test_a_reason_must_not_be_empty(edition: Path) -> None:
    """An empty reason is no reason."""
    path = edition / "rules.yaml"
    lines = path.read_text("utf-8").splitlines()
    emptied = ['    reason: ""' if line.startswith("    reason:") else line for line in lines]
    path.write_text("\n".join(emptied), "utf-8")
    assert "rules 第 1 项 reason：应为非空文字" in said(edition)


def test_a_rule_must_have_a_case(edition: Path) -> None:
    """An empty list of cases is not enough."""
    path = edition / "rules.yaml"
    text = path.read_text("utf-8")
    start = text.index("    cases:")
    end = text.index("  - id:", start)
    path.write_text(f"{text[:start]}    cases: []\n{text[end:]}", "utf-8")
    assert "rules 第 1 项 cases：应为至少一项" in said(edition)


def test_a_rule_that_stands_twice_is_named_with_its_files(edition: Path) -> None:
    """Two rules of one id, here and in the shared file, are one too many."""
    spoil(edition, "rules.yaml", "id: Y2", "id: Y1")
    message = said(edition)
    assert (
        "2021/../common/rules.yaml、2021/rules.yaml Y1：应为每条规则一次，实为出现 2 次" in message
    )


def test_a_section_names_a_table_that_exists(edition: Path) -> None:
    """The nearest names are given."""
    spoil(edition, "form.yaml", "table: t2", "table: t22")
    message = said(edition)
    assert "2021/form.yaml sections：应为已有的表，实为 t22" in message
    assert "最接近的是 t2" in message


def test_a_file_that_is_missing_is_named(edition: Path) -> None:
    """The list of files is in form.yaml."""
    (edition / "t3.yaml").unlink()
    assert "2021/t3.yaml：应有数据文件，没有这个文件" in said(edition)


def test_faults_of_one_file_come_together(edition: Path) -> None:
    """Two slips are mended in one go."""
    spoil(edition, "form.yaml", "first_year: 2021", "first_year: soon")
    spoil(edition, "form.yaml", "rules:", "rulez:")
    message = said(edition)
    assert "first_year" in message
    assert "rulez" in message
