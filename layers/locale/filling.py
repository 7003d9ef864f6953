"""A file of a language with what is missing laid out to be filled in."""

from collections.abc import Mapping
from typing import Any

from waterbed.layers.locale.faults import missing, placeholders
from waterbed.layers.locale.file import SECTIONS, TO_FILL_IN, Content
from waterbed.layers.locale.strings import filled, is_plural, own_strings, plural_forms


def to_fill_in(lang: str, given: Content) -> tuple[dict[str, Any], int]:
    """What to write to the file of a language.

    What is filled in goes to its place; what is missing is listed with the English beside, the names in braces that must
    stay, and a place for every plural form that the language has (CLDR). Doing it twice changes nothing.

    Parameters
    ----------
    lang
        Code of the language.
    given
        Content of the file as it is, empty where there is none.

    Returns
    -------
    content
        To be written.
    lacking
        How many strings are missing.
    """
    own = filled(given)
    whole = own_strings(lang, {lang: given})
    lacking = missing(lang, whole)
    forms = plural_forms(lang, whole)
    asked = {path: _entry(english, _at(own, path), forms) for path, english in lacking}
    head = {"language": lang, **{key: value for key, value in own.items() if key not in SECTIONS}}
    sections = {section: own[section] for section in SECTIONS if section in own}
    return {**head, **({TO_FILL_IN: asked} if asked else {}), **sections}, len(lacking)


def _entry(english: Any, own: Any, forms: tuple[str, ...]) -> dict[str, Any]:
    named = ", ".join(f"{{{name}}}" for name in sorted(placeholders(english)))
    keep = {"keep": named} if named else {}
    if not is_plural(english):
        return {"en": english, **keep, "say": ""}
    known = own if isinstance(own, Mapping) else {}
    return {"en": english, **keep, "say": {form: known.get(form, "") for form in forms}}


def _at(content: Any, path: str) -> Any:
    for key in path.split("/"):
        if not isinstance(content, Mapping):
            return None
        content = content.get(key)
    return content
