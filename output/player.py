"""The folium plugin: the player as a layer of any folium map."""

from html import escape
from typing import Any

from branca.element import Element, Figure
from folium.map import Layer
from folium.template import Template

from waterbed.layers.dataset import Dataset
from waterbed.output.page import (
    PageOptions,
    UnknownLanguageError,
    basemap_data,
    render_page,
    viewer_css,
    viewer_js,
)
from waterbed.output.timeline import Timeline


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
        }

    def render(self, **kwargs: Any) -> str:
        """Put the viewer into the page's head, once for all players, then the layer itself."""
        figure = self.get_root()
        if not isinstance(figure, Figure):
            raise ValueError("CyclePlayer: not on a map yet; call .add_to(map) first.")
        figure.header.add_child(_Raw(f"<style>{viewer_css()}</style>"), name="waterbed_css")
        figure.header.add_child(_Raw(f"<script>{viewer_js()}</script>"), name="waterbed_js")
        return str(super().render(**kwargs))  # type: ignore[no-untyped-call]

    def get_bounds(self) -> list[list[float | None]]:
        """South-west and north-east corner, latitude first, of the data set's default view."""
        return self._get_self_bounds()

    def _get_self_bounds(self) -> list[list[float | None]]:
        meta = self.timeline["meta"]
        west, south, east, north = meta["views"][meta["default_view"]]
        return [[south, west], [north, east]]

    def _draws_basemap(self) -> bool:
        if self.basemap is not None:
            return self.basemap
        parent = self._parent
        return not any(child._name == "TileLayer" for child in getattr(parent, "_children", {}).values())

    def _repr_html_(self) -> str:
        page = escape(render_page(self.timeline, self.page_options))
        return (
            f'<iframe srcdoc="{page}" title="{self.layer_name}" sandbox="allow-scripts allow-popups" '
            'allow="fullscreen" style="width:100%;height:640px;border:0"></iframe>'
        )


class _Raw(Element):
    """Text for the page's head as it is: scripts may hold what would be template syntax elsewhere."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
