"""Studies that take longer than the suite; each is a module to run with ``python -m``."""
