"""Fonts: which are chosen, what they lack."""

from pathlib import Path

import pytest
from builders.fonts import write_office_fonts

from kit.errors import FontError
from kit.export.pdf.engine import Face, find_faces
from kit.export.pdf.fonts import Fonts, check_characters, choose_fonts, font_files, load_fonts
from kit.export.pdf.hands import load_hands


def _faces(*families: str) -> list[Face]:
    return [Face(family=family, path=Path(f"{family}.ttf")) for family in families]


def _chosen(*families: str) -> Fonts:
    return choose_fonts(_faces(*families), hands=load_hands().hands, source="system")


def test_the_packaged_fonts_are_five_files() -> None:
    """The manifest names them; nothing else is searched."""
    files = font_files("packaged")
    assert sorted(files) == [
        "FandolFang-GB.otf",
        "FandolKai-GB.otf",
        "NotoSansSC-Regular.otf",
        "NotoSerifCJKsc-Bold-GB.otf",
        "NotoSerifSC-Regular.otf",
    ]
    assert all(path.is_file() for path in files.values())


def test_each_hand_has_its_font_first_and_noto_behind_it() -> None:
    """A character that the font of a heading lacks comes from one that has nearly all."""
    stacks = load_fonts("packaged").stacks
    assert {hand: stack[0] for hand, stack in stacks.items()} == {
        "title": "Noto Serif CJK SC",
        "hei": "Noto Sans SC",
        "kai": "FandolKai",
        "fang": "FandolFang R",
        "song": "Noto Serif SC",
    }
    assert stacks["fang"][1:3] == stacks["kai"][1:3] == ("Noto Serif SC", "Noto Sans SC")


def test_the_first_family_that_is_installed_is_taken() -> None:
    """方正小标宋简体 goes before its GBK sister, in whatever case a system spells a name."""
    fonts = _chosen("FZXIAOBIAOSONG-B05", "方正小标宋简体", "SimHei", "KaiTi", "FangSong", "SimSun")
    assert [stack[0] for stack in fonts.stacks.values()] == [
        "方正小标宋简体", "SimHei", "KaiTi", "FangSong", "SimSun",
    ]  # fmt: skip
    assert "FZXIAOBIAOSONG-B05" not in {face.family for face in fonts.faces}


@pytest.mark.parametrize(
    "families",
    [
        ("方正小标宋_GBK", "方正黑体_GBK", "方正楷体_GBK", "方正仿宋_GBK", "方正书宋_GBK"),
        ("华文中宋", "华文黑体", "华文楷体", "华文仿宋", "华文宋体"),
        ("STZhongsong", "STHeiti", "STKaiti", "STFangsong", "STSong"),
        ("小标宋", "黑体", "楷体_GB2312", "仿宋_GBK", "新宋体"),
    ],
)
def test_each_hand_of_a_maker_is_known_by_its_names(families: tuple[str, ...]) -> None:
    """Whatever maker's fonts an office has, each writes its own hand."""
    assert tuple(stack[0] for stack in _chosen(*families).stacks.values()) == families


def test_hands_are_chosen_one_by_one() -> None:
    """A machine may have its title from one maker and its body from another."""
    stacks = _chosen("华文中宋", "SimHei", "KaiTi", "方正仿宋_GBK", "SimSun").stacks
    assert (stacks["title"][0], stacks["fang"][0]) == ("华文中宋", "方正仿宋_GBK")


def test_a_font_of_the_machine_has_the_packaged_behind_it(tmp_path: Path) -> None:
    """An office's 仿宋 of GB2312 lacks characters of names, which are set all the same."""
    own = write_office_fonts(tmp_path / "office", text="政府")
    faces = (*load_fonts("packaged").faces, *find_faces(own))
    hands = load_hands()
    fonts = choose_fonts(faces, hands=hands.hands, source="system", behind=hands.behind)
    assert fonts.stacks["fang"][:2] == ("FangSong_GB2312", "Noto Serif SC")
    check_characters("堃", fonts=fonts)


def test_the_page_number_falls_back_to_the_body_s_hand() -> None:
    """A machine without 宋体 numbers its pages in 仿宋."""
    fonts = _chosen("方正小标宋_GBK", "黑体", "楷体", "仿宋_GB2312")
    assert fonts.stacks["song"][0] == "仿宋_GB2312"


def test_every_missing_font_is_named_with_its_cure() -> None:
    """A machine with 黑体 alone lacks four hands, each with the names that would do."""
    with pytest.raises(FontError) as caught:
        _chosen("SimHei")
    assert len(caught.value.faults) == 4
    assert "标题用的方正小标宋简体" in str(caught.value)
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
