"""Data sets of every kind that a check can pass, and what is made of them: what passes, every verb can make."""
