"""What search engines read in a page: schema.org Dataset and Event as JSON-LD."""

import json
from typing import Any

from markupsafe import Markup

from waterbed.layers.dates.days import date_text
from waterbed.output.language.script import tag
from waterbed.output.site.model.words import Words


def json_ld(content: dict[str, Any]) -> Markup:
    """JSON for a data block of a page: nothing in it can end the block."""
    text = json.dumps(
        {"@context": "https://schema.org", **content}, ensure_ascii=False, separators=(",", ":")
    )
    for sign, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, code)
    return Markup(text)  # noqa: S704  escaped above


def dataset_ld(words: Words, site: str, files: dict[str, str]) -> dict[str, Any]:
    """The data set; ``files`` are absolute addresses of its downloads by media type, empty without a base address."""
    meta = words.timeline["meta"]
    west, south, east, north = meta["views"][meta["default_view"]]
    content: dict[str, Any] = {
        "@type": "Dataset",
        "name": meta["title"][words.lang],
        "description": meta["description"][words.lang],
        "inLanguage": tag(words.lang),
        "dateModified": date_text(meta["as_of"]),
        "temporalCoverage": f"{date_text(meta['first_day'])}/{date_text(meta['last_day'])}",
        "spatialCoverage": {
            "@type": "Place",
            "geo": {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"},
        },
        "isAccessibleForFree": True,
        "includedInDataCatalog": {"@type": "DataCatalog", "name": site},
    }
    if meta["licence"]["url"]:
        content["license"] = meta["licence"]["url"]
    if files:
        content["distribution"] = [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": url}
            for kind, url in files.items()
        ]
    return content


def event_ld(words: Words, event: int) -> dict[str, Any]:
    """An event. Its dates stand only at the precision of the record, its place only where one is on record."""
    timeline = words.timeline
    events, places = timeline["events"], timeline["places"]
    record, place = events["record"][event], events["place"][event]
    content: dict[str, Any] = {"@type": "Event", "name": words.label(record), "inLanguage": tag(words.lang)}
    if paraphrase := words.record("paraphrase", record):
        content["description"] = paraphrase
    first, last = events["start_min"][event], events["end_max"][event]
    exact = first is not None and events["start_max"][event] == first
    if exact:
        content["startDate"] = date_text(first)
        if last is not None and events["end_min"][event] == last:
            content["endDate"] = date_text(last)
    if place >= 0:
        content["location"] = {"@type": "Place", "name": words.place(place)}
        if places["iso2"][place]:
            content["location"]["address"] = {
                "@type": "PostalAddress",
                "addressCountry": places["iso2"][place],
            }
    return content
