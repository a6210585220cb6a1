"""What the page tells programs: schema.org's terms, the files that stand beside it, no code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from builders.notebooks import executed_notebook
from builders.pages import FACTS, sample_page

from kit.export.formats import COMPANIONS
from kit.export.linked import linked_data
from kit.export.manifest import sha256
from kit.export.page import render_page
from kit.export.write import render_files, write_files

_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_LINK = re.compile(r'<a href="(report\.\w+)" type="[^"]+">([^<]+)</a>')


def said(page: str) -> dict[str, Any]:
    """Return the one block of data of a page."""
    (block,) = _BLOCK.findall(page)
    data: dict[str, Any] = json.loads(block)
    return data


def told(page: str) -> set[str]:
    """Return the addresses of the files that a page's data names."""
    data = said(page)
    files = [*data.get("encoding", ()), *data["hasPart"].get("distribution", ())]
    return {file["contentUrl"] for file in files}


def test_a_report_and_its_figures_are_described() -> None:
    """Name, publisher, period, day, language; the figures are a data set of the report."""
    report = said(sample_page())
    assert (report["@context"], report["@type"]) == ("https://schema.org", "Report")
    about = {
        "description": FACTS["description"],
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": "宿迁市人民政府",
            "url": "https://www.suqian.gov.cn/",
        },
        "temporalCoverage": "2023-01-01/2023-12-31",
        "datePublished": "2024-03-29",
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
    }
    assert report.items() >= (about | {"name": FACTS["title"]}).items()
    name = f"{FACTS['title']}统计数据"
    assert report["hasPart"] == {"@type": "Dataset", "name": name} | about


def test_what_is_not_known_is_not_said() -> None:
    """A page with a title alone has no publisher, no period, no day, no licence, no files."""
    page = render_page({"title": "年度报告"}, preface_html="", sections=[])
    assert set(said(page)) == {
        *("@context", "@type", "name", "inLanguage", "isAccessibleForFree", "hasPart"),
    }
    assert "<nav" not in page
    assert said(sample_page(draft=True))["creativeWorkStatus"] == "Draft"
    assert "license" not in said(sample_page())


def test_a_licence_and_a_correction_are_said() -> None:
    """Readers and programs find the terms of use; a corrected report says when it was."""
    correction = {"date": "2024-05-06", "reason": "笔误", "items": []}
    page = sample_page(licence="https://www.suqian.gov.cn/terms", correction=correction)
    report = said(page)
    assert report["license"] == report["hasPart"]["license"] == "https://www.suqian.gov.cn/terms"
    assert report["dateModified"] == "2024-05-06"
    assert '<a href="https://www.suqian.gov.cn/terms" rel="license">使用许可</a>' in page


def test_no_fact_leaves_the_block() -> None:
    """Signs of markup are written by their numbers and read back as they were."""
    hostile = "</script><script>alert(1)</script><!-- & \u2028 ]]>"
    block = linked_data(dict(FACTS) | {"title": hostile, "agency": hostile})
    assert not set("<>&\u2028") & set(block)
    assert json.loads(block)["publisher"]["name"] == hostile
    assert said(sample_page(title=hostile))["name"].startswith("</script>")


@pytest.mark.parametrize("beside", [(), ("report.pdf",), (*COMPANIONS, "review.json", "x.html")])
def test_links_and_data_name_the_public_files_beside_the_page(beside: tuple[str, ...]) -> None:
    """Each public file once, figures as distributions; nothing of the reviewers' or unknown."""
    page = render_page(dict(FACTS), preface_html="", sections=[], beside=beside)
    public = [name for name in COMPANIONS if name in beside]
    assert _LINK.findall(page) == [(name, COMPANIONS[name].label) for name in public]
    assert told(page) == set(public)
    assert all("review" not in link for link, _ in _LINK.findall(page))


def test_a_page_names_what_was_built_with_it(tmp_path: Path) -> None:
    """Formats of one build lead to each other; one added later is on the page too, once."""
    notebook, inputs = executed_notebook(), {"params/tables.xlsx": "0" * 64}
    for to, linked in ((("html", "json"), {"report.json"}), (("docx",), {"report.docx"})):
        files = render_files(notebook, to=to)
        manifest = write_files(tmp_path, notebook=notebook, files=files, inputs=inputs)
        content = (tmp_path / "report.html").read_bytes()
        assert linked <= told(content.decode())
        assert manifest.outputs["report.html"] == sha256(content)
    assert told(content.decode()) == {"report.json", "report.docx"}
    at_once = render_files(notebook, to=("html", "json", "docx"))
    assert at_once["report.html"] == content


def test_the_page_of_another_origin_is_not_written_anew(tmp_path: Path) -> None:
    """Where an input changed and only data were built, no old page stands beside them."""
    notebook = executed_notebook()
    for digit, to in (("0", ("html",)), ("1", ("json",))):
        files = render_files(notebook, to=to)
        write_files(tmp_path, notebook=notebook, files=files, inputs={"a": digit * 64})
    assert not (tmp_path / "report.html").exists()
