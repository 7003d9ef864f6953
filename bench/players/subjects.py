"""One page of the story by each tool, as its own guide shows it, without tiles.

Each page tells the same: a line for each movement in the colour of its kind, with its name on a click or hover; its
certainty is among its properties.
"""

import json
from collections.abc import Callable
from pathlib import Path

import folium
import numpy as np
import plotly.graph_objects as go
from folium.plugins import Timeline as FoliumTimeline
from folium.plugins import TimelineSlider, TimestampedGeoJson
from folium.utilities import JsCode

from tests.output.madeup import BOX, FIRST_DAY, LAST_DAY, Story, dataset, names_of
from waterbed import Dataset, write_map
from waterbed.layers.dates.days import from_day

STEP_DAYS = 7
"""A step of the peers that step."""
DAY_MS = 86_400_000
COLOURS = {"displacement": "#c46c0a", "return": "#8f4ad0", "expansion": "#1d5486", "trafficking": "#571f06"}
"""Of the lines, by kind."""
_PAGES = Path(__file__).parent / "pages"


def records(story: Story) -> Dataset:
    """What waterbed starts from: records that have been read and checked, as the arrays of the others have."""
    return dataset(story)


def waterbed(story: Story, path: Path, data: Dataset) -> None:
    """The animated map."""
    write_map(data, path)


def timestamped(story: Story, path: Path, *, canvas: bool = False) -> None:
    """Folium's TimestampedGeoJson: a line for each movement, a time for each of its ends."""
    m = _map(prefer_canvas=canvas)
    TimestampedGeoJson(  # type: ignore[no-untyped-call]
        _collection(
            story,
            lambda start, end, kind, label: {
                "times": [start * DAY_MS, end * DAY_MS],
                "style": {"color": COLOURS[kind]},
                "popup": label,
            },
        ),
        period=f"P{STEP_DAYS}D",
        auto_play=False,
    ).add_to(m)
    m.save(path)


def timeline(story: Story, path: Path) -> None:
    """Folium's Timeline: a line for each movement, shown from its start to its end."""
    m = _map()
    lines = FoliumTimeline(
        _collection(
            story,
            lambda start, end, kind, label: {
                "start": start * DAY_MS,
                "end": (end + 1) * DAY_MS,
                "kind": kind,
                "label": label,
            },
        ),
        style=JsCode(f"feature => ({{color: {json.dumps(COLOURS)}[feature.properties.kind]}})"),
        on_each_feature=JsCode("(feature, layer) => layer.bindPopup(feature.properties.label)"),
    ).add_to(m)
    steps = (LAST_DAY - FIRST_DAY) // STEP_DAYS
    TimelineSlider(auto_play=False, steps=steps).add_timelines(lines).add_to(m)  # type: ignore[no-untyped-call]
    m.save(path)


def plotly(story: Story, path: Path) -> None:
    """Plotly's animated geo map: a frame a month with the movements under way in it."""
    lon, lat = (_lines(degrees, story) for degrees in (story.lon, story.lat))
    labels = names_of(story)
    months = [from_day(day) for day in range(FIRST_DAY, LAST_DAY, 30)]
    frames = []
    for first, name in zip(range(FIRST_DAY, LAST_DAY, 30), months, strict=True):
        rows = (story.start < first + 30) & (story.end >= first)
        traces = []
        for kind, colour in COLOURS.items():
            some = rows & (story.kind == kind)
            names = np.repeat(labels[some], 3)
            traces.append(
                go.Scattergeo(
                    lon=lon[some].ravel(),
                    lat=lat[some].ravel(),
                    mode="lines",
                    line_color=colour,
                    name=kind,
                    text=names,
                )
            )
        frames.append(go.Frame(data=traces, name=name.isoformat()))
    figure = go.Figure(data=frames[0].data, frames=frames)
    west, south, east, north = BOX
    figure.update_geos(
        lonaxis_range=[west, east], lataxis_range=[south, north], projection_type="mercator", resolution=110
    )
    steps = [
        {"method": "animate", "label": frame.name, "args": [[frame.name], {"mode": "immediate"}]}
        for frame in frames
    ]
    play = {"label": "Play", "method": "animate", "args": [None, {"frame": {"duration": 0, "redraw": True}}]}
    figure.update_layout(sliders=[{"steps": steps}], updatemenus=[{"type": "buttons", "buttons": [play]}])
    figure.write_html(
        path, include_plotlyjs="/assets/plotly/plotly.min.js", config={"topojsonURL": "/assets/topojson/"}
    )


def bare_canvas(story: Story, path: Path) -> None:
    """The limit: every curve begun by the day, each frame, on a bare canvas without a map."""
    columns = {
        "lon": story.lon.tolist(),
        "lat": story.lat.tolist(),
        "origin": story.origin.tolist(),
        "destination": story.destination.tolist(),
        "start": story.start.tolist(),
        "end": story.end.tolist(),
        "kind": np.unique(story.kind, return_inverse=True)[1].tolist(),
        "box": BOX,
        "days": [FIRST_DAY, LAST_DAY],
    }
    page = (_PAGES / "bare-canvas.html").read_text(encoding="utf-8")
    path.write_text(page.replace("STORY", json.dumps(columns, separators=(",", ":"))), encoding="utf-8")


SUBJECTS: dict[str, Callable[[Story, Path], None]] = {
    "TimestampedGeoJson": timestamped,
    "TimestampedGeoJson, canvas": lambda story, path: timestamped(story, path, canvas=True),
    "folium Timeline": timeline,
    "plotly": plotly,
    "bare canvas": bare_canvas,
}
"""Every page but waterbed's."""


def _map(*, prefer_canvas: bool = False) -> folium.Map:
    west, south, east, north = BOX
    m = folium.Map(tiles=None, prefer_canvas=prefer_canvas)
    m.fit_bounds([[south, west], [north, east]])
    return m


def _collection(story: Story, told: Callable[[int, int, str, str], dict[str, object]]) -> dict[str, object]:
    lon, lat = story.lon.tolist(), story.lat.tolist()
    columns = (story.origin, story.destination, story.start, story.end, story.kind, names_of(story))
    lists = [column.tolist() for column in (*columns, story.certainty)]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "LineString", "coordinates": [[lon[a], lat[a]], [lon[b], lat[b]]]},
                "properties": {"certainty": certainty, **told(start, end, kind, label)},
            }
            for a, b, start, end, kind, label, certainty in zip(*lists, strict=True)
        ],
    }


def _lines(degrees: np.ndarray, story: Story) -> np.ndarray:
    """Both ends and a gap for each movement."""
    return np.column_stack([degrees[story.origin], degrees[story.destination], np.full(story.size, np.nan)])
