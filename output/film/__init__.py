"""Films, every frame by moment."""
