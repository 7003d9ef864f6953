"""How a data set comes and goes: a module a format."""
