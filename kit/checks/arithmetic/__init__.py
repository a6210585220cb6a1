"""Judge the figures: the sums of the form, single cells, last year, and what would mend them."""
