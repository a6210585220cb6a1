"""Builders of what tests need: filings, workbooks, narratives, reports."""
