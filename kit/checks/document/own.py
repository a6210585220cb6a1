"""What an agency may call itself in its own report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.checks.document.names import places_in
from kit.checks.document.vocabulary import load_words, pattern_of, pattern_text
from kit.checks.words import words_of
from kit.report.model import Report
from kit.workspace import Agency

_WORDS = load_words("own")
#: How what a name ends with is said for short.
_ENDS = {
    _WORDS[group][0]: pattern_text("own", group)
    for group in ("office", "general_office", "management_committee", "committee", "street_office")
}
_ENDS |= {"人民政府": pattern_text("own", "government")} | {end: end for end in _WORDS["unchanged"]}
_ORGAN = re.compile(rf"(?P<stem>.*?)(?P<end>{'|'.join(_ENDS)})")
_HEAD = pattern_of("own", "head")
_LEVEL = pattern_text("own", "level")
_OF_GOVERNMENT = pattern_text("own", "government_levels")
_SUMS_UP = pattern_of("own", "sums_up")
_OF_ALL = pattern_of("own", "requests_of_all")
#: Requests of a whole area: so many by chance are not those of the table.
_TELLING = 10


def own_names(agency: Agency, *, is_summed: bool = False) -> tuple[str, ...]:
    """Return patterns of what an agency calls itself, or what a roll-up calls its area.

    Parameters
    ----------
    is_summed
        Whether a government that is not entered as a roll-up speaks as one.
    """
    if agency.scope == "rollup" or (is_summed and agency.kind == "government"):
        return re.escape(agency.name.removesuffix("人民政府")), *_WORDS["areas"]
    names = sorted({agency.name, agency.short_name} - {""}, key=len, reverse=True)
    said = [f"{re.escape(name)}{_LEVEL}" for name in names]
    if agency.kind in {"government", "office"}:
        said.append(_OF_GOVERNMENT)
    return (*said, *_WORDS["levels"], *_short_names(_HEAD.sub("", agency.name)))


def _short_names(name: str) -> Iterator[str]:
    """Yield patterns of the ways to shorten a name: 市发展改革委 of 北山市发展和改革委员会."""
    places = [place for _, place in places_in(name)]
    organ = _ORGAN.fullmatch(name.removeprefix("".join(places)))
    if organ is None:
        return
    stem, end = organ["stem"], organ["end"]
    ends = f"(?:{_ENDS[end]}){_LEVEL}"
    if places:
        some = "".join(f"{re.escape(character)}?" for character in stem)
        yield f"(?<![各全]){_short_place(places[-1])}{f'(?=[{stem}]){some}' if stem else ''}{ends}"
        if places[-1].endswith(_WORDS["towns"]):
            yield f"{places[-1]}|(?<![各全])街道(?!社区|办)"
    if stem == "人民政府" and places:
        place = _short_place(places[-1])
        yield f"(?<![各全]){place}(?:人民)?政府(?:及|和|、){place}(?:人民)?(?:政府)?{ends}"
    if end == "管理委员会":
        yield f"(?:[\u4e00-\u9fff]{{0,2}}区)?管委会{_LEVEL}"
    elif len(stem) > 1:
        yield f"{re.escape(stem)}{ends}"
    if places and end in {"局", "厅"}:
        yield f"{places[-1][-1]}{end}{_LEVEL}"


def _short_place(place: str) -> str:
    """Return a pattern of a place whose own name may be left out: 北山市 or 市."""
    suffix = "街道" if place.endswith("街道") else place[-1]
    return f"(?:{place.removesuffix(suffix)})?{suffix}"


def own_patterns(report: Report) -> tuple[str, ...]:
    """Return patterns of what the body of *report* calls itself and its area."""
    return own_names(report.agency, is_summed=_is_summed(report))


def _is_summed(report: Report) -> bool:
    """Whether the text says that the tables are of the whole area, or they plainly are."""
    texts = [words.text for words in words_of(report.narrative)]
    if any(_SUMS_UP.search(text) for text in texts[:1]):
        return True
    received = report.filing.value("t3.received.total")
    said = {int(found[1]) for text in texts for found in _OF_ALL.finditer(text)}
    return received in said - set(range(_TELLING))
