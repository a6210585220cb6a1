"""What a page says of itself to programs: schema.org's terms as JSON-LD, a block of data, no code.

References
----------
https://schema.org/Report, https://schema.org/Dataset.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kit.export.formats import COMPANIONS, companions

_LANGUAGE = "zh-CN"
#: Inside an element of HTML no sign of it may stand: as JSON writes them they are the same text.
_ESCAPED = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def linked_data(page: Mapping[str, Any], *, beside: Iterable[str] = ()) -> str:
    """Describe a report and its figures, with the files that stand *beside* its page.

    Parameters
    ----------
    page
        The facts of the page; what has no value is left out.
    beside
        Names of files in the folder of the page.
    """
    about = _about(page)
    files = companions(beside)
    data = [_file(name, kind="DataDownload") for name in files if COMPANIONS[name].is_data]
    forms = [_file(name, kind="MediaObject") for name in files if not COMPANIONS[name].is_data]
    dataset = {"@type": "Dataset", "name": f"{page['title']}统计数据"} | about
    report = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": page["title"],
        **about,
        "keywords": page.get("keywords"),
        "dateModified": (page.get("correction") or {}).get("date"),
        "creativeWorkStatus": "Draft" if page.get("draft") else None,
        "encoding": forms,
        "hasPart": _known(dataset | {"distribution": data}),
    }
    written = json.dumps(_known(report), ensure_ascii=False, separators=(",", ":"))
    return written.translate(_ESCAPED)


def _about(page: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of the report and of its figures alike."""
    year, agency = page.get("year"), page.get("agency")
    publisher = {"@type": "GovernmentOrganization", "name": agency, "url": page.get("site_url")}
    return {
        "description": page.get("description"),
        "publisher": _known(publisher) if agency else None,
        "temporalCoverage": f"{year:04d}-01-01/{year:04d}-12-31" if year else None,
        "datePublished": page.get("published"),
        "inLanguage": _LANGUAGE,
        "isAccessibleForFree": True,
        "license": page.get("licence"),
    }


def _file(name: str, *, kind: str) -> dict[str, str]:
    companion = COMPANIONS[name]
    return {
        "@type": kind,
        "name": companion.label,
        "encodingFormat": companion.mime,
        "contentUrl": name,
    }


def _known(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fact for name, fact in facts.items() if fact}
