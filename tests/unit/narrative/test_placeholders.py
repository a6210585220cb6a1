"""The grammar of placeholders is closed: names, addresses, four verbs, two scales."""

from __future__ import annotations

import pytest

from kit.narrative.placeholders import TOKEN, Mistake, Placeholder, parse_placeholder


@pytest.mark.parametrize(
    ("body", "placeholder"),
    [
        (" year ", Placeholder(part=("year",))),
        ("t3.a.b", Placeholder(part=("t3.a.b",))),
        ("t3.a.b in 万", Placeholder(part=("t3.a.b",), scale="万")),
        ("sum a b", Placeholder(verb="sum", part=("a", "b"))),
        ("sum a b in 亿", Placeholder(verb="sum", part=("a", "b"), scale="亿")),
        ("share a b of c", Placeholder(verb="share", part=("a", "b"), whole=("c",))),
        ("growth a", Placeholder(verb="growth", part=("a",))),
        ("change a b", Placeholder(verb="change", part=("a", "b"))),
    ],
)
def test_parsed(body: str, placeholder: Placeholder) -> None:
    """Each form of the grammar gives its parts."""
    assert parse_placeholder(body) == placeholder


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("", "名称或地址"),
        ("  ", "名称或地址"),
        ("in 万", "一个名称或地址"),
        ("a in", "in 万 或 in 亿"),
        ("a in 千", "in 万 或 in 亿"),
        ("in 万 a", "in 万 或 in 亿"),
        ("a b", "一个名称或地址"),
        ("a + b", "一个名称或地址"),
        ("sum", "sum 和它后面的地址"),
        ("sum in 万", "sum 和它后面的地址"),
        ("growth", "growth 和它后面的地址"),
        ("share a", "of 和它两边"),
        ("share a of", "of 和它两边"),
        ("share of a", "of 和它两边"),
        ("share a of b of c", "of 和它两边"),
        ("growth a in 万", "不带 in"),
        ("share a of b in 万", "不带 in"),
    ],
)
def test_mistakes(body: str, wanted: str) -> None:
    """What the grammar does not know is a mistake that says what was wanted."""
    mistake = parse_placeholder(body)
    assert isinstance(mistake, Mistake)
    assert wanted in mistake.wanted


def test_nearest_verb_is_named() -> None:
    """A misspelt verb is told the one it is nearest to."""
    mistake = parse_placeholder("grwoth t3.received.total t3.granted.total")
    assert isinstance(mistake, Mistake)
    assert "最接近的是 growth" in mistake.cure


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("{{ a }}", [{"body": " a "}]),
        ("{{a}}{{b}}", [{"body": "a"}, {"body": "b"}]),
        ("{{ a", [{"unclosed": "{{ a"}]),
        ("{{ a\n}}", [{"unclosed": "{{ a"}, {"stray": "}}"}]),
        ("{{ a {{ b }}", [{"unclosed": "{{ a "}, {"body": " b "}]),
        ("a }}", [{"stray": "}}"}]),
        (r"\{{ a }} \{{ b \}} \}}", [{}, {}, {}]),
        ("{ a } {", []),
    ],
)
def test_tokens(text: str, groups: list[dict[str, str]]) -> None:
    """Braces are found whole, unclosed, stray or escaped, never across lines."""
    found = [
        {name: said for name, said in token.groupdict().items() if said is not None}
        for token in TOKEN.finditer(text)
    ]
    assert found == groups
