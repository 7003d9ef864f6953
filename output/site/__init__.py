"""A static site of a data set."""
