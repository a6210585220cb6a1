"""Judge that nothing in the text tells who applied (S7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kit.checks.document.applicants import name_patterns
from kit.checks.document.vocabulary import load_words, pattern_of
from kit.checks.findings import Finding
from kit.checks.judgement import Judgement, build_finding, judged
from kit.checks.words import PLAIN, Words, spoken_at, words_of
from kit.form import Form
from kit.form.model import Rule
from kit.form.word_kinds import NoPersonalData
from kit.report.model import Report
from kit.workspace import Agency

_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
    r"(?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"(?<![0-9A-Za-z./_-])1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z])")
_IDENTITY_SAID = pattern_of("personal", "identity_said")
_APPLICANT = pattern_of("personal", "applicants")
_CONTACT = pattern_of("personal", "contacts")
_PUBLIC_ACCOUNT = pattern_of("personal", "public_accounts")
_OWN_MAIL = pattern_of("personal", "own_mail")
_LANDLINE = pattern_of("personal", "landline")
_ACCOUNT = pattern_of("personal", "account")
_ADDRESS = pattern_of("personal", "address")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?P<host>[\w-]+(?:\.[\w-]+)+)", re.ASCII)


def judge_personal(rule: Rule, *, kind: NoPersonalData, report: Report) -> Judgement:
    """Judge numbers, names and addresses; what is quoted of them in a finding is masked."""
    return judged(
        finding
        for words in words_of(report.narrative)
        for finding in _findings(rule, _plain(words), kind=kind, agency=report.agency)
    )


def find_personal(text: str, *, form: Form, agency: Agency) -> tuple[tuple[str, str], ...]:
    """Return what stands in public *text* that tells who applied: what it is, and the words.

    A number to call somebody by is held to be the agency's, as it is in the preface.
    """
    words = _plain(Words(file="", number=0, line=1, text=text))
    return tuple(
        (what, words.text[slice(*span)])
        for rule in form.rules.values()
        if isinstance(rule.kind, NoPersonalData)
        for span, what in _told(words, kind=rule.kind, agency=agency)
    )


def personal_data(text: str, *, form: Form, agency: Agency) -> Iterator[tuple[int, str, str]]:
    """Yield what a file that lies beside a report tells of people: line, what, and it masked.

    Nothing in it is held to be the agency's own but what is said to be.
    """
    words = _plain(Words(file="", number=1, line=1, text=text))
    for rule in form.rules.values():
        if isinstance(rule.kind, NoPersonalData):
            for span, what in _told(words, kind=rule.kind, agency=agency):
                yield words.span(*span).line, what, masked(words.text[slice(*span)])


def identity_numbers(text: str) -> tuple[str, ...]:
    """Return the identity numbers in *text* whose check digit is right.

    Examples
    --------
    >>> identity_numbers("编号 11010519491231002X，合计 110105194912310021")
    ('11010519491231002X',)
    """
    found = (match.group() for match in _IDENTITY.finditer(text.translate(PLAIN)))
    return tuple(filter(_has_check_digit, found))


def masked(said: str) -> str:
    """Return words that tell who somebody is as they may be quoted.

    Examples
    --------
    >>> masked("王小明")
    '王**'
    """
    return f"{said[0]}{'*' * (len(said) - 1)}"


def _plain(words: Words) -> Words:
    text = words.text.translate(PLAIN)
    return Words(file=words.file, number=words.number, line=words.line, text=text)


def _findings(
    rule: Rule, words: Words, *, kind: NoPersonalData, agency: Agency
) -> Iterator[Finding]:
    for span, what in _told(words, kind=kind, agency=agency):
        yield _found(rule, words, span, what=what)


def _told(
    words: Words, *, kind: NoPersonalData, agency: Agency
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield where something tells who applied, and what that is."""
    told = [
        *(("身份证号码", m.span()) for m in _IDENTITY.finditer(words.text) if _is_id(words, m)),
        *(
            ("手机号码", m.span())
            for m in _MOBILE.finditer(words.text)
            if not _is_contact(words, m, agency=agency)
        ),
        *(("电话号码", m.span("said")) for m in _LANDLINE.finditer(words.text)),
        *(("电子邮箱", m.span()) for m in _MAIL.finditer(words.text) if _is_private(words, m)),
        *(
            ("银行账号", m.span("said"))
            for m in _ACCOUNT.finditer(words.text)
            if not _PUBLIC_ACCOUNT.search(_clause(words, m))
        ),
        *(("申请人住址", m.span("said")) for m in _ADDRESS.finditer(words.text)),
        *(("申请人姓名", span) for span in _names(words, surnames=kind.surnames)),
    ]
    # What is found in two ways is one thing to mask.
    yield from {span: what for what, span in reversed(told)}.items()


def _is_id(words: Words, match: re.Match[str]) -> bool:
    is_named = _IDENTITY_SAID.search(words.text, max(0, match.start() - 12), match.start())
    return bool(is_named) or _has_check_digit(match.group())


def _has_check_digit(number: str) -> bool:
    """Whether the last character is what GB 11643 computes from the others."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()


def _is_contact(words: Words, match: re.Match[str], *, agency: Agency) -> bool:
    digits = re.sub(r"\D", "", match.group())
    if digits in re.sub(r"\D", "", agency.contact.telephone):
        return True
    sentence = words.sentence(match)
    if _APPLICANT.search(sentence):
        return False
    return words.number == 0 or bool(_CONTACT.search(sentence))


def _clause(words: Words, match: re.Match[str]) -> str:
    """Return the clause that leads up to *match*."""
    return re.split(r"[，。；\n]", words.text[: match.start("said")])[-1]


def _is_private(words: Words, match: re.Match[str]) -> bool:
    """Whether a mail box is an applicant's, or a person's that nothing calls the agency's."""
    if _OWN_MAIL.search(words.text, max(0, match.start() - 24), match.start()):
        return True
    sentence = words.sentence(match)
    is_called = words.number == 0 or _CONTACT.search(sentence) or "邮箱" in sentence
    return match["host"].lower() in load_words("personal")["private_boxes"] and not is_called


def _names(words: Words, *, surnames: str) -> Iterator[tuple[int, int]]:
    """Yield where names of applicants stand, each of a list by itself."""
    for pattern in name_patterns(surnames, text=words.text):
        for match in pattern.finditer(words.text):
            start = match.start("names")
            for name in match["names"].split("、"):
                yield start, start + len(name)
                start += len(name) + 1


def _found(rule: Rule, words: Words, span: tuple[int, int], *, what: str) -> Finding:
    said = words.text[slice(*span)]
    hidden = masked(said)
    at = replace(words.span(*span), quote=hidden)
    return build_finding(
        rule, where=spoken_at(at), said=f"出现了{what}“{hidden}”", at=at, found=hidden
    )
