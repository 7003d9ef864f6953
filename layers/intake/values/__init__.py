"""What the cells of a column say: dates, numbers, countries, and words for nothing."""
