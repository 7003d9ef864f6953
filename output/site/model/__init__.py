"""What every page of a site is made from."""
