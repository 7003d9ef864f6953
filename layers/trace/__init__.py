"""From sightings of groups to their presence in zones and the moves between them."""
