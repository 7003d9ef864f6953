"""Strangers' tables, read as a data set: what they hold is found out, told, and asked where it is in doubt."""
