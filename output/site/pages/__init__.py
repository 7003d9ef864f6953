"""A module a sort of page."""
