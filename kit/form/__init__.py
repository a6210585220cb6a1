"""The law as values: the editions of the statutory report form, their cells and rules."""

from kit.form.load import form_of_year, load_form, load_forms
from kit.form.model import (
    SEVERITY_NAMES,
    Cell,
    CellType,
    Form,
    Label,
    Rule,
    Section,
    Severity,
    Slot,
    Table,
)

__all__ = [
    "SEVERITY_NAMES",
    "Cell",
    "CellType",
    "Form",
    "Label",
    "Rule",
    "Section",
    "Severity",
    "Slot",
    "Table",
    "form_of_year",
    "load_form",
    "load_forms",
]
