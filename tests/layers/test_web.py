"""Addresses that cannot be taken apart are told, wherever one is given."""

from pathlib import Path

import pytest

from waterbed.layers.intake.reading import read_files
from waterbed.layers.manifest.shapes import address
from waterbed.output.brief.options import BriefOptions
from waterbed.output.errors import OptionError
from waterbed.output.site.write import SiteOptions

BROKEN = "http://[1:2/map"


def test_a_source_with_a_broken_address_is_read_by_its_title(tmp_path: Path) -> None:
    file = tmp_path / "moves.csv"
    file.write_text(
        f"from,to,date,source,url\nA,B,2024,Report,{BROKEN}\nA,C,2024,{BROKEN},https://example.org\n", "utf-8"
    )
    said = read_files([file]).package.tables["sources"].frame
    assert list(said["title"]) == ["Report", BROKEN]


@pytest.mark.parametrize("make", [lambda: SiteOptions(base_url=BROKEN), lambda: BriefOptions(address=BROKEN)])
def test_an_option_that_is_a_broken_address_is_told(make: object) -> None:
    with pytest.raises(OptionError, match=r"is n.* address"):
        make()  # type: ignore[operator]


def test_a_setting_that_is_a_broken_address_is_a_fault() -> None:
    (told,) = address("site.link", BROKEN)
    assert "is not an address" in str(told)
