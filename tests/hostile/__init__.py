"""Files changed at random, each run through the real verbs, and what must be true of how that ends."""
