"""Judge that nothing in the text tells who applied (S7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kit.checks.claims.tokens import PLAIN
from kit.checks.findings import Finding
from kit.checks.judgement import Judgement, build_finding, judged
from kit.checks.wording.words import Words, spoken_at, words_of
from kit.form.model import Rule
from kit.form.word_kinds import NoPersonalData
from kit.report.model import Report

_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
    r"(?![0-9A-Za-z])"
)
_IDENTITY_SAID = re.compile(r"(?:身份证|证件)(?:号码?)?[^，。；]{0,4}$")
_MOBILE = re.compile(r"(?<![0-9A-Za-z./_-])1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z])")
_PUBLIC = re.compile(r"咨询|监督|举报|服务|热线|联系(?:人|方式|电话|我)|请与|值班|客服|传真")
_APPLICANT = re.compile(r"申请人|原告|上诉人|当事人|来信人|投诉人|村民|居民|市民|群众")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
#: No given name has these: the words then say something else.
_NO_NAME = (
    "某甲乙丙丁的于向对在我本该其均未已是为有提以进所及与和或等不就认要请可因之通过应被将同由从无需"
)
#: Words a name stands after.
_BEFORE = (
    *("申请人", "申请人为", "申请人是", "申请人：", "申请人:", "原告", "收到"),
    *("公民", "村民", "居民", "市民"),
)


def judge_personal(rule: Rule, *, kind: NoPersonalData, report: Report) -> Judgement:
    """Judge numbers and names; what is quoted of them in a finding is masked."""
    return judged(
        finding
        for words in words_of(report.narrative)
        for finding in _findings(rule, _plain(words), kind=kind, report=report)
    )


def _plain(words: Words) -> Words:
    text = words.text.translate(PLAIN)
    return Words(file=words.file, number=words.number, line=words.line, text=text)


def _findings(
    rule: Rule, words: Words, *, kind: NoPersonalData, report: Report
) -> Iterator[Finding]:
    for match in _IDENTITY.finditer(words.text):
        is_named = _IDENTITY_SAID.search(words.text, max(0, match.start() - 12), match.start())
        if is_named or _has_check_digit(match.group()):
            yield _found(rule, words, match, what="身份证号码")
    for match in _MOBILE.finditer(words.text):
        if not _is_contact(words, match, report=report):
            yield _found(rule, words, match, what="手机号码")
    for match in _names(kind.surnames).finditer(words.text):
        yield _found(rule, words, match, what="申请人姓名", group="name")


def _has_check_digit(number: str) -> bool:
    """Whether the last character is what GB 11643 computes from the others."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()


def _is_contact(words: Words, match: re.Match[str], *, report: Report) -> bool:
    digits = re.sub(r"\D", "", match.group())
    if digits in re.sub(r"\D", "", report.agency.contact.telephone):
        return True
    sentence = words.sentence(match)
    if _APPLICANT.search(sentence):
        return False
    return words.number == 0 or bool(_PUBLIC.search(sentence))


@cache
def _names(surnames: str) -> re.Pattern[str]:
    given = rf"(?:(?![{_NO_NAME}])[\u4e00-\u9fff]){{1,2}}"
    single = "".join(part for part in surnames.split() if len(part) == 1)
    double = "|".join(part for part in surnames.split() if len(part) > 1)
    name = rf"(?P<name>(?:{double}|[{single}]){given}?)"
    before = f"(?:{'|'.join(f'(?<={word})' for word in _BEFORE)})"
    after = (
        r"(?=(?:于\d|向(?:我|本|区|市|县|省)|提出|提交|申请(?:公开|的)|递交|先生|女士|等\d*人|不服"
        r"|诉(?:我|本|区|市|县)|[，,（(]\s*(?:身份证|电话|联系|男|女)))"
    )
    return re.compile(before + name + after)


def _found(
    rule: Rule, words: Words, match: re.Match[str], *, what: str, group: str | int = 0
) -> Finding:
    said = match[group]
    masked = f"{said[0]}{'*' * (len(said) - 1)}"
    at = replace(words.span(*match.span(group)), quote=masked)
    return build_finding(
        rule, where=spoken_at(at), said=f"出现了{what}“{masked}”", at=at, found=masked
    )
