"""Languages as the Unicode locale data know them."""

from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def known_locale(lang: str) -> Locale | None:
    """Return what the Unicode locale data hold for a language; None for a language that they do not have.

    It is the one place where the code of a language becomes a locale: what stands in for a language that is
    not known is for the caller to say.

    Parameters
    ----------
    lang
        Code such as ``fr`` or ``pt_BR``, with either a hyphen or an underscore.

    Examples
    --------
    >>> known_locale("pt-BR").territories["KH"]
    'Camboja'
    >>> known_locale("xx")
    """
    try:
        return Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
