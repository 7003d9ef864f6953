"""What ``datapackage.json`` may say about the data set's own mark and the look of its site: key ``waterbed.site``."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from waterbed.layers.errors import Fault, did_you_mean
from waterbed.layers.manifest import shapes
from waterbed.layers.manifest.logo import logo_file

_KEYS = ("name", "logo", "colours", "footer")


_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


_GROUNDS = {"accent": ("#ffffff", "light"), "accent_dark": ("#0f1720", "dark")}


_LEAST_CONTRAST = 4.5


def site_faults(site: object) -> Iterator[Fault]:
    """Point out what a site could not show, or readers could not read."""
    if not isinstance(site, Mapping):
        yield _fault("", "is not an object", 'write "site": {"name": "…"}', site)
        return
    for key in site:
        if key not in _KEYS:
            mend = did_you_mean(key, _KEYS) or f"take one of {', '.join(_KEYS)}"
            yield _fault(f".{key}", "is no setting of a site", mend)
    for key in ("name", "footer"):
        if key in site:
            yield from shapes.by_language(shapes.line)(f"waterbed.site.{key}", site[key])
    logo = site.get("logo", "")
    if not isinstance(logo, str) or logo.startswith(("/", "\\")) or ".." in logo:
        yield _fault(
            ".logo", "is not a file beside datapackage.json", 'write its name, like "logo.svg"', logo
        )
    yield from _colour_faults(site.get("colours", {}))


def logo_doubts(meta: Mapping[str, Any], folder: Path) -> Iterator[Fault]:
    """Point out a logo that a site goes without, since there is no picture of that name in the folder of the data set."""
    ours = meta.get("waterbed")
    site = ours.get("site") if isinstance(ours, Mapping) else None
    logo = site.get("logo") if isinstance(site, Mapping) else None
    if not isinstance(logo, str) or not logo or any(site_faults({"logo": logo})):
        return
    found, mend = logo_file(logo, folder)
    if not found:
        yield _fault(
            ".logo", "is no picture that can be shown, so that pages and pictures go without", mend, logo
        )


def _colour_faults(colours: object) -> Iterator[Fault]:
    if not isinstance(colours, Mapping):
        mend = 'write "colours": {"accent": "#123a66", "accent_dark": "#8fcaff"}'
        yield _fault(".colours", "is not an object", mend, colours)
        return
    for name, colour in colours.items():
        column = f".colours.{name}"
        if name not in _GROUNDS:
            yield _fault(column, "is no colour of a site", f"take one of {', '.join(_GROUNDS)}")
        elif not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
            yield _fault(column, "is not a colour", 'write it like "#123a66"', colour)
        elif (ratio := contrast(colour, _GROUNDS[name][0])) < _LEAST_CONTRAST:
            ground = _GROUNDS[name][1]
            mend = f"take one that stands out more from the {ground} ground, {_LEAST_CONTRAST} to 1 or more"
            yield _fault(column, f"can hardly be read ({ratio:.1f} to 1)", mend, colour)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours ``#rrggbb``, 1 to 21 (WCAG 2.2, definition of contrast ratio).

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance of a colour (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _fault(column: str, problem: str, mend: str, value: object = "") -> Fault:
    return shapes.fault(f"waterbed.site{column}", problem, mend, value)
