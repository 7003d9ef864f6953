"""The data set's own mark, as every output shows it: name, logo, colours (``datapackage.json``, key ``waterbed.site``)."""

import base64
from typing import Any

from waterbed.layers.dataset import Dataset
from waterbed.output.language.lines import one_line
from waterbed.output.language.strings import said_in


def mark_of(dataset: Dataset) -> dict[str, Any]:
    """The mark; nothing where the settings have none.

    ``name`` (by language, "" for none), ``accent`` and ``accent_dark`` ("#rrggbb", for a light and a dark ground, "" for the
    usual ink), ``logo`` (an address of data, "" for none).
    """
    given, logo = dataset.settings.get("site", {}), dataset.logo
    colours = given.get("colours", {})
    found = {
        "name": {
            lang: one_line(said_in(given.get("name") or "", lang, dataset.languages))
            for lang in dataset.shown
        },
        "accent": colours.get("accent", ""),
        "accent_dark": colours.get("accent_dark", ""),
        "logo": f"data:{logo.media_type};base64,{base64.b64encode(logo.data).decode()}" if logo else "",
    }
    return (
        found if any((*found["name"].values(), found["accent"], found["accent_dark"], found["logo"])) else {}
    )
