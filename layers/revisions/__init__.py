"""Two states of one data set compared, and the work of two people brought together."""
