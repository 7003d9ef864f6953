"""What a crackdown can do in a simulation."""

from typing import Literal, get_args

Kind = Literal["displacement", "diffusion", "nothing"]
"""Activity goes elsewhere, falls elsewhere too, or stays as it was."""

KINDS: tuple[str, ...] = get_args(Kind)
