"""The columns of a timeline made small, and whole again."""
