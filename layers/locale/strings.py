"""What the interface says in a language: the strings that come with waterbed, and over them those of a data set."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from babel import Locale

from waterbed.geo.locale import known_locale
from waterbed.layers.locale.file import BUNDLED, SECTIONS, TO_FILL_IN, Content, normal, read_locale

ENGLISH = "en"
PLURALS = ("zero", "one", "two", "few", "many", "other")
_HERE = Path(__file__).parent
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_MOST_REMEMBERED = 65_536

Function = TypeVar("Function", bound=Callable[..., Any])

_taught: dict[str, Mapping[str, Content]] = {"": {}}
_remembered: list[Callable[[], None]] = []


def teach(locales: Mapping[str, Content]) -> None:
    """From now on this process says what a data set brings along, and nothing that another one did.

    Parameters
    ----------
    locales
        Content of the files of its languages, by code; no others than can be shown whole.
    """
    if _taught[""] == locales:
        return
    _taught[""] = locales
    for forget in _remembered:
        forget()


def taught() -> Mapping[str, Content]:
    """What `teach` was given last: for another process to be given too."""
    return _taught[""]


def until_taught(function: Function) -> Function:
    """Remember what a function says of a language until other languages are taught."""
    known = lru_cache(maxsize=_MOST_REMEMBERED)(function)
    _remembered.append(known.cache_clear)
    return known  # type: ignore[return-value]


@cache
def installed() -> tuple[str, ...]:
    """Languages that come with waterbed."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.json")))


@cache
def installed_strings(lang: str) -> Content:
    """The file of a language that comes with waterbed; nothing where there is none."""
    path = _HERE / f"{like(lang, installed())}.json"
    return read_locale(path) if path.is_file() else _NOTHING


def own_strings(lang: str, locales: Mapping[str, Content]) -> Content:
    """A language as a data set has it: what its file says, what is filled in there, then what comes with waterbed."""
    given = locales.get(like(lang, locales), _NOTHING)
    found: Content = _over(filled(given), installed_strings(lang))
    return found


@until_taught
def strings(lang: str) -> Content:
    """Everything that is said in a language; what it lacks is English."""
    found: Content = _over(own_strings(lang, taught()), own_strings(ENGLISH, taught()))
    return found


@until_taught
def locale_of(lang: str) -> Locale:
    """Locale for dates, numbers, lists, plurals: the one that the language's file names, its own, else English."""
    return calendar_of(lang, own_strings(lang, taught()))


def calendar_of(lang: str, content: Content) -> Locale:
    """The locale of a language whose file this is."""
    found = known_locale(str(content.get("calendar") or lang)) or known_locale("en_GB")
    assert found is not None  # noqa: S101 - Babel has English
    return found


def plural_forms(lang: str, content: Content) -> tuple[str, ...]:
    """The forms that a string with a number has in a language (CLDR)."""
    needed = {*calendar_of(lang, content).plural_form.tags, "other"}
    return tuple(form for form in PLURALS if form in needed)


def is_plural(value: Any) -> bool:
    """Whether it is the plural forms of one string.

    >>> is_plural({"one": "{n} place", "other": "{n} places"}), is_plural({"other": "Version: {0}", "dates": {}})
    (True, False)
    """
    return isinstance(value, Mapping) and "other" in value and set(value) <= set(PLURALS)


def machine_made(lang: str) -> bool:
    """Whether the strings of a language were translated by a machine and no speaker has read them."""
    return bool(own_strings(lang, taught()).get("machine_made"))


def labels(lang: str) -> Mapping[str, Mapping[str, str]]:
    """Labels of the words of the vocabulary, by group; none are borrowed from English."""
    return _labels(lang)


@until_taught
def _labels(lang: str) -> Mapping[str, Mapping[str, str]]:
    own = own_strings(lang, taught())
    found: Mapping[str, Mapping[str, str]] = _over(own.get("words", _NOTHING), own.get(BUNDLED, _NOTHING))
    return found


def filled(content: Content) -> Content:
    """A file with what was filled in where it was asked for."""
    asked: Mapping[str, Any] = content.get(TO_FILL_IN, _NOTHING)
    rest = {key: value for key, value in content.items() if key != TO_FILL_IN}
    made: dict[str, Any] = json.loads(json.dumps(rest))
    for path, entry in asked.items():
        given = entry.get("say") if isinstance(entry, Mapping) else None
        said = {form: text for form, text in given.items() if text} if isinstance(given, Mapping) else given
        if said:
            _put(made, path.split("/"), said)
    return made


def _put(into: dict[str, Any], path: list[str], value: Any) -> None:
    *above, last = path
    if above[:1] and above[0] not in SECTIONS:
        return
    for key in above:
        step = into.setdefault(key, {})
        if not isinstance(step, dict):
            return
        into = step
    into[last] = value


def _over(own: Any, below: Any) -> Any:
    """Strings over others, at whatever depth; the plural forms of a string are one string, lists go item by item."""
    if isinstance(below, list) and isinstance(own, list | Mapping):
        items = (
            dict(enumerate(own)) if isinstance(own, list) else {_number(key): one for key, one in own.items()}
        )
        return [_over(items[at], one) if items.get(at) else one for at, one in enumerate(below)]
    if not isinstance(own, Mapping) or not isinstance(below, Mapping) or is_plural(below):
        return own or below
    return {**below, **own, **{key: _over(own[key], below[key]) for key in own if key in below}}


def _number(key: str) -> int:
    return int(key) if key.isdecimal() else -1


def like(lang: str, names: Iterable[str]) -> str:
    """The file for a language: its own, else that of the language without its region, then without its script.

    >>> like("pt-BR", ["en", "pt"]), like("pt", ["pt_BR"])
    ('pt', '')
    """
    known = {normal(name): name for name in names}
    parts = normal(lang).split("_")
    tried = ("_".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((known[one] for one in tried if one in known), "")
