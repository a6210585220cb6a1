"""Ledgers counted: case rows into the form's cells, each with its rows, and late answers."""

from kit.ledger.count import read_ledger
from kit.ledger.figures import complete_filing, filing_of_ledger
from kit.ledger.headings import OwnColumns
from kit.ledger.model import Count, Late, Ledger

__all__ = [
    "Count",
    "Late",
    "Ledger",
    "OwnColumns",
    "complete_filing",
    "filing_of_ledger",
    "read_ledger",
]
