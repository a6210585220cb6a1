"""Judge whose names the text gives as its own: agency, place and site (S10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kit.checks.document.vocabulary import load_words, pattern_of
from kit.checks.findings import Finding
from kit.checks.judgement import Judgement, build_finding, judged
from kit.checks.words import Words, spoken_at, words_of
from kit.form.model import Rule
from kit.form.word_kinds import OwnNames
from kit.report.model import Report

_AGENCY = pattern_of("names", "agency")
_SITE = pattern_of("names", "site")
_TITLED = pattern_of("names", "titled_site")
_PRONOUN = pattern_of("names", "pronoun")
_HIGHER = pattern_of("names", "above")
_PUBLISHED = pattern_of("names", "published")
_PLACE = pattern_of("names", "place")
_NO_PLACE = pattern_of("names", "no_place")
_AGENCY_END = pattern_of("names", "agency_end")
_LEADING = pattern_of("names", "leading")
#: What places end with, from the highest rank down.
_LEVELS = tuple(
    load_words("names")[ends] for ends in ("province_ends", "city_ends", "county_ends", "town_ends")
)
_CITY = 1
_URL = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+gov\.cn)", re.IGNORECASE)
#: A site of the country is nobody's own.
_STATE = {"gov.cn", "www.gov.cn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Own:
    """What a report may call itself: its names in one string, and its places by level."""

    names: tuple[str, ...]
    places: tuple[tuple[int, str], ...]


def judge_names(rule: Rule, *, kind: OwnNames, report: Report) -> Judgement:  # noqa: ARG001 - one signature for every kind
    """Judge the names a report gives itself; another place may be spoken of all the same."""
    own, runs = _own(report), list(words_of(report.narrative))
    text = "\n".join(words.text for words in runs)
    return judged(
        finding
        for words in runs
        for finding in _findings(rule, words, own=own, text=text, report=report)
    )


def _own(report: Report) -> _Own:
    agency = report.agency
    site = agency.site.name if agency.site else ""
    names = (agency.name, agency.short_name, agency.contact.unit, site, agency.contact.address)
    said = tuple(name for name in names if name)
    places = dict.fromkeys(place for name in said for place in places_in(name))
    return _Own(names=said, places=tuple(places))


def _findings(
    rule: Rule, words: Words, *, own: _Own, text: str, report: Report
) -> Iterator[Finding]:
    for match in _AGENCY.finditer(words.text):
        name = _named(match)
        if not _is_own_place(name, own, text=words.text):
            yield _finding(rule, words, match, what="地名", report=report)
        elif words.number == 0 and not _is_own_agency(name, own, report=report):
            yield _finding(rule, words, match, what="机关名称", report=report)
    for match in _SITE.finditer(words.text):
        name = _named(match)
        is_other = words.number == 0 and _is_other_agency(name, own, report=report)
        is_near = _is_own_place(name, own, text=words.text) and not _is_far(name, own, text=text)
        if is_other or not is_near:
            yield _finding(rule, words, match, what="网站或单位", report=report)
    yield from _self_named(rule, words, own=own, text=text, report=report)
    if words.number == 0:
        yield from _foreign_sites(rule, words, report=report)


def _self_named(
    rule: Rule, words: Words, *, own: _Own, text: str, report: Report
) -> Iterator[Finding]:
    """Find a site's title of another place, and a body that calls itself what it is not."""
    for match in _TITLED.finditer(words.text):
        if not _is_known(match["place"], own, text=text):
            yield _finding(rule, words, match, what="网站", report=report)
    for match in _PRONOUN.finditer(words.text):
        if not any(match["unit"] in name for name in own.names):
            yield _finding(rule, words, match, what="自称", report=report)


def _named(match: re.Match[str]) -> str:
    return next((group for group in match.groups() if group), match.group())


def places_in(name: str) -> Iterator[tuple[int, str]]:
    """Yield the places a name begins with, each with its level."""
    at = 0
    name = _LEADING.sub("", name)
    while match := _PLACE.match(name, at):
        at = match.end()
        if not _NO_PLACE.search(match["stem"]):
            level = next(n for n, ends in enumerate(_LEVELS) if match.group().endswith(ends))
            yield level, match.group()


def _is_own_place(name: str, own: _Own, *, text: str) -> bool:
    """Whether no place of *name* stands where a place of the report's own is of the same level."""
    # A short name without its place, as 市教育局, is that of many.
    if any(name in said or (said in name and any(places_in(said))) for said in own.names):
        return True
    levels = {level for level, _ in own.places}
    return all(
        level not in levels
        or any(place in said or place[:-1] in said for said in own.names)
        or any(f"{place}{said}" in text for _, said in own.places)
        for level, place in places_in(name)
    )


def _is_far(name: str, own: _Own, *, text: str) -> bool:
    """Whether *name* is of a city, where nothing tells of one above the report's own place."""
    levels = {level for level, _ in own.places}
    cities = [place for level, place in places_in(name) if level == _CITY]
    return bool(
        levels
        and min(levels) > _CITY
        and cities
        and not _HIGHER.search(text.replace(name, ""))
        and not any(place in said for place in cities for said in own.names)
    )


def _is_known(place: str, own: _Own, *, text: str) -> bool:
    """Whether the text or the report's own names know *place*, or a body above is spoken of."""
    ends = (end for group in _LEVELS for end in group)
    is_named = any(place[:2] in said or said in place for said in own.names)
    return is_named or any(f"{place}{end}" in text for end in ends) or bool(_HIGHER.search(text))


def _is_own_agency(name: str, own: _Own, *, report: Report) -> bool:
    """Whether *name* can be short for one of the report's own; a government has its offices."""
    if report.agency.kind != "department":
        return True
    organ = _organ(name)
    return any(
        _is_short(organ, _organ(said)) or _is_short(_organ(said), organ) for said in own.names
    )


def _is_other_agency(name: str, own: _Own, *, report: Report) -> bool:
    """Whether *name* is plainly that of an agency, and of another one."""
    said = _LEADING.sub("", name)
    is_agency = _AGENCY_END.search(said) is not None and any(places_in(said))
    return is_agency and not _is_own_agency(said, own, report=report)


def _organ(name: str) -> str:
    """Return *name* without its places."""
    for _, place in places_in(name):
        name = name.replace(place, "", 1)
    return name.removesuffix("办公室") or name


def _is_short(short: str, full: str) -> bool:
    """Whether the characters of *short* stand in *full* in this order."""
    rest = iter(full)
    return all(character in rest for character in short)


def _foreign_sites(rule: Rule, words: Words, *, report: Report) -> Iterator[Finding]:
    site = report.agency.site
    own = _URL.search(site.url) if site else None
    for match in _URL.finditer(words.text) if own else ():
        said = match[1].lower()
        is_own = own is not None and _base(said) == _base(own[1].lower())
        if said not in _STATE and not is_own and _PUBLISHED.search(words.sentence(match)):
            yield _finding(rule, words, match, what="网址", report=report)


def _base(domain: str) -> str:
    return ".".join(domain.split(".")[-3:])


def _finding(
    rule: Rule, words: Words, match: re.Match[str], *, what: str, report: Report
) -> Finding:
    at = words.at(match)
    return build_finding(
        rule,
        where=spoken_at(at),
        said=f"{what}“{_named(match)}”不是本报告的机关“{report.agency.name}”的",
        at=at,
        expected=report.agency.name,
        found=_named(match),
    )
