"""The parts of a briefing pack, by name; in a file of its own, since drawing them needs much more."""

PARTS = ("map", "deck", "handout", "film", "stills", "text", "data", "embed")
