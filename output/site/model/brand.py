"""What a data set puts on its site: name, logo, colours, footer (``datapackage.json``, key ``waterbed.site``)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from waterbed.layers.dataset import Dataset
from waterbed.layers.manifest.logo import logo_file
from waterbed.output.columns.mark import mark_of
from waterbed.output.language.lines import one_line
from waterbed.output.language.strings import said_in
from waterbed.output.timeline import Timeline


class LogoError(ValueError):
    """The picture named as logo cannot be used."""


@dataclass(frozen=True, slots=True)
class Brand:
    """What stands in the head and foot of every page."""

    name: Mapping[str, str] = field(default_factory=dict)
    """Name of the site by language; the data set's title where there is none."""
    footer: Mapping[str, str] = field(default_factory=dict)
    """A line of text at the foot, by language."""
    accent: str = ""
    """Colour of head rule and links on a light ground, "#rrggbb"; "" for the ink."""
    accent_dark: str = ""
    """The same on a dark ground."""
    logo: Path | None = None
    """A picture file."""


def brand_of(dataset: Dataset, timeline: Timeline, folder: Path | None) -> Brand:
    """Read the settings, which were checked when the data was read.

    Parameters
    ----------
    dataset
        The data set.
    timeline
        Its timeline, whose titles stand in where the site has no name.
    folder
        Where the file of the logo is looked for.

    Raises
    ------
    LogoError
        If there is no folder to look for it in.
    """
    given: Mapping[str, Any] = dataset.settings.get("site", {})
    own = mark_of(dataset)
    languages = dataset.languages
    title = timeline["meta"]["title"]

    def said(key: str) -> dict[str, str]:
        return {lang: one_line(said_in(given.get(key) or "", lang, languages)) for lang in dataset.shown}

    return Brand(
        name={lang: (own["name"][lang] if own else "") or title[lang] for lang in dataset.shown},
        footer=said("footer"),
        accent=own.get("accent", ""),
        accent_dark=own.get("accent_dark") or own.get("accent", ""),
        logo=_logo(given.get("logo", ""), folder),
    )


def _logo(name: str, folder: Path | None) -> Path | None:
    if name and folder is None:
        raise LogoError(f"logo: there is no folder to look for {name!r} in; name it as SiteOptions.folder.")
    # One that cannot be used was told of when the records were read.
    return logo_file(name, folder)[0] if name and folder else None
