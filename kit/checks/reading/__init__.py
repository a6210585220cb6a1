"""What sentences say: words, numbers, lists, shares, changes, statements."""
