"""Places by their names: found in gazetteers, proposed with a score, to be confirmed; nothing is filled in silently."""
