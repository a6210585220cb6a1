"""The law as values: the editions of the statutory report form, their cells and rules."""

from kit.form.load import form_of_year, load_form, load_forms
from kit.form.model import Cell, Form, Label, Rule, Section, Slot, Table

__all__ = [
    "Cell",
    "Form",
    "Label",
    "Rule",
    "Section",
    "Slot",
    "Table",
    "form_of_year",
    "load_form",
    "load_forms",
]
