"""Which agencies of a year have one another's text, and what of it: every text is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kit.checks import Sentence, not_alike, own_sentences
from kit.compare.sentences import common_sentences
from kit.disk import file_sha256, write_atomic
from kit.errors import KitError
from kit.form import Form, form_of_year
from kit.report import Copied, KeptCopy, copies_bytes, copies_file, read_own_text
from kit.workspace import Agency, Workspace

if TYPE_CHECKING:
    from kit.compare.clusters import Closest, Clusters

#: More agencies, and more sentences, are told by their number.
_NAMED, _SENTENCES = 60, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyText:
    """The text of one agency: its own sentences, and the sha256 of its file."""

    agency: str
    name: str
    file: str
    sentences: tuple[Sentence, ...]

    def own(self, section: int = 0) -> str:
        """Return the own characters of one section, or of all of it."""
        return "".join(s.own for s in self.sentences if section in {0, s.section})


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCopies:
    """The clusters of a year, largest first, and what each agency in one has in common.

    ``files`` are the sha256 of the texts that were compared, by agency.
    """

    clusters: tuple[tuple[str, ...], ...] = ()
    copied: Mapping[str, Copied] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


def find_copies(workspace: Workspace, *, year: int) -> YearCopies:
    """Compare the texts of all agencies that have filed for *year*.

    What cannot be read has no text here; its own report says why.

    Raises
    ------
    ParameterError
        If the agencies cannot be read, or there is no folder of that year.
    """
    form = form_of_year(year)
    known = workspace.agencies()
    filed = [known[agency] for agency in workspace.filed(year) if agency in known]
    texts: list[AgencyText] = []
    for one in filed:
        with suppress(KitError):
            texts.append(_read(workspace, year=year, agency=one, form=form))
    return compare_texts_of(texts, form=form)


def compare_texts_of(texts: Sequence[AgencyText], *, form: Form) -> YearCopies:
    """Compare *texts*: one section of each with the others' and the whole with the whole."""
    # Its library starts threads, and most who compare words compare two texts.
    from kit.compare.clusters import find_clusters, merge_groups

    kind = not_alike(form)
    parts = {
        section: find_clusters([text.own(section) for text in texts], percent=kind.percent)
        for section in (0, kind.section)
    }
    groups = merge_groups(group for found in parts.values() for group in found.groups)
    copied: dict[str, Copied] = {}
    for group in groups:
        having = Counter(own for n in group for own in {s.own for s in texts[n].sentences})
        for number in group:
            section, near = _nearest(number, parts=parts)
            others = [texts[n] for n in (near.other, *group) if n != number]
            copied[texts[number].agency] = Copied(
                section=section,
                percent=near.percent,
                is_over=near.percent > kind.percent,
                **_in_common(texts[number], others=others, having=having, section=section),
            )
    return YearCopies(
        clusters=tuple(tuple(texts[number].agency for number in group) for group in groups),
        copied=copied,
        files={text.agency: text.file for text in texts},
    )


def keep_copies(workspace: Workspace, found: YearCopies, *, year: int) -> None:
    """Keep in the outputs what reports have in common; without any there is no file.

    Raises
    ------
    WriteError
        If the folder of the outputs is not to be written.
    """
    path = copies_file(workspace, year=year)
    if not found.copied:
        path.unlink(missing_ok=True)
        return
    kept = {agency: KeptCopy(text=found.files[agency], copied=copied)
            for agency, copied in sorted(found.copied.items())}  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, copies_bytes(kept, year=year), is_durable=False)


def _read(workspace: Workspace, *, year: int, agency: Agency, form: Form) -> AgencyText:
    narrative, path = read_own_text(workspace, year=year, agency=agency.id)
    sentences = own_sentences(narrative.sections, form=form)
    return AgencyText(
        agency=agency.id, name=agency.name, file=file_sha256(path), sentences=sentences
    )


def _in_common(
    here: AgencyText, *, others: Sequence[AgencyText], having: Mapping[str, int], section: int
) -> dict[str, Any]:
    """Say what one text has in common with *others*, the closest of which comes first.

    The sentences of the *section* that is alike come before those of others.
    """
    near = others[0]
    names = dict.fromkeys(text.name for text in others)
    found = common_sentences(here.sentences, near.sentences, agency=near.name, having=having)
    common = tuple(sorted(found, key=lambda sentence: section not in {0, sentence.section}))
    return {
        "closest": near.name,
        "agencies": tuple(names)[:_NAMED],
        "more": max(0, len(names) - _NAMED),
        "sentences": common[:_SENTENCES],
        "left_out": max(0, len(common) - _SENTENCES),
    }


def _nearest(number: int, *, parts: Mapping[int, Clusters]) -> tuple[int, Closest]:
    """Return in which part a text is most alike, the whole if it is as much, and to which."""
    found = [(section, part.closest[number]) for section, part in parts.items()
             if number in part.closest]  # fmt: skip
    return max(found, key=lambda each: (each[1].percent, each[0] == 0))
