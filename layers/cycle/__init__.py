"""Phases of places, and the cycle table."""
