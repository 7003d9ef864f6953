"""Numbers, figures and sizes in words."""

from collections.abc import Mapping

from babel.numbers import format_decimal

from waterbed.layers.locale.strings import locale_of
from waterbed.layers.schema.vocabulary import word_label
from waterbed.output.language.strings import templates


def number(value: float, lang: str) -> str:
    """A number with the separators of the language, at most three decimals."""
    return str(format_decimal(float(f"{value:.12g}"), locale=locale_of(lang)))


def plural(forms: Mapping[str, str], n: float, lang: str) -> str:
    """The form of a template that a number takes in the language (CLDR plural rules).

    Examples
    --------
    >>> plural({"one": "{n} place", "other": "{n} places"}, 0, "en")
    '{n} places'
    >>> plural({"one": "{n} lieu", "other": "{n} lieux"}, 0, "fr")
    '{n} lieu'
    """
    return str(forms.get(str(locale_of(lang).plural_form(n)), forms["other"]))


def plural_of(forms: Mapping[str, str], part: float, whole: float, lang: str) -> str:
    """The form of a template that says "after n of m places": languages differ in which of the two numbers the noun."""
    by = part if templates(lang)["measure"]["numbered_by"] == "part" else whole
    return plural(forms, by, lang)


def about(value: float, lang: str) -> str:
    """A computed number at the precision that counts of events can carry: two or three digits, or all before the point.

    Examples
    --------
    >>> [about(value, "en") for value in (-148.34, 55.08, 0.1126, -0.0001)]
    ['−148', '55.1', '0.11', '0']
    """
    digits = 3 - sum(abs(value) >= size for size in (0.1, 10, 100))
    return number(round(value, digits) + 0.0, lang).replace("-", "−")


def figure(value: float, qualifier: str, unit: str, lang: str) -> str:
    """A figure in words, with its unit as it is called: "more than 970,000 users"."""
    qualified = "" if qualifier in ("", "exact") else word_label(qualifier, lang)
    said = str(templates(lang)["figure"])
    return said.format(qualifier=qualified, n=number(value, lang), unit=unit).strip()


def quantity(low: float, best: float, high: float, unit: str, lang: str) -> str:
    """A size in words, the best estimate before a range; empty when none is stated (NaN)."""
    known = {
        name: number(size, lang)
        for name, size in (("low", low), ("best", best), ("high", high))
        if size == size
    }
    if not known:
        return ""
    words, said = templates(lang)["quantity"], unit
    if "best" in known:
        return str(words["best"]).format(n=known["best"], unit=said)
    if len(known) == 2:
        return str(words["range"]).format(**known, unit=said)
    return str(words["from" if "low" in known else "to"]).format(n=next(iter(known.values())), unit=said)
