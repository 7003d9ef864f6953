"""Addresses: names of files and what users write, as a browser may be given them."""

from urllib.parse import quote, urlsplit, urlunsplit

_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
"""What stands for itself in a path; a percent sign is part of what is encoded already."""


def file_address(name: str) -> str:
    """The relative address of a file beside a page.

    Examples
    --------
    >>> file_address("ma carte #1 50%.html")
    'ma%20carte%20%231%2050%25.html'
    """
    return quote(name, safe="")


def web_address(text: str) -> str:
    """An address of the web whose path and query hold no characters that only people read.

    Examples
    --------
    >>> web_address("https://example.org/ma carte/")
    'https://example.org/ma%20carte/'
    """
    scheme, host, path, query, fragment = urlsplit(text)
    return urlunsplit(
        (scheme, host, quote(path, safe=_PATH_SAFE), quote(query, safe=_PATH_SAFE + "?"), fragment)
    )
