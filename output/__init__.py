"""What leaves the house: timeline, player, page, command line."""
