"""What leaves as tables."""
