"""nbconvert exporters and the files written for a report."""

from kit.export.exporters import PageExporter, PdfExporter
from kit.export.manifest import MANIFEST, Manifest, read_manifest
from kit.export.write import FORMATS, checked_formats, render_files, write_files

__all__ = [
    "FORMATS",
    "MANIFEST",
    "Manifest",
    "PageExporter",
    "PdfExporter",
    "checked_formats",
    "read_manifest",
    "render_files",
    "write_files",
]
