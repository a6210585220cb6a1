"""Fonts: which are chosen, what they lack."""

from pathlib import Path

import pytest

from kit.errors import FontError
from kit.export.pdf.engine import Face
from kit.export.pdf.fonts import HANDS, check_characters, choose_fonts, font_files, load_fonts


def _faces(*families: str) -> list[Face]:
    return [Face(family=family, path=Path(f"{family}.ttf")) for family in families]


def test_the_packaged_fonts_are_two_files() -> None:
    """The manifest names them; nothing else is searched."""
    files = font_files("packaged")
    assert sorted(files) == ["NotoSansSC-Regular.otf", "NotoSerifSC-Regular.otf"]
    assert all(path.is_file() for path in files.values())


def test_each_hand_has_its_font_first_and_the_others_behind_it() -> None:
    """A character that the font of a heading lacks comes from another of the page."""
    stacks = load_fonts("packaged").stacks
    assert stacks["hei"] == ("Noto Sans SC", "Noto Serif SC")
    assert stacks["fang"] == ("Noto Serif SC", "Noto Sans SC")


def test_the_first_family_that_is_installed_is_taken() -> None:
    """方正小标宋简体 goes before its GBK sister, in whatever case a system spells a name."""
    installed = _faces(
        "FZXIAOBIAOSONG-B05", "方正小标宋简体", "SimHei", "KaiTi", "FangSong", "SimSun"
    )
    fonts = choose_fonts(installed, hands=HANDS["system"])
    assert [stack[0] for stack in fonts.stacks.values()] == [
        "方正小标宋简体", "SimHei", "KaiTi", "FangSong", "SimSun",
    ]  # fmt: skip
    assert "FZXIAOBIAOSONG-B05" not in {face.family for face in fonts.faces}


def test_the_page_number_falls_back_to_the_body_s_hand() -> None:
    """A machine without 宋体 numbers its pages in 仿宋."""
    fonts = choose_fonts(
        _faces("方正小标宋_GBK", "黑体", "楷体", "仿宋_GB2312"), hands=HANDS["system"]
    )
    assert fonts.stacks["song"][0] == "仿宋_GB2312"


def test_every_missing_font_is_named_with_its_cure() -> None:
    """A machine with 黑体 alone lacks four hands, each with the names that would do."""
    with pytest.raises(FontError) as caught:
        choose_fonts(_faces("SimHei"), hands=HANDS["system"])
    assert len(caught.value.faults) == 4
    assert "方正小标宋简体" in str(caught.value)
    assert "fonts: system" in caught.value.faults[0].cure


def test_a_character_no_font_has_is_named_where_it_stands() -> None:
    """Each such character is one fault, with its code point and the words around it."""
    with pytest.raises(FontError) as caught:
        check_characters(
            "联系人张\ue123，\n电话\U0001f4de和张\ue123。", fonts=load_fonts("packaged")
        )
    found = [(fault.found, fault.where) for fault in caught.value.faults]
    assert [name for name, _ in found] == ["“\ue123”（U+E123）", "“\U0001f4de”（U+1F4DE）"]
    assert "联系人张" in found[0][1]


def test_chinese_latin_and_the_marks_of_reports_are_all_there() -> None:
    """Rare characters of names, circled numbers and units can be set."""
    words = "〔2021〕30号“三安全一稳定”——……①②㎡％‰·•—–±×÷≤≥①䶮㙍𬱖镕堃 Aa09/:@#$&*_`<>~^\\|{}[]"
    check_characters(words, fonts=load_fonts("packaged"))
    assert len(words) > 40
