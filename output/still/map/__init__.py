"""The map of a story at a moment."""
