"""Where in a file a table is, and which way round it stands."""
