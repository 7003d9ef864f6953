"""A seeded sample of generated data sets (`bench/anything.py` does it at length): what passes the check can be made."""

import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from playwright.sync_api import Browser

from tests.anything.made import CHEAP, PAPER, PICTURES, Output, written
from tests.anything.opened import faults_in, faults_of, words_of
from tests.anything.sets import AnySet, any_set
from tests.browser.firefox import Tab, in_firefox
from waterbed import DataError, Dataset, write_map
from waterbed.output.ink.typeface import MissingGlyphWarning


def some(examples: int) -> settings:
    """So many data sets, the same ones each time."""
    return settings(
        max_examples=examples, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _no_fonts() -> Iterator[None]:
    """No machine has fonts for every character."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MissingGlyphWarning)
        yield


def _make(made: AnySet, outputs: Iterable[Output]) -> None:
    with written(made) as folder:
        dataset = _read(folder)
        for output in outputs:
            output(folder, dataset)


def _read(folder: Path) -> Dataset:
    try:
        return Dataset.read(folder)
    except DataError:
        assume(False)
        raise


@given(made=any_set())
@some(10)
@seed(1)
def test_pages_and_texts_are_made_of_anything(made: AnySet) -> None:
    _make(made, CHEAP.values())


@given(made=any_set())
@some(2)
@seed(2)
def test_pictures_and_papers_are_made_of_anything(made: AnySet) -> None:
    _make(made, [*PICTURES.values(), *PAPER.values()])


@given(made=any_set())
@some(3)
@seed(3)
def test_a_browser_opens_the_map_of_anything(browser: Browser, made: AnySet) -> None:
    with written(made) as folder:
        made_map = write_map(_read(folder), folder.parent / "map.html")
        assert faults_of(browser, made_map, words_of(folder)) == []


def test_firefox_opens_the_map_of_anything(firefox: str, tmp_path: Path) -> None:
    maps: dict[Path, str] = {}

    @given(made=any_set())
    @some(3)
    @seed(4)
    def each(made: AnySet) -> None:
        with written(made) as folder:
            maps[write_map(_read(folder), tmp_path / f"{len(maps)}.html")] = words_of(folder)

    async def opened(tab: Tab) -> None:
        assert [fault for path, own in maps.items() for fault in await faults_in(tab, path, own)] == []

    each()
    assert maps
    in_firefox(firefox, opened)
