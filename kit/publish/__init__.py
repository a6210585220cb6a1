"""The public site: approved reports' public files, a list of them, and all their figures."""

from kit.publish.judge import read_publishable, refused
from kit.publish.model import Publishable, PublishedVersion, Refusal
from kit.publish.site import Site, open_site
from kit.publish.write import PublishedYear, publish_reports

__all__ = [
    "Publishable",
    "PublishedVersion",
    "PublishedYear",
    "Refusal",
    "Site",
    "open_site",
    "publish_reports",
    "read_publishable",
    "refused",
]
