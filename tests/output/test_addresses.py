"""File names and what users write become addresses that lead where they say."""

import pytest

from tests.layers.packages import write_tiny
from waterbed.layers.dataset import Dataset
from waterbed.output.addresses import file_address, web_address
from waterbed.output.brief.options import BriefOptions
from waterbed.output.errors import OptionError
from waterbed.output.site.write import SiteOptions, write_site


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("map.html", "map.html"),
        ("ma carte #1 50%.html", "ma%20carte%20%231%2050%25.html"),
        ("a:b?c.html", "a%3Ab%3Fc.html"),
        ("carte d’été.html", "carte%20d%E2%80%99%C3%A9t%C3%A9.html"),
    ],
)
def test_file_address(name: str, address: str) -> None:
    assert file_address(name) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/map/", "https://example.org/map/"),
        ("https://example.org/ma carte.html", "https://example.org/ma%20carte.html"),
        ("https://example.org/50%25/é?a=b c", "https://example.org/50%25/%C3%A9?a=b%20c"),
        ("", ""),
    ],
)
def test_web_address(text: str, address: str) -> None:
    assert web_address(text) == address


def test_a_fragment_in_the_address_of_the_map_is_refused() -> None:
    with pytest.raises(OptionError, match="%23"):
        BriefOptions(address="https://example.org/map #1.html")


def test_a_site_names_its_own_address_as_browsers_do(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("site")
    dataset = Dataset.read(write_tiny(folder / "data"))
    write_site(
        dataset, folder / "site", SiteOptions(base_url="https://example.org/ma carte", languages=("en",))
    )
    for name in ("sitemap.xml", "en/feed.xml", "en/index.html", "en/embed.oembed.json", "robots.txt"):
        text = (folder / "site" / name).read_text(encoding="utf-8")
        assert "https://example.org/ma%20carte/" in text and "org/ma carte" not in text, name
