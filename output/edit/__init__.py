"""A page on this machine to enter and correct the records of a data set."""
