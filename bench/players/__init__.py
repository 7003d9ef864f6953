"""The player against other time maps of one made-up story: ``python -m bench.players`` prints and stores the table."""
