"""Changes of a narrative: placeholders, marks, characters, sizes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from hostile.raw import RAW

#: Characters that show nothing, turn lines round, or cannot be printed.
_CHARACTERS = (
    *(
        "\0",
        "\x07",
        "\x08",
        "\x0b",
        "\x0c",
        "\x1b[31m",
        "\x1b]8;;http://a\x07",
        "\x7f",
        "\x85",
        "\x9b31m",
    ),
    *(
        "\u200b",
        "\u200e",
        "\u202e",
        "\u2028",
        "\u2066",
        "\u00ad",
        "\u2060",
        "\ufeff",
        "\ufffe",
        "\ufe0f",
    ),
    *("\ue000", "\U000e0041", "\U0001f600", "\u0378", "\U0010ffff", "\u3000", "\u00a0", "\ud800"),
)
#: What a placeholder may be.
_PLACEHOLDERS = (
    *(
        "{{}}",
        "{{ }}",
        "{{",
        "}}",
        "{{{{",
        "{{t3.received.total",
        "{{t3.received.total}",
        "{t3}",
        "{{t3}}",
        "{{t9.x}}",
    ),
    *(
        "{{t3.*.total}}",
        "{{a.b.c.d.e.f}}",
        "{{总计}}",
        "{{t3.received.total + 1}}",
        "{{ t3.received.total }}",
    ),
    *(
        "{{t3.received.total|x}}",
        "{{__class__}}",
        "{{last.t3.received.total}}",
        "{{year}}",
        "{{agency.name.upper}}",
    ),
    *(
        "{{\n}}",
        "{{\0}}",
        "{{\u202e}}",
        "{{{t3.received.total}}}",
        "{% raw %}",
        "{{t2}}{{t2}}{{t2}}",
        "{{t3}}\n\n{{t3}}",
    ),
    *(
        f"{{{{{'a' * 100_000}}}}}",
        f"{{{{{'t3.' * 20_000}}}}}",
        "{{" * 300_000,
        "{{x}}" * 20_000,
        "{{" + "{" * 100_000,
    ),
)
#: Numbers as people write them, and as nobody does.
_NUMBERS = (
    *(
        "九九九九九九九九九九",
        "一" * 100_000,
        "万" * 5000,
        "亿万亿万亿",
        "十十十百百千",
        "零" * 3000,
        "1" * 100_000,
    ),
    *(
        "1,2,3,4,5,6,7,8,9件",
        "1.2.3.4件",
        "-5件",
        "5%%%",
        "１２３件",
        "①②③件",
        "二〇二四年十三月三十二日",
        "0000年0月0日",
    ),
    *(
        "99999年99月99日",
        "同比增长∞%",
        "增长1/0",
        "三分之零",
        "百分之" * 2000,
        "3.5.7%",
        "１．５万",
        "1e999件",
        "٣件",
    ),
)
_TEXT = "全年收到政府信息公开申请12件，其中自然人9件，比上年增加3件，增长33.3%。"
_SHAPES: Mapping[str, Callable[[], str]] = {
    "5000 paragraphs": lambda: f"{_TEXT}\n\n" * 5000,
    "one line": lambda: _TEXT * 25_000,
    "30,000 headings": lambda: "".join(f"## 标题{n}\n\n" for n in range(30_000)),
    "30,000 own headings": lambda: "## 一、总体情况\n\n" * 30_000,
    "lists": lambda: "".join(f"{' ' * 2 * n}- 甲\n" for n in range(2000)),
    "quotes": lambda: "> " * 20_000 + "甲\n",
    "quotes in lines": lambda: "".join(">" * n + "甲\n" for n in range(1500)),
    "emphasis": lambda: "*甲" * 60_000,
    "strong": lambda: "**甲_乙" * 40_000,
    "brackets": lambda: "[" * 100_000,
    "links": lambda: "[甲](" * 50_000,
    "references": lambda: "".join(f"[甲{n}]: http://a\n" for n in range(20_000)),
    "pictures": lambda: "![甲](data:,a)" * 20_000,
    "backticks": lambda: "`甲``乙" * 40_000,
    "long backticks": lambda: " ".join("`" * n for n in range(1, 1200)),
    "angles": lambda: "<a " * 60_000,
    "entities": lambda: "&#x;&amp;&" * 60_000,
    "wide table": lambda: (
        "|" + "甲|" * 10_000 + "\n|" + "-|" * 10_000 + "\n|" + "乙|" * 10_000 + "\n"
    ),
    "long table": lambda: "|甲|乙|\n|-|-|\n" + "|1|2|\n" * 30_000,
    "backslashes": lambda: "\\" * 200_000,
    "rules": lambda: "---\n" * 30_000,
    "addresses": lambda: "见 http://[::1 和 http:// 和 https://a:99999999/ 和 www." * 2000,
    "digits": lambda: "1件、2件、3件，共6件；" * 5000,
    "clauses": lambda: "其中" * 50_000,
    "listed": lambda: "自然人1件、商业企业2件、科研机构3件，" * 4000 + "。",
    "brackets of China": lambda: "（" * 50_000 + "1件",
    "spaces": lambda: " " * 1_000_000 + "1件",
    "line ends": lambda: "\n" * 1_000_000,
    "years": lambda: "2024年比2023年增加1件。" * 5000,
    "names": lambda: "某某市人民政府办公室" * 10_000,
    "script": lambda: "<script>alert(1)</script><!-- ]]> --><![CDATA[" * 1000,
    "typst": lambda: '#import "@preview/x:1.0.0" $ \\ @a <b> [c] #sys.version ' * 1000,
    "large": lambda: _TEXT * 130_000,
}


def _at_random(text: str, rng: Random, what: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + what + text[at:]


def characters(text: str, rng: Random) -> str:
    """Put characters that do not show anywhere, many of one or a few of several."""
    for _ in range(rng.choice((1, 3, 200))):
        text = _at_random(text, rng, rng.choice(_CHARACTERS))
    return text


def placeholders(text: str, rng: Random) -> str:
    """Put something like a placeholder anywhere."""
    return _at_random(text, rng, rng.choice(_PLACEHOLDERS))


def numbers(text: str, rng: Random) -> str:
    """Put a number nobody writes anywhere."""
    return _at_random(text, rng, rng.choice(_NUMBERS))


def headings(text: str, rng: Random) -> str:
    """Change the headings: gone, exchanged, deeper, doubled, or other words."""
    lines = text.splitlines(keepends=True)
    spots = [n for n, line in enumerate(lines) if line.startswith("#")]
    one, other = rng.choice(spots), rng.choice(spots)
    ways: tuple[Callable[[], None], ...] = (
        lambda: lines.__delitem__(one),
        lambda: lines.__setitem__(slice(one, one + 1), lines[other : other + 1]),
        lambda: lines.__setitem__(
            one, "#" * rng.choice((1, 3, 6, 7, 1000)) + lines[one].lstrip("#")
        ),
        lambda: lines.insert(one, lines[other]),
        lambda: lines.__setitem__(
            one, f"## {rng.choice('九〇七1a')}、{'长' * rng.choice((1, 50_000))}\n"
        ),
        lambda: lines.__setitem__(one, lines[one].strip("#")),
    )
    rng.choice(ways)()
    return "".join(lines)


def encoded(text: str, rng: Random) -> bytes:
    """Write the text in another encoding, with its mark or without."""
    names = (
        "utf-16",
        "utf-16-be",
        "utf-8-sig",
        "gb18030",
        "gbk",
        "big5",
        "utf-32",
        "cp037",
        "utf-7",
    )
    return text.encode(rng.choice(names), "replace")


def narrative_changed(text: str, rng: Random) -> tuple[bytes, str]:
    """Change a narrative in one way."""
    chance = rng.random()
    if chance < 0.15:
        change = rng.choice(RAW)
        return change(text.encode(), rng), f"bytes: {change.__name__}"
    if chance < 0.2:
        return encoded(text, rng), "encoded"
    if chance < 0.5:
        did, shape = rng.choice(list(_SHAPES.items()))
        return _at_random(text, rng, f"\n\n{shape()}\n\n").encode(), did
    edit = rng.choice((characters, placeholders, numbers, headings))
    return edit(text, rng).encode("utf-8", "surrogatepass"), edit.__name__
