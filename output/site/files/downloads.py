"""What a site offers for download: the tables, GeoJSON, the sources for reference managers."""

from waterbed.layers.dataset import Dataset
from waterbed.output.exports.citations import bibtex, csl_json
from waterbed.output.exports.csv import record_files
from waterbed.output.exports.geojson import event_features, geojson, movement_features, place_features
from waterbed.output.timeline import Timeline


def downloads(dataset: Dataset, timeline: Timeline) -> dict[str, bytes]:
    """Every file of the folder ``data`` by its name; the same data set gives the same bytes."""
    texts = {
        "places.geojson": geojson(place_features(timeline)),
        "events.geojson": geojson(event_features(timeline)),
        "movements.geojson": geojson(movement_features(timeline)),
        "sources.bib": bibtex(dataset),
        "sources.csl.json": csl_json(dataset),
    }
    return {**record_files(dataset), **{name: text.encode() for name, text in texts.items()}}
