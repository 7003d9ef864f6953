"""Answers of a size that an agent can take in: long lists are cut, and it is said what was left out."""

import json
from typing import Any

MOST_CHARACTERS = 60_000
"""Of an answer as JSON."""
_LENGTHS = (1_000, 300, 100, 30, 10, 3, 1)
"""How long lists may be, tried in turn."""
_LONGEST_TEXT = 2_000


def bounded(content: dict[str, Any]) -> dict[str, Any]:
    """Cut the lists of an answer to one length, the longest with which it fits; those that were cut are counted.

    Returns
    -------
    dict
        The same, and where anything was cut ``left_out``: how many entries by the path of the list.

    Examples
    --------
    >>> cut = bounded({"rows": [{"n": n, "said": "much" * 50} for n in range(5000)]})
    >>> len(cut["rows"]), cut["left_out"]
    (100, {'rows': 4900})
    """
    for most in _LENGTHS:
        left: dict[str, int] = {}
        cut = {name: _cut(one, name, most, left) for name, one in content.items()}
        if left:
            cut["left_out"] = left
        if len(json.dumps(cut, ensure_ascii=False)) <= MOST_CHARACTERS:
            break
    return cut


def _cut(value: Any, path: str, most: int, left: dict[str, int]) -> Any:
    if isinstance(value, dict):
        return {name: _cut(one, f"{path}.{name}", most, left) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        if len(value) > most:
            left[path] = left.get(path, 0) + len(value) - most
        return [_cut(one, path, most, left) for one in value[:most]]
    if isinstance(value, str) and len(value) > _LONGEST_TEXT:
        return f"{value[: _LONGEST_TEXT - 1]}…"
    return value
