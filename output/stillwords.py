"""Words that stand on pictures and nowhere else, a file a language in ``locale/still-*.json``."""

import functools
import json
from collections.abc import Mapping
from pathlib import Path

from waterbed.output.speaker import Speaker

_LOCALE = Path(__file__).parent / "locale"
_FALLBACK = "en"


@functools.cache
def _words(lang: str) -> Mapping[str, str]:
    """The words of a language; those that it lacks are English."""
    found: dict[str, str] = {}
    for language in (_FALLBACK, lang):
        path = _LOCALE / f"still-{language}.json"
        if path.exists():
            found.update(json.loads(path.read_text(encoding="utf-8")))
    return found


def picture_word(say: Speaker, key: str, **values: str | float) -> str:
    """A word or sentence of pictures with ``{name}`` filled in; with a number ``n`` in the plural form of the language."""
    return say.filled(_words(say.lang), key, **values)
