"""A storyboard: the moments of a story that tell of its cycle, side by side on one page."""
