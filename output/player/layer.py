"""The folium plugin: the player as a layer of any folium map."""

from collections.abc import Mapping
from html import escape
from typing import Any

import folium
import pandas as pd
from branca.element import Element, Figure
from folium.map import Layer
from folium.raster_layers import TileLayer, WmsTileLayer
from folium.template import Template
from xyzservices import TileProvider

from waterbed.layers.dataset import Dataset
from waterbed.output.errors import UnknownLanguageError
from waterbed.output.player.assets import basemap_data, viewer_css, viewer_js
from waterbed.output.player.page import PageOptions, render_page
from waterbed.output.player.snippet import ALLOWED, HEIGHT_PX, SANDBOX
from waterbed.output.timeline import Timeline
from waterbed.output.type import faces


class CyclePlayer(Layer):
    """The animated cycle of a data set, as a layer of a folium map.

    Works on any ``folium.Map``, several times on one page, with LayerControl. Shown on its own in a notebook it is the
    standalone page, which needs no network.

    Parameters
    ----------
    data
        A data set, or its timeline.
    name
        Name in the layer control, as text; the data set's title by default.
    lang, theme
        Language and theme at the start, as in :class:`waterbed.PageOptions`.
    basemap
        Draw the bundled basemap under the player; by default only when the map has no tiles.
    overlay, control, show
        As for every folium layer.

    Examples
    --------
    >>> import folium
    >>> from waterbed import CyclePlayer, Dataset
    >>> m = folium.Map(tiles=None)
    >>> player = CyclePlayer(Dataset.read()).add_to(m)
    >>> m.fit_bounds(player.get_bounds())
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.cyclePlayer({{ this.viewer_options()|tojavascript }});
        {% endmacro %}
        """
    )

    def __init__(
        self,
        data: Dataset | Timeline,
        *,
        name: str | None = None,
        lang: str = "",
        theme: str = "auto",
        basemap: bool | None = None,
        overlay: bool = True,
        control: bool = True,
        show: bool = True,
    ) -> None:
        self.timeline = data if isinstance(data, Timeline) else Timeline.of(data)
        self.page_options = PageOptions(lang=lang, theme=theme)
        self.basemap = basemap
        meta = self.timeline["meta"]
        self.lang, title = lang or meta["languages"][0], meta["title"]
        if self.lang not in meta["languages"]:
            raise UnknownLanguageError(self.lang, meta["languages"])
        # Leaflet's layer control writes names as HTML.
        super().__init__(name=escape(name or title[self.lang]), overlay=overlay, control=control, show=show)
        self._name = "CyclePlayer"

    def viewer_options(self) -> dict[str, Any]:
        """Options of ``L.cyclePlayer``: data and start values."""
        return {
            "timeline": self.timeline.deflated(),
            "basemap": basemap_data(self.timeline) if self._draws_basemap() else None,
            "lang": self.lang,
            "theme": self.page_options.theme,
            # known before the data is unpacked: a feature group around the layer may be asked at once
            "bounds": self.box,
        }

    def render(self, **kwargs: Any) -> str:
        """Put the viewer into the page's head, once for all players, then the layer itself."""
        figure = self.get_root()
        if not isinstance(figure, Figure):
            raise ValueError("CyclePlayer: not on a map yet; call .add_to(map) first.")
        figure.header.add_child(_Raw(f"<style>{faces.style()}{viewer_css()}</style>"), name="waterbed_css")
        figure.header.add_child(_Raw(f"<script>{viewer_js()}</script>"), name="waterbed_js")
        return str(super().render(**kwargs))  # type: ignore[no-untyped-call]

    def get_bounds(self) -> list[list[float | None]]:
        """South-west and north-east corner, latitude first, of the data set's default view."""
        return self._get_self_bounds()

    def _get_self_bounds(self) -> list[list[float | None]]:
        west, south, east, north = self.box
        return [[south, west], [north, east]]

    @property
    def box(self) -> list[float]:
        """West, south, east and north of the data set's default view, in degrees; east may pass 180."""
        meta = self.timeline["meta"]
        return list(meta["views"][meta["default_view"]])

    def _draws_basemap(self) -> bool:
        if self.basemap is not None:
            return self.basemap
        above = self._parent
        while above is not None and not isinstance(above, folium.Map):
            above = above._parent
        children = above._children.values() if above is not None else ()
        return not any(isinstance(child, TileLayer | WmsTileLayer) for child in children)

    def _repr_html_(self) -> str:
        page = escape(render_page(self.timeline, self.page_options))
        return (
            f'<iframe srcdoc="{page}" title="{self.layer_name}" sandbox="{SANDBOX}" '
            f'allow="{ALLOWED}" style="width:100%;height:{HEIGHT_PX}px;border:0"></iframe>'
        )


def explore(
    data: Dataset | Timeline | pd.DataFrame,
    movements: pd.DataFrame | None = None,
    *,
    events: pd.DataFrame | None = None,
    counts: pd.DataFrame | None = None,
    source: str = "My records",
    columns: Mapping[str, str] | None = None,
    m: folium.Map | None = None,
    tiles: str | TileProvider | None = None,
    attr: str | None = None,
    **options: Any,
) -> folium.Map:
    """Put the player on a folium map and give the map, in the manner of :meth:`geopandas.GeoDataFrame.explore`.

    The map is a plain folium map: more layers may go on it, and it loads folium's own scripts from where folium says
    when it is looked at. What needs no network is :func:`waterbed.write_map`, or ``CyclePlayer(data)`` in a notebook.

    Parameters
    ----------
    data
        A data set, or its timeline; or a frame of places, of which and the frames below one is made.
    movements, events, counts, source, columns
        As for :meth:`waterbed.Dataset.from_frames`, where places come as a frame.
    m
        A map to draw on; its view and tiles stay as they are. A new one, fitted to the story, when left out.
    tiles, attr
        Of a new map, as for ``folium.Map``; without tiles the bundled basemap is drawn.
    **options
        Of :class:`CyclePlayer`.

    Raises
    ------
    ValueError
        If both a map and tiles are given: tiles belong to a map.
    TypeError
        If frames are given beside a data set, which has its own.
    DataError
        If a frame cannot be read; it names the frame and the row.

    Examples
    --------
    >>> from waterbed import Dataset, explore
    >>> m = explore(Dataset.read(), lang="fr")

    >>> import geopandas as gpd
    >>> import pandas as pd
    >>> hubs = gpd.GeoDataFrame(
    ...     {"name": ["Bavet", "Myawaddy"]}, geometry=gpd.points_from_xy([106.1, 98.5], [11.1, 16.7]), crs=4326
    ... )
    >>> moves = pd.DataFrame({"from": ["Bavet"], "to": ["Myawaddy"], "date": [pd.Timestamp("2024-04-05")]})
    >>> m = explore(hubs, moves)
    """
    if isinstance(data, pd.DataFrame):
        data = Dataset.from_frames(
            hubs=data, movements=movements, events=events, counts=counts, source=source, columns=columns
        )
    elif any(frame is not None for frame in (movements, events, counts)):
        raise TypeError(
            "movements, events, counts: a data set has its own; give frames alone, or the data set alone."
        )
    if m is not None:
        if tiles is not None:
            raise ValueError("tiles: they belong to a map; put them on m, or leave m out.")
        CyclePlayer(data, **options).add_to(m)
        return m
    m = folium.Map(tiles=tiles, attr=attr, world_copy_jump=False)
    player = CyclePlayer(data, **options)
    player.add_to(m)
    west, south, east, north = player.box
    m.fit_bounds([[south, west], [north, east]])
    return m


class _Raw(Element):
    """Text for the page's head as it is: scripts may hold what would be template syntax elsewhere."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
