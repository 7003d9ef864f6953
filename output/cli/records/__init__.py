"""Verbs about the records of a data set; those that make pictures of them are beside this room."""
