"""The spoken map: what pictures say, in sentences."""
