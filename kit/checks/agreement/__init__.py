"""What sentences say, held against the figures and against itself."""
