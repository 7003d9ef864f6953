"""What is wrong with a language that a data set brings along, or wants and has not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from string import Formatter
from typing import Any

from waterbed.layers.errors import Fault
from waterbed.layers.locale.file import SECTIONS, Content, file_of
from waterbed.layers.locale.strings import (
    ENGLISH,
    installed,
    installed_strings,
    is_plural,
    like,
    own_strings,
    plural_forms,
    teach,
)

MANIFEST = "datapackage.json"
_SHOWN = 5


def spoken(
    languages: tuple[str, ...], locales: Mapping[str, Content], folder: str
) -> tuple[tuple[str, ...], list[Fault]]:
    """The languages of a data set that can be shown, English where there is none; and why others cannot.

    Parameters
    ----------
    languages
        Those of its texts.
    locales
        Content of the files that it brings along.
    folder
        What it is called, for messages.
    """
    found = {lang: language_faults(lang, locales, folder) for lang in dict.fromkeys([*languages, *locales])}
    shown = tuple(lang for lang in languages if not found[lang])
    meanwhile = "the language is left out" if shown else "pages are in English, with the texts as they are"
    faults = dict.fromkeys(fault for wrong in found.values() for fault in wrong)
    return shown or (ENGLISH,), [replace(one, mend=f"{one.mend}; until then {meanwhile}") for one in faults]


def teach_whole(locales: Mapping[str, Content]) -> None:
    """Teach the languages that a data set brings along (`teach`), without those that cannot be shown."""
    teach({lang: own for lang, own in locales.items() if not language_faults(lang, locales, "")})


def language_faults(lang: str, locales: Mapping[str, Content], folder: str) -> list[Fault]:
    """What keeps a language from being shown in a data set.

    Parameters
    ----------
    lang
        Its code.
    locales
        Content of the files that the data set brings along.
    folder
        What the data set is called, for messages.
    """
    own = like(lang, locales)
    if not own:
        return [] if like(lang, installed()) else [_unknown(lang, folder)]
    content, file = own_strings(lang, locales), file_of(own)
    forms = plural_forms(lang, content)
    lacking = [path for path, _ in missing(lang, content)]
    faults = []
    if lacking:
        first = ", ".join(lacking[:_SHOWN]) + ("" if len(lacking) <= _SHOWN else ", …")
        strings = "1 string is" if len(lacking) == 1 else f"{len(lacking):,} strings are"
        mend = f"run waterbed translate {own} {folder} and fill in what it lists"
        faults.append(Fault(file, f"{strings} not translated ({first})", mend))
    for path, english, said in pairs(content):
        wrong = "" if path in lacking else _misfilled(english, said, forms)
        if wrong:
            mend = f"write it with {_named(placeholders(english))}, as in English"
            faults.append(Fault(file, wrong, mend, column=path, value=_as_text(said)))
    return faults


def _unknown(lang: str, folder: str) -> Fault:
    problem = "is a language that waterbed has no words for: no menus, no sentences"
    mend = f"run waterbed translate {lang} {folder} and fill in {file_of(lang)}"
    return Fault(MANIFEST, problem, mend, column="waterbed.languages", value=lang)


def missing(lang: str, content: Content) -> list[tuple[str, Any]]:
    """Paths that a language has no string for, or not every plural form, with the English."""
    forms = plural_forms(lang, content)
    return [
        (path, english)
        for path, english, own in pairs(content)
        if not own
        or (is_plural(english) and not (isinstance(own, Mapping) and all(own.get(form) for form in forms)))
    ]


def pairs(content: Content) -> Iterator[tuple[str, Any, Any]]:
    """Every string that a language needs: its path, the English, its own; plural forms are one string."""
    for section in SECTIONS:
        yield from _pairs(installed_strings(ENGLISH)[section], content.get(section), section)


def _pairs(english: Any, own: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    if is_plural(english) or isinstance(english, str):
        if english:
            yield path, english, own
    elif isinstance(english, Mapping):
        for key, one in english.items():
            yield from _pairs(one, own.get(key) if isinstance(own, Mapping) else None, f"{path}/{key}")
    elif isinstance(english, list):
        for at, one in enumerate(english):
            found = own[at] if isinstance(own, list) and at < len(own) else None
            found = own.get(str(at)) if isinstance(own, Mapping) else found
            yield from _pairs(one, found, f"{path}/{at}")


def placeholders(text: Any) -> frozenset[str]:
    """What stands in braces in a string, or in any of its plural forms.

    >>> sorted(placeholders({"one": "{place}", "other": "{n} in {place}"}))
    ['n', 'place']
    """
    if isinstance(text, Mapping):
        return frozenset().union(*map(placeholders, text.values()))
    try:
        fields = list(Formatter().parse(str(text)))
    except ValueError:  # a single brace
        return frozenset({"{"})
    return frozenset(
        name + (f"!{change}" if change else "") + (f":{form}" if form else "")
        for _, name, form, change in fields
        if name is not None
    )


def _misfilled(english: Any, own: Any, forms: Sequence[str]) -> str:
    """How the placeholders of a string differ from those of the English; "" where they do not.

    A form that is for one number alone, like "one", may go without ``{n}``.
    """
    if isinstance(english, Mapping) != isinstance(own, Mapping) or not isinstance(own, str | Mapping):
        return "is no text with its plural forms" if isinstance(english, Mapping) else "is no text"
    if isinstance(own, Mapping) and not all(isinstance(own.get(form), str) for form in forms):
        return "is no text with its plural forms"
    every = placeholders(english)
    for form in forms if isinstance(own, Mapping) else ("",):
        found = placeholders(own[form] if isinstance(own, Mapping) else own)
        alone = {"n"} if form in ("zero", "one", "two") else set()
        needed = placeholders(english.get(form, english["other"])) if isinstance(english, Mapping) else every
        lacking = needed - found - alone
        if unknown := found - every:
            return f"has {_named(unknown)}, which the English has not"
        if lacking:
            return f"lacks {_named(lacking)}"
    return ""


def _named(names: frozenset[str] | set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "no braces"


def _as_text(own: Any) -> str:
    return (
        own
        if isinstance(own, str)
        else " / ".join(map(str, own.values()))
        if isinstance(own, Mapping)
        else str(own)
    )
