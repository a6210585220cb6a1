"""nbconvert exporters and the files written for a report.

The exporters are imported where they are used: nbconvert takes a second to load.
"""
