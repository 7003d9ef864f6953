"""Pure geography: basemap, curves, projections, areas. Knows nothing of crackdowns."""
