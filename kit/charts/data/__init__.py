"""Which pictures there are, and which figures and words each is made of, as data."""
