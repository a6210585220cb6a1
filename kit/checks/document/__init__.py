"""Rules of the text that are not about counts: period, names, personal data, structure."""
