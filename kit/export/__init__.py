"""nbconvert exporters and the files written for a report."""
