"""Dates: EDTF text, days, bounds."""
