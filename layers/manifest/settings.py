"""What ``datapackage.json`` says about a data set: its languages, its day, its views."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from waterbed.layers.dates.edtf import parse
from waterbed.layers.errors import DateError, Fault, did_you_mean
from waterbed.layers.manifest.site import site_faults

MANIFEST = "datapackage.json"

_LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?(?:[-_](?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)
"""Language, script, region and variants, as in BCP 47 or with underscores: what every browser can read."""


_OURS = (
    *("as_of", "lead_source", "article_day", "default_view", "views", "languages", "profiles", "homepage"),
    *("edition", "site"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that reading depends on, checked."""

    as_of: int
    """Day number up to which the records were checked."""
    languages: tuple[str, ...]
    """Languages of the texts, default first."""
    lead_source: str
    """Id of the source the data set is built on, "" when there is none."""
    views: tuple[str, ...] = ()
    """Names of the views."""


def read_settings(meta: Mapping[str, Any], found_languages: tuple[str, ...]) -> tuple[Settings, list[Fault]]:
    """Read and check the settings.

    Parameters
    ----------
    meta
        Content of ``datapackage.json``.
    found_languages
        Languages of the label columns, used when the settings name none.

    Returns
    -------
    settings
        With harmless values where a setting is missing or faulty.
    faults
        Everything that is wrong with the settings.
    """
    ours = meta.get("waterbed", {})
    if not isinstance(ours, Mapping):
        fault = _fault("waterbed", "is not an object", 'write "waterbed": {…}')
        return Settings(0, found_languages or ("en",), ""), [fault]
    day, faults = _as_of(meta.get("as_of", ours.get("as_of", "")))
    languages = ours.get("languages") or list(found_languages) or ["en"]
    faults += _language_faults(languages)
    faults += _lead_faults(ours)
    faults += _view_faults(ours)
    faults += _said_faults(meta, ours)
    faults += site_faults(ours.get("site", {}))
    if any(fault.column == "waterbed.languages" for fault in faults):
        languages = found_languages or ("en",)
    lead, views = ours.get("lead_source", ""), ours.get("views", {})
    lead, views = (lead if isinstance(lead, str) else ""), (views if isinstance(views, Mapping) else {})
    return Settings(day, tuple(languages), lead, tuple(views)), faults


def doubtful_settings(meta: Mapping[str, Any]) -> list[Fault]:
    """Point out settings whose names look misspelt."""
    ours = meta.get("waterbed", {})
    missing = [name for name in _OURS if name not in ours]
    asked = {name: did_you_mean(name, missing, cutoff=0.8) for name in ours if name not in _OURS}
    return [
        _fault(f"waterbed.{name}", "is no known setting", question)
        for name, question in asked.items()
        if question
    ]


def _as_of(text: object) -> tuple[int, list[Fault]]:
    mend = 'write the day up to which the records were checked, like "as_of": "2026-03-31"'
    if not isinstance(text, str) or not text:
        return 0, [_fault("as_of", "is missing", mend)]
    try:
        bounds = parse(text)
    except DateError as error:
        return 0, [_fault("as_of", error.problem, error.mend, text)]
    if bounds.precision != "day" or bounds.start_min is None or bounds.start_min != bounds.end_max:
        return 0, [_fault("as_of", "is not one day", mend, text)]
    return bounds.start_min, []


def _language_faults(languages: object) -> Iterator[Fault]:
    if not isinstance(languages, list) or not all(isinstance(one, str) for one in languages):
        yield _fault(
            "waterbed.languages", "is not a list of language codes", 'write "languages": ["en", "fr"]'
        )
        return
    for language in languages:
        if not _LANGUAGE.fullmatch(language):
            yield _fault("waterbed.languages", "is not a language code", 'write one like "en"', language)
    if len(set(languages)) < len(languages):
        yield _fault("waterbed.languages", "names a language twice", "keep one", ", ".join(languages))


def _lead_faults(ours: Mapping[str, Any]) -> Iterator[Fault]:
    for name in ("lead_source", "article_day", "default_view", "homepage"):
        if not isinstance(ours.get(name, ""), str):
            yield _fault(f"waterbed.{name}", "is not a text", "put it between double quotes", str(ours[name]))
    day = ours.get("article_day", "")
    if isinstance(day, str):
        try:
            parse(day)
        except DateError as error:
            yield _fault("waterbed.article_day", error.problem, error.mend, day)


def _view_faults(ours: Mapping[str, Any]) -> Iterator[Fault]:
    views = ours.get("views", {})
    if not isinstance(views, Mapping):
        yield _fault("waterbed.views", "is not an object", 'write "views": {"world": [-180, -60, 180, 80]}')
        return
    for name, view in views.items():
        if not is_view(view):
            mend = "write [west, south, east, north] in degrees"
            yield _fault(f"waterbed.views.{name}", "is not a view", mend, str(view))
    default = ours.get("default_view", "")
    if isinstance(default, str) and default and default not in views:
        mend = did_you_mean(default, views) or f"write one of {', '.join(views) or 'the names in views'}"
        yield _fault("waterbed.default_view", "is not one of the views", mend, default)


def _said_faults(meta: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[Fault]:
    said = {name: meta.get(name, "") for name in ("name", "title", "description", "disclaimer")}
    ours_said = {f"waterbed.{name}": ours.get(name, "") for name in ("title", "description", "disclaimer")}
    for name, text in (said | ours_said).items():
        by_language = text.values() if isinstance(text, Mapping) and name != "name" else [text]
        for one in by_language:
            if not isinstance(one, str):
                yield _fault(name, "is not a text", "put it between double quotes", str(one))
            elif _broken(one):
                yield _fault(name, "holds half a character", "type it anew", ascii(one))
    licences = meta.get("licenses", [])
    if not isinstance(licences, list) or not all(isinstance(one, Mapping) for one in licences):
        yield _fault(
            "licenses",
            "is not a list of licences",
            'write "licenses": [{"name": "CC-BY-4.0"}]',
            str(licences),
        )


def _broken(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def is_view(view: object) -> bool:
    """Whether a value is west, south, east and north in degrees; east may pass 180 over the dateline."""
    if not isinstance(view, list) or len(view) != 4:
        return False
    if not all(isinstance(side, int | float) and not isinstance(side, bool) for side in view):
        return False
    west, south, east, north = (float(side) for side in view)
    return -180 <= west < east <= 540 and -90 <= south < north <= 90


def _fault(column: str, problem: str, mend: str, value: str = "") -> Fault:
    return Fault(MANIFEST, problem, mend, column=column, value=value)
