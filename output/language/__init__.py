"""How a language says dates, numbers and fixed phrases."""
