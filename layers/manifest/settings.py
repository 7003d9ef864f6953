"""What ``datapackage.json`` says about a data set: its languages, its day, its views."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from waterbed.layers.dates.edtf import parse
from waterbed.layers.errors import DateError, Fault, did_you_mean, some
from waterbed.layers.manifest import shapes
from waterbed.layers.manifest.shapes import fault
from waterbed.layers.manifest.site import site_faults
from waterbed.layers.manifest.views import is_view, view_mend

_LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?(?:[-_](?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)
"""Language, script, region and variants, as in BCP 47 or with underscores: what every browser can read."""


def is_language(code: str) -> bool:
    """Whether a text is the code of a language, known or not."""
    return bool(_LANGUAGE.fullmatch(code))


_OURS = (
    *("as_of", "lead_source", "article_day", "default_view", "views", "languages", "profiles", "homepage"),
    *("edition", "site", "title", "description", "disclaimer", "subject", "simulated", "simulation"),
    *("main_unit", "counted_kinds", "controls", "period_days", "imported", "traced"),
)


_MOST_LANGUAGES = 50


_SAID = {
    "title": shapes.by_language(shapes.line),
    "description": shapes.by_language(shapes.text),
    "disclaimer": shapes.by_language(shapes.text),
    "subject": shapes.by_language(shapes.line),
}


_EDITION = shapes.record(
    {
        "profile": shapes.line,
        "marking": shapes.mapped(shapes.line, '{"en": "TLP:AMBER"}'),
        "coordinates": shapes.line,
        "dates": shapes.line,
        "min_group": shapes.whole(0, 1_000_000),
    },
    "what waterbed wrote there, or take the setting out",
    needed=("profile", "marking", "coordinates", "dates", "min_group"),
)


_LICENCE = shapes.record(
    {"name": shapes.line, "title": shapes.line, "path": shapes.line}, '{"name": "CC-BY-4.0"}'
)


def _schema(where: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, str):  # which names a file or a page that holds the schema
        yield from shapes.record({"fields": shapes.listed(_FIELD, '[{"name": "id"}]')}, '{"fields": […]}')(
            where, value
        )


_FIELD = shapes.record({"name": shapes.line}, '{"name": "id", "type": "string"}', needed=("name",))


_RESOURCE = shapes.record(
    {"name": shapes.line, "schema": _schema}, '{"name": "events", "path": "events.csv"}'
)


_META = shapes.record(
    {
        "name": shapes.line,
        **_SAID,
        "resources": shapes.listed(_RESOURCE, '[{"name": "events", "path": "events.csv"}]'),
        "licenses": shapes.listed(_LICENCE, '[{"name": "CC-BY-4.0"}]'),
    },
    "{…}",
)


_OURS_SHAPE = shapes.record(
    {
        **dict.fromkeys(("lead_source", "article_day", "default_view", "main_unit"), shapes.line),
        **_SAID,
        "counted_kinds": shapes.listed(shapes.line, '["robbery"]'),
        "controls": shapes.mapped(
            shapes.listed(shapes.line, '["peru"]'), '{"gulf-of-aden": ["peru", "brazil"]}'
        ),
        "period_days": shapes.whole(1, 36_500),
        "homepage": shapes.address,
        "simulated": shapes.flag,
        "imported": shapes.mapped(shapes.line, '{"events.csv": "<SHA-256>"}'),
        "edition": _EDITION,
    },
    '"waterbed": {…}',
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that reading depends on, checked."""

    as_of: int | None
    """Day number up to which the records were checked; None when it cannot be read."""
    languages: tuple[str, ...]
    """Languages of the texts, default first."""
    lead_source: str
    """Id of the source the data set is built on, "" when there is none."""
    views: tuple[str, ...] = ()
    """Names of the views."""
    main_unit: str = ""
    """Unit of the counts that pictures draw first, "" for the one with most numbers."""
    counted_kinds: tuple[str, ...] = ()
    """Kinds of events that are counted before and after a crackdown, where there are no counts."""
    controls: tuple[str, ...] = ()
    """Every place that is named as a control, or as what has one."""


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
        wrong = [fault("waterbed", "is not an object", 'write "waterbed": {…}', ours)]
        return Settings(None, found_languages or ("en",), ""), wrong
    day, faults = _as_of(meta.get("as_of", ours.get("as_of", "")))
    wrong = list(_language_faults(ours.get("languages", [])))
    languages = () if wrong else tuple(ours.get("languages", ()))
    faults += wrong
    faults += _META("", meta)
    faults += _OURS_SHAPE("waterbed", ours)
    faults += _article_faults(ours)
    faults += _view_faults(ours)
    faults += site_faults(ours.get("site", {}))
    faults += shapes.characters(meta)
    lead, views = ours.get("lead_source", ""), ours.get("views", {})
    lead, views = (lead if isinstance(lead, str) else ""), (views if isinstance(views, Mapping) else {})
    unit = ours.get("main_unit", "")
    known = tuple(one for one in found_languages if _LANGUAGE.fullmatch(one))[:_MOST_LANGUAGES]
    main_unit = unit if isinstance(unit, str) else ""
    kinds = ours.get("counted_kinds", [])
    counted = tuple(one for one in kinds if isinstance(one, str)) if isinstance(kinds, list) else ()
    settings = Settings(
        day, languages or known or ("en",), lead, tuple(views), main_unit, counted, _in_controls(ours)
    )
    return settings, faults


def _in_controls(ours: Mapping[str, Any]) -> tuple[str, ...]:
    given = ours.get("controls", {})
    lists = given.items() if isinstance(given, Mapping) else ()
    named = [[place, *(places if isinstance(places, list) else [])] for place, places in lists]
    return tuple(dict.fromkeys(str(one) for places in named for one in places))


def doubtful_settings(meta: Mapping[str, Any]) -> list[Fault]:
    """Point out settings that nothing reads."""
    ours = meta.get("waterbed", {})
    if not isinstance(ours, Mapping):
        return []
    missing = [name for name in _OURS if name not in ours]
    return [
        fault(f"waterbed.{name}", "is no known setting", did_you_mean(name, missing) or "nothing reads it")
        for name in ours
        if name not in _OURS
    ]


def _as_of(text: object) -> tuple[int | None, list[Fault]]:
    mend = 'write the day up to which the records were checked, like "as_of": "2026-03-31"'
    if text is None or text == "":
        return None, [fault("as_of", "is missing", mend)]
    if not isinstance(text, str):
        return None, [fault("as_of", "is not a text", mend, text)]
    try:
        bounds = parse(text)
    except DateError as error:
        return None, [fault("as_of", error.problem, error.mend, text)]
    if bounds.precision != "day" or bounds.start_min is None or bounds.start_min != bounds.end_max:
        return None, [fault("as_of", "is not one day", mend, text)]
    return bounds.start_min, []


def _language_faults(languages: object) -> Iterator[Fault]:
    where = "waterbed.languages"
    if not isinstance(languages, list) or not all(isinstance(one, str) for one in languages):
        yield fault(where, "is not a list of language codes", 'write "languages": ["en", "fr"]', languages)
        return
    if len(languages) > _MOST_LANGUAGES:
        yield fault(where, f"names {len(languages):,} languages", f"a data set takes {_MOST_LANGUAGES}")
        return
    for language in languages:
        if not _LANGUAGE.fullmatch(language):
            yield fault(where, "is not a language code", 'write one like "en"', language)
    if len(set(languages)) < len(languages):
        yield fault(where, "names a language twice", "keep one", ", ".join(languages))


def _article_faults(ours: Mapping[str, Any]) -> Iterator[Fault]:
    day = ours.get("article_day", "")
    if isinstance(day, str):
        try:
            parse(day)
        except DateError as error:
            yield fault("waterbed.article_day", error.problem, error.mend, day)


def _view_faults(ours: Mapping[str, Any]) -> Iterator[Fault]:
    views = ours.get("views", {})
    if not isinstance(views, Mapping):
        like = 'write "views": {"world": [-180, -60, 180, 80]}'
        yield fault("waterbed.views", "is not an object", like, views)
        return
    for name, view in views.items():
        if not is_view(view):
            yield fault(f"waterbed.views.{name}", "is not a view", view_mend(view), view)
    default = ours.get("default_view", "")
    if isinstance(default, str) and default and default not in views:
        mend = did_you_mean(default, views) or f"write one of {some(views) or 'the names in views'}"
        yield fault("waterbed.default_view", "is not one of the views", mend, default)
