"""Files changed at random, each run through the real verbs, and how that must end."""
