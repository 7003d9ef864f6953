"""Hostile text in every text column shows as text and runs nothing; a script address never becomes a link."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from waterbed import Dataset, write_map

BUNDLED = Path(__file__).resolve().parents[2] / "layers" / "data" / "scam-centres"
HOSTILE = '</script><script>window.ran=1</script><img src=x onerror="window.ran=2">\'"{{ 7*7 }}{% raw %}‮ABC‬👩‍🚒 & <b>'
KEPT = {
    "id", "source", "corroboration", "scope", "certainty", "flags", "kind", "tier", "place", "iso2",
    "iso3", "roles", "country", "parent", "lon", "lat", "precision_km", "geometry", "iso_3166_2", "role",
    "organisation", "present", "attested", "stage", "stage_by", "date", "date_in_source", "actor", "origin", "destination",
    "period", "cause", "low", "best", "high", "unit", "phase", "form", "basis", "event", "value", "qualifier",
    "standing", "about", "seq", "view", "records", "n",
}  # fmt: skip


def _poison(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for number, row in enumerate(rows):
            for column in row:
                if column == "url":
                    row[column] = "javascript:window.ran=3"
                elif column not in KEPT and row[column]:
                    row[column] = HOSTILE + (" long" * 2000 if number == 0 and column == "note_en" else "")
        if rows:
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for key in ("title", "description", "disclaimer"):
        package["waterbed"][key] = dict.fromkeys(package["waterbed"]["languages"], HOSTILE)
    package |= {"title": HOSTILE, "description": HOSTILE, "licenses": [{"name": HOSTILE, "title": HOSTILE}]}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


@pytest.fixture(scope="module")
def hostile_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(BUNDLED, folder / "set")
    _poison(folder / "set")
    return write_map(Dataset.read(folder / "set"), folder / "map.html")


@pytest.mark.parametrize("scripts", [True, False])
def test_hostile_text_is_text(browser: Browser, hostile_map: Path, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts, offline=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(hostile_map.as_uri())
    if scripts:
        page.wait_for_selector(".wb-clock")
        for key in ("PageDown", "PageDown", "End", "Home"):
            page.locator(".wb-play").press(key)
            page.wait_for_timeout(100)
        assert page.evaluate("window.ran") is None
    assert "<img src=x" in page.locator("body").inner_text()
    assert page.locator("img[src=x]").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert "49" not in page.title() and "{{ 7*7 }}" in page.title()
    assert errors == []
    context.close()
