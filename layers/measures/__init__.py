"""Displacement, measured."""
