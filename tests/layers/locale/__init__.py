"""Languages of the interface."""
