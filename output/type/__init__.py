"""The one typeface of all that is made here: its files, and how pages ask for it."""
