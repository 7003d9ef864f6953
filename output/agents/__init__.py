"""Answers to programs that speak the Model Context Protocol, confined to one folder."""
