"""The tree of errors: its exit codes, its messages, and that it survives pickling."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import pytest

from kit import errors
from kit.errors import Fault, KitError, known_names


def every_error() -> Iterator[type[KitError]]:
    """Walk the tree from its root."""
    waiting: list[type[KitError]] = [KitError]
    while waiting:
        error = waiting.pop()
        yield error
        waiting.extend(error.__subclasses__())


@pytest.mark.parametrize("error", list(every_error()))
def test_every_error_survives_pickling(error: type[KitError]) -> None:
    """An error that crosses a process keeps its class, faults, message and exit code."""
    raised = error(Fault("表三 D5", "非负整数", "“/”", "没有请填 0。"), Fault("表三 D6"))
    copied = pickle.loads(pickle.dumps(raised))  # noqa: S301 - our own bytes
    assert type(copied) is error
    assert copied.faults == raised.faults
    assert str(copied) == str(raised)
    assert copied.exit_code == error.exit_code


@pytest.mark.parametrize("error", list(every_error()))
def test_every_error_is_public(error: type[KitError]) -> None:
    """Each class of the tree is in ``__all__`` and drawn in the module's docstring."""
    assert error.__name__ in errors.__all__
    assert error.__name__ in (errors.__doc__ or "")


def test_exit_codes_are_those_of_the_contract() -> None:
    """Each family ends a command with its own code."""
    codes = {error.__name__: error.exit_code for error in every_error()}
    assert codes == {
        "KitError": 1,
        "ParameterError": 2,
        "NarrativeError": 2,
        "FormError": 3,
        "SourceError": 4,
        "NotebookError": 6,
        "CrashError": 6,
        "ExportError": 7,
        "FontError": 7,
        "WriteError": 7,
    }


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            Fault("tables.xlsx 表三 D5", "非负整数", "“/”", "没有请填 0。"),
            "tables.xlsx 表三 D5：应为非负整数，实为“/”。没有请填 0。",
        ),
        (Fault("表三", cure="请补上。"), "表三：请补上。"),
        (Fault("表三", "一张", cure="请补上。"), "表三：应为一张。请补上。"),
        (Fault("表三", found="重复"), "表三：重复。"),
        (Fault("整句话"), "整句话"),
        (Fault("年度", "2019 年及以后", "1999"), "年度：应为 2019 年及以后，实为 1999。"),
        (Fault("a.xlsx", "工作簿", "没有这个文件"), "a.xlsx：应有工作簿，没有这个文件。"),
        (Fault("a.yaml", "有键 name", "没有"), "a.yaml：应有键 name，没有。"),
        (Fault("params", "上级有 params", "没有找到"), "params：应为上级有 params，没有找到。"),
    ],
)
def test_a_fault_reads_as_a_sentence(fault: Fault, said: str) -> None:
    """Where, wanted, found and cure make one message; what is empty leaves no trace."""
    assert str(fault) == said


def test_an_error_says_all_its_faults() -> None:
    """Faults stand one a line, in their order."""
    assert str(KitError(Fault("甲"), Fault("乙"))) == "甲\n乙"


def test_a_notebook_shows_the_message_without_a_traceback() -> None:
    """IPython asks an exception how to render itself: the message alone."""
    assert KitError(Fault("甲", cure="乙。"))._render_traceback_() == ["甲：乙。"]


def test_known_names_list_the_nearest_first() -> None:
    """An unknown name is answered with the nearest, then others, then their number."""
    known = [f"t3.row_{n}.total" for n in range(20)]
    said = known_names("t3.row_7.totl", known)
    assert said.startswith("最接近的是 t3.row_7.total；另有 ")
    assert said.endswith("等 20 个。")
    assert known_names("x", []) == "目前一个也没有。"
    assert known_names("x", ["y"]) == "最接近的是 y。"


def test_a_message_quotes_no_file_without_bounds() -> None:
    """Both ends of a part stay, with its length; the other parts are whole."""
    said = str(Fault("正文", "占位符", f"“{'长' * 1_000_000}”", "请改名。"))
    assert len(said) < 2000
    assert said.startswith("正文：应为占位符，实为“长长")
    assert said.endswith("长”。请改名。")
    assert "共 1000002 个字符" in said
