"""What was found about a crackdown, and whether it holds: how unusual it is, and whether other choices say the same."""
