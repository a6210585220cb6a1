"""Ledgers counted: case rows into the form's cells, each with its rows, and late answers."""

from kit.ledger.calendar import working_calendar
from kit.ledger.count import read_ledger
from kit.ledger.figures import complete_filing, filing_of_ledger
from kit.ledger.headed import OwnColumns
from kit.ledger.load import blank_ledger, load_limits
from kit.ledger.model import Column, Count, Late, Ledger, LedgerKind
from kit.ledger.own import OwnWordings, form_labels
from kit.ledger.read import is_like_ledger
from kit.ledger.rows import kind_of, read_rows

__all__ = [
    "Column",
    "Count",
    "Late",
    "Ledger",
    "LedgerKind",
    "OwnColumns",
    "OwnWordings",
    "blank_ledger",
    "complete_filing",
    "filing_of_ledger",
    "form_labels",
    "is_like_ledger",
    "kind_of",
    "load_limits",
    "read_ledger",
    "read_rows",
    "working_calendar",
]
