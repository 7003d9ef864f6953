"""Whole data sets in files and databases of other programs, and back without loss."""
