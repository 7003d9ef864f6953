"""From a data set to the columns of a timeline."""
