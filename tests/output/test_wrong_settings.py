"""A value of a wrong type anywhere in ``datapackage.json`` is a fault with its path, or does no harm."""

import copy
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layers.packages import MANIFEST, write_tiny
from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import DataError
from waterbed.layers.files.folder import read_package
from waterbed.layers.files.raw import Package
from waterbed.output.site.model.brand import LogoError, brand_of
from waterbed.output.timeline import Timeline

FULL: dict[str, Any] = MANIFEST | {
    "description": {"en": "Where they went", "fr": "Où"},
    "licenses": [{"name": "CC0-1.0", "title": "CC0", "path": "https://example.org/cc0"}],
    "resources": [
        {"name": "events", "path": "events.csv", "schema": {"fields": [{"name": "id", "type": "string"}]}}
    ],
    "waterbed": MANIFEST["waterbed"]
    | {
        "title": {"en": "A river", "fr": "Un fleuve"},
        "disclaimer": "Reported.",
        "homepage": "https://example.org/",
        "simulated": False,
        "edition": {
            "profile": "public",
            "marking": {"en": "TLP:CLEAR"},
            "coordinates": "zone",
            "dates": "month",
            "min_group": 5,
        },
        "profiles": {
            "press": {
                "coordinates": "zone",
                "dates": "month",
                "min_group": 3,
                "leave_out": {"records": ["raid"], "columns": ["events.quote"], "places": ["laukkai"]},
                "words": ["Dragon Villa"],
                "marking": {"en": "Press"},
            }
        },
        "site": {"name": {"en": "The site"}, "footer": "Foot", "logo": "", "colours": {"accent": "#123a66"}},
    },
}

Path_ = tuple[str | int, ...]


def _paths(value: Any, here: Path_ = ()) -> Iterator[Path_]:
    if here:
        yield here
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in pairs:
        yield from _paths(one, (*here, name))


def _set(meta: dict[str, Any], path: Path_, value: Any) -> dict[str, Any]:
    changed: Any = copy.deepcopy(meta)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return dict(changed)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    # Few rows: what the settings do is asked, not what the records say.
    folder = write_tiny(tmp_path_factory.mktemp("tiny"), scenes=None, gaps=None, figures=None)
    return read_package(folder)


def _told(package: Package, meta: dict[str, Any]) -> list[str]:
    """The faults of a package with other settings; what passes can be made into a timeline and a site's head."""
    try:
        dataset = Dataset.of(Package(package.name, meta, package.tables))
    except DataError as error:
        assert str(error).startswith("The data cannot be used")
        return [fault.column for fault in error.faults]
    timeline = Timeline.of(dataset)
    with suppress(LogoError):
        brand_of(dataset, timeline, None)
    return []


def test_the_whole_manifest_is_right(package: Package) -> None:
    assert _told(package, FULL) == []


@pytest.mark.parametrize(
    ("path", "value", "column"),
    [
        (("title",), 7, "title"),
        (("title", "fr"), ["x"], "title.fr"),
        (("licenses", 0, "title"), {"en": "x"}, "licenses[0].title"),
        (("resources", 0, "schema", "fields", 0, "name"), [], "resources[0].schema.fields[0].name"),
        (("waterbed", "edition"), [], "waterbed.edition"),
        (("waterbed", "edition", "marking", "en"), 3, "waterbed.edition.marking.en"),
        (("waterbed", "edition", "min_group"), "5", "waterbed.edition.min_group"),
        (("waterbed", "languages"), 0, "waterbed.languages"),
        (("waterbed", "views", "river", 0), "95", "waterbed.views.river"),
        (("waterbed", "views", "river", 2), 10**400, "waterbed.views.river"),
        (("waterbed", "simulated"), "yes", "waterbed.simulated"),
        (("waterbed", "homepage"), "javascript:alert(1)", "waterbed.homepage"),
        (("waterbed", "site", "name", "en"), "two\nlines", "waterbed.site.name.en"),
        (("waterbed", "profiles", "press", "words"), {"a": 1}, "waterbed.profiles.press.words"),
        (("title",), "a\u0007b", "title"),
        (("waterbed", "disclaimer"), "half \ud83d", "waterbed.disclaimer"),
    ],
)
def test_a_setting_of_a_wrong_type_is_told_with_its_path(
    package: Package, path: Path_, value: Any, column: str
) -> None:
    assert column in _told(package, _set(FULL | {"title": {"en": "a", "fr": "b"}}, path, value))


def test_settings_that_are_nested_without_end_are_refused(package: Package) -> None:
    nested: Any = "x"
    for _ in range(500):
        nested = {"a": nested}
    (column,) = _told(package, FULL | {"extra": nested})
    assert column.startswith("extra.a.a")


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.just(10**400),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    st.lists(
        st.one_of(st.text(max_size=3), st.integers(), st.none(), st.lists(st.none(), max_size=1)), max_size=4
    ),
    st.dictionaries(
        st.text(max_size=4), st.one_of(st.integers(), st.text(max_size=3), st.none()), max_size=2
    ),
)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(_paths(FULL), key=str)), VALUES)
def test_any_value_at_any_path_is_told_or_does_no_harm(package: Package, path: Path_, value: Any) -> None:
    _told(package, _set(FULL, path, value))
