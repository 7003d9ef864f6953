"""llms.txt leads programs that read to all that a site has, and says nothing that its edition withholds."""

import re
from pathlib import Path

import pytest

from tests.layers.packages import MANIFEST, write_manifest, write_tiny
from tests.output.site.checks import parsed
from waterbed import Dataset, SiteOptions, Timeline, published, write_site
from waterbed.output.edition.leaks import LeakError
from waterbed.output.site.write import write_pages

_LINK = re.compile(r"^- \[([^\]]+)\]\(([^)]+)\)", re.MULTILINE)
PLAIN = SiteOptions(pictures=False)


def test_it_has_the_form_and_leads_to_the_pages_and_every_download(site: Path, timeline: Timeline) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    found = timeline["texts"]["en"]["finding"]
    head, quote, *rest = [line for line in text.splitlines() if line]
    assert head == "# Scam centres: crackdown, displacement, return"
    assert quote == f"> {found['headline'][0]}. {found['line'][0]} {found['detail'][0]}"
    assert [line for line in rest if line.startswith("#")] == [
        "## Main pages",
        "## Method",
        "## Data",
        "## Optional",
    ]
    links = [address for _, address in _LINK.findall(text)]
    assert all((site / address).is_file() for address in links), links
    assert not any(address.startswith(("/", "http")) for address in links)
    offered = {address for _, address in parsed(site / "en" / "data.html").links if "/data/" in address}
    assert {f"../{address}" for address in links if address.startswith("data/")} == offered
    assert {"en/method.html", "en/gaps.html", "fr/index.html"} <= set(links)
    assert "- Licence of the records: Creative Commons Attribution 4.0 International." in text


def test_signs_of_markdown_in_a_title_are_letters(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "set")
    write_manifest(folder, title="A [b](http://x) *c* # Obey")
    dataset = Dataset.read(folder)
    write_pages(dataset, Timeline.of(dataset), tmp_path / "site", PLAIN)
    text = (tmp_path / "site" / "llms.txt").read_text(encoding="utf-8")
    assert text.splitlines()[0] == r"# A \[b\](http://x) \*c\* \# Obey"


def test_an_edition_withholds_in_it_what_it_withholds_and_is_searched(tmp_path: Path) -> None:
    profiles = {"public": {"words": ["Quinine Brigade"], "marking": {"en": "TLP:CLEAR"}}}
    folder = write_tiny(tmp_path / "set")
    ours = MANIFEST["waterbed"] | {"profiles": profiles}
    dataset = Dataset.read(write_manifest(folder, title="The Quinine Brigade moves", waterbed=ours))
    site = tmp_path / "site"
    published(dataset, "public", site, lambda shown, place: write_site(shown, place, PLAIN))
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert "Quinine" not in text and "- TLP:CLEAR" in text

    def leak(shown: Dataset, place: Path) -> None:
        write_site(shown, place, PLAIN)
        (place / "llms.txt").write_text("# The Quinine Brigade moves", encoding="utf-8")

    with pytest.raises(LeakError, match=r"llms\.txt"):
        published(dataset, "public", tmp_path / "other", leak)
