"""Addresses of the web."""

from urllib.parse import SplitResult, urlsplit


def web_parts(text: str) -> SplitResult | None:
    """The parts of an address of the web; None for what is none, and for one that cannot be taken apart.

    Examples
    --------
    >>> web_parts("https://example.org/map").hostname
    'example.org'
    >>> web_parts("http://[::1/map"), web_parts("example.org")
    (None, None)
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.netloc else None
