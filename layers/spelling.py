"""Near names, for messages that ask "did you mean?"."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

# Comparing with every one of a hundred thousand ids would take a second a question.
_MOST_COMPARED = 5000


def did_you_mean(name: str, names: Iterable[str], *, cutoff: float = 0.7) -> str:
    """Ask about the nearest of some names; "" when none is near.

    >>> did_you_mean("myanmer", ["laos", "myanmar"])
    'did you mean "myanmar"?'
    """
    found = nearest(name, names, cutoff=cutoff)
    return f'did you mean "{found}"?' if found else ""


def nearest(name: str, names: Iterable[str], *, cutoff: float = 0.7) -> str:
    """Return the nearest of some names, in spelling and whatever the case; "" when none is near."""
    similar = {other.casefold(): other for other in names if abs(len(other) - len(name)) <= 4}
    matches = get_close_matches(name.casefold(), islice(similar, _MOST_COMPARED), n=1, cutoff=cutoff)
    return similar[matches[0]] if matches else ""
