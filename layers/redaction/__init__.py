"""A data set as a profile lets it out."""
