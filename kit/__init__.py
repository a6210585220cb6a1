"""From an agency's spreadsheets to its statutory annual report on open government information."""

__version__ = "0.1.0"
