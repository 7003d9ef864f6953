"""Small drawings on pages, as SVG."""
