"""Statutory tables: a filing's figures as a ``great_tables.GT``, and as the form's HTML."""

from great_tables import GT

from kit.tables.build import build_table
from kit.tables.fill import fill_table
from kit.tables.render import render_table

__all__ = ["GT", "build_table", "fill_table", "render_table"]
