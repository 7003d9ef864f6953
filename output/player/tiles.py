"""Map tiles under the player: only when asked for, by a name that xyzservices knows."""

import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import xyzservices.providers
from xyzservices import TileProvider


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tile layer as Leaflet takes it."""

    url: str
    """Address with the placeholders ``{z}``, ``{x}``, ``{y}``, and where the service has them ``{s}``, ``{r}``."""
    attribution: str
    """HTML, as the provider wants it shown."""
    subdomains: str
    """What may stand for ``{s}``, a letter each."""
    min_zoom: int
    max_zoom: int

    @property
    def hosts(self) -> list[str]:
        """The origins the tiles come from: all that a page with them may ask."""
        scheme, host = urlsplit(self.url)[:2]
        names = [host.replace("{s}", letter) for letter in self.subdomains] if "{s}" in host else [host]
        return [f"{scheme}://{name}" for name in names]

    def options(self) -> str:
        """Options of ``L.tileLayer`` as JSON."""
        return json.dumps(
            {
                "url": self.url,
                "attribution": self.attribution,
                "subdomains": self.subdomains,
                "minNativeZoom": self.min_zoom,
                "maxNativeZoom": self.max_zoom,
            },
            ensure_ascii=False,
        )


def tiles_of(provider: str | TileProvider) -> Tiles:
    """The tile layer of a provider.

    Parameters
    ----------
    provider
        A name as ``"CartoDB positron"``, or a provider of your own with ``url`` and ``attribution``.

    Raises
    ------
    ValueError
        If no provider has the name, if it needs a key, or if its address is not one that a page can be limited to.

    Examples
    --------
    >>> tiles_of("Esri WorldPhysical").hosts
    ['https://server.arcgisonline.com']
    """
    if isinstance(provider, str):
        try:
            provider = xyzservices.providers.query_name(provider)
        except ValueError:
            raise ValueError(
                f"{provider!r} is no provider that xyzservices knows; write a name like 'CartoDB positron'."
            ) from None
    try:
        url = provider.build_url(scale_factor="{r}", fill_subdomain=False)
    except ValueError:
        raise ValueError(
            f"{provider.name} needs a key; in Python, give a TileProvider that holds it."
        ) from None
    if not re.fullmatch(r"https?://[\w.{}:-]+/[^\s;,'\"]*", url):
        raise ValueError(f"{url!r} is not an http or https address of tiles.")
    return Tiles(
        url=url,
        attribution=provider.get("html_attribution") or provider["attribution"],
        subdomains=str(provider.get("subdomains", "abc")),
        min_zoom=provider.get("min_zoom", 0),
        max_zoom=provider.get("max_zoom", 18),
    )
