"""Tables in the formats of others: sheets, separated text, maps, databases."""
