"""What words of a report mean, as data."""
