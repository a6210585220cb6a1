"""Judge the words by the figures, by last year's words, and by themselves."""
