"""The static site: its pages, its links, what a build writes."""

import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.layers.packages import MANIFEST, changed, with_row, write_in, write_manifest, write_tiny
from tests.needs import ROOT
from tests.output.site.checks import broken_links, parsed, reachable, tree
from waterbed import Dataset, SiteOptions, Timeline, write_map, write_site
from waterbed.layers.schema.vocabulary import word_label
from waterbed.output.errors import OptionError
from waterbed.output.player.snippet import SANDBOX
from waterbed.output.site.plan import plan
from waterbed.output.site.write import SiteReport, site_of, write_pages

BASE = "https://example.org/map/"
PLAIN = SiteOptions(pictures=False)
"""Drawing pictures takes longer than all else of a small site."""


def test_every_link_and_fragment_leads_somewhere(site: Path) -> None:
    assert list(broken_links(site)) == []


def test_every_page_can_be_reached_from_the_way_in(site: Path) -> None:
    pages = {path.resolve() for path in site.rglob("*.html")} - {(site / "404.html").resolve()}
    assert {path.relative_to(site).as_posix() for path in pages - {p.resolve() for p in reachable(site)}} <= {
        f"{lang}/embed/{path.name}" for lang in ("en", "fr") for path in site.glob("en/embed/*.html")
    }


def test_no_page_has_an_id_twice_or_a_script_of_its_own(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = parsed(path)
        assert len(page.ids) == len(set(page.ids)), path
        assert page.inline == [], path
        policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', path.read_text(encoding="utf-8"))
        assert (
            len(policy) == 1
            and "unsafe" not in policy[0]
            and policy[0].startswith("default-src &#39;none&#39;")
        )


def test_every_record_has_its_page_in_every_language(site: Path, bundled: Dataset) -> None:
    for table in ("countries", "zones", "hubs", "events"):
        for record in bundled[table].index:
            for lang in bundled.languages:
                text = (site / lang / table / f"{record}.html").read_text(encoding="utf-8")
                assert f'<html lang="{lang}" dir="ltr">' in text


def test_the_language_switch_keeps_the_page(site: Path) -> None:
    french = parsed(site / "fr" / "zones" / "kokang.html")
    assert ("a", "../../en/zones/kokang.html") in french.links


def test_a_source_has_a_page_from_two_records_on(site: Path, timeline: Timeline) -> None:
    records = timeline["records"]["sources"]
    for row, source in enumerate(timeline["sources"]["id"]):
        uses = sum(row in sources for sources in records)
        assert (site / "en" / "sources" / f"{source}.html").exists() == (uses > 1)
        assert source in parsed(site / "en" / "sources.html").ids


def test_what_is_not_known_is_listed_and_context_has_its_locators(site: Path, bundled: Dataset) -> None:
    gaps, context = parsed(site / "en" / "gaps.html").ids, parsed(site / "en" / "context.html").ids
    assert set(bundled["gaps"].index) <= set(gaps)
    assert set(bundled["context"].index) <= set(context)
    assert "reference in the text: L4" in (site / "en" / "context.html").read_text(encoding="utf-8")


def test_words_that_no_picture_says_are_in_the_language_of_the_page(site: Path, bundled: Dataset) -> None:
    context = (site / "fr" / "context.html").read_text(encoding="utf-8")
    for topic in bundled["context"]["topic"].unique():
        said = word_label(topic, "fr", group="topic")
        assert f">{said[:1].upper()}{said[1:]}</h2>" in context
    assert "destination d’un déplacement" in (site / "fr" / "countries" / "myanmar.html").read_text("utf-8")


def test_the_page_of_a_hub_does_not_list_the_hub_itself(site: Path) -> None:
    assert "hubs" in parsed(site / "en" / "zones" / "kk-park.html").ids
    assert "hubs" not in parsed(site / "en" / "hubs" / "hub-kk-park.html").ids


def test_map_and_text_of_a_page_give_a_source_the_same_number(site: Path, timeline: Timeline) -> None:
    import base64
    import zlib

    text = (site / "en" / "zones" / "shwe-kokko.html").read_text(encoding="utf-8")
    (block,) = re.findall(r'id="wb-timeline">([^<]*)<', text)
    part = json.loads(zlib.decompress(base64.b64decode(block)))
    listed = re.findall(r'<li id="s\d+"><div><a href="\.\./sources(?:\.html#|/)([\w.-]+?)(?:\.html)?">', text)
    assert part["sources"]["id"][: len(listed)] == listed
    assert len(part["sources"]["id"]) < len(timeline["sources"]["id"])


def test_a_build_without_change_writes_nothing(site: Path, bundled: Dataset, timeline: Timeline) -> None:
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    report = write_pages(bundled, timeline, site, SiteOptions(pictures=False))
    assert report.built.written == () and report.built.removed == ()
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()} == before


@cache
def _timeline(tables: tuple[tuple[str, str], ...]) -> Timeline:
    """A timeline takes longer than the pages of so small a set."""
    with tempfile.TemporaryDirectory() as name:
        return Timeline.of(Dataset.read(write_tiny(Path(name, "data"), **dict(tables))))


def _tiny(folder: Path, out: Path, options: SiteOptions | None = None, **tables: str) -> SiteReport:
    dataset = Dataset.read(write_tiny(folder, **tables))
    return write_pages(dataset, _timeline(tuple(tables.items())), out, options or PLAIN)


def _addressed(folder: Path) -> Path:
    """The tiny set's site with an address, whose last slash is left to the build."""
    dataset = Dataset.read(write_tiny(folder / "data"))
    write_site(dataset, folder / "site", SiteOptions(base_url=BASE.rstrip("/")))
    return folder / "site"


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _addressed(tmp_path_factory.mktemp("addressed"))


def test_two_clean_builds_are_equal_to_the_byte(addressed: Path, tmp_path: Path) -> None:
    assert tree(_addressed(tmp_path)) == tree(addressed)


def test_a_changed_label_rewrites_only_the_pages_that_show_it(tmp_path: Path) -> None:
    out = tmp_path / "site"
    _tiny(tmp_path / "data", out)
    label = "Ban on online gambling"
    shown = {
        p.relative_to(out).as_posix() for p in out.rglob("*.html") if label in p.read_text(encoding="utf-8")
    }
    report = _tiny(tmp_path / "data", out, events=changed("events", "ban", label_en="Ban on all gambling"))
    pages = {path for path in report.built.written if path.endswith(".html")}
    # The map of a page may show it where its text does not, and the search page names the index by its content.
    assert shown <= pages
    assert "en/events/raid.html" not in pages and "en/hubs/hub-nowhere.html" not in pages
    assert "en/method.html" not in pages and "en/places.html" not in pages
    assert label not in "".join(p.read_text(encoding="utf-8") for p in out.rglob("*.html"))


def test_a_record_that_is_gone_takes_its_page_along(tmp_path: Path) -> None:
    out = tmp_path / "site"
    more = with_row("events", id="late", label_en="A late report", kind="report", place="shan", source="wire")
    _tiny(tmp_path / "data", out, events=more)
    assert (out / "en" / "events" / "late.html").exists()
    report = _tiny(tmp_path / "data", out)
    assert (
        "en/events/late.html" in report.built.removed and not (out / "en" / "events" / "late.html").exists()
    )
    assert list(broken_links(out)) == []


def test_another_folder_is_never_written_to(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "letter.txt").write_text("dear")
    with pytest.raises(FileExistsError, match="was not made by waterbed site"):
        _tiny(tmp_path / "data", tmp_path / "site")
    assert tree(tmp_path / "site") == {"letter.txt": b"dear"}


def test_without_an_address_nothing_absolute_is_written_and_the_build_says_so(tmp_path: Path) -> None:
    report = _tiny(tmp_path / "data", tmp_path / "site")
    assert any("--base-url" in what for what in report.left_out)
    assert not list((tmp_path / "site").rglob("*.xml"))
    page = (tmp_path / "site" / "en" / "index.html").read_text(encoding="utf-8")
    assert "canonical" not in page and "og:" not in page


def test_with_an_address_there_are_canonical_links_feed_site_map_and_oembed(addressed: Path) -> None:
    out = addressed
    assert list(broken_links(out, BASE)) == []
    page = (out / "fr" / "countries" / "cambodia.html").read_text(encoding="utf-8")
    assert f'rel="canonical" href="{BASE}fr/countries/cambodia.html"' in page
    assert f'hreflang="en" href="{BASE}en/countries/cambodia.html"' in page
    (picture,) = re.findall(r'property="og:image" content="([^"]*)"', page)
    assert (out / picture.removeprefix(BASE)).read_bytes().startswith(b"\x89PNG")
    (oembed,) = re.findall(r'type="application/json\+oembed"[^>]* href="([^"]*)"', page)
    answer = json.loads((out / oembed.removeprefix(BASE)).read_text(encoding="utf-8"))
    assert answer["type"] == "rich" and f"{BASE}fr/embed/cambodia.html" in answer["html"]
    assert f'sandbox="{SANDBOX}"' in answer["html"]
    atom = {"a": "http://www.w3.org/2005/Atom"}
    feed = ElementTree.parse(out / "en" / "feed.xml")  # noqa: S314  our own file
    assert [e.text for e in feed.findall("a:entry/a:title", atom)] == [
        "Raid in the capital",
        "Ban on online gambling",
    ]
    assert [e.text for e in feed.findall("a:entry/a:updated", atom)] == [
        "2024-04-05T00:00:00Z",
        "2019-08-18T00:00:00Z",
    ]
    maps = ElementTree.parse(out / "sitemap.xml")  # noqa: S314
    listed = {e.text for e in maps.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert all((out / str(url).removeprefix(BASE)).is_file() for url in listed)


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org/", "https://example.org/?a=b"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(OptionError, match="is not an address"):
        SiteOptions(base_url=address)


def test_events_and_the_data_set_are_there_for_search_engines(site: Path) -> None:
    def block(path: str) -> dict[str, object]:
        (text,) = re.findall(r'ld\+json">([^<]*)<', (site / path).read_text(encoding="utf-8"))
        found: dict[str, object] = json.loads(text)
        return found

    assert block("en/index.html")["@type"] == "Dataset"
    raid = block("en/events/evt-kkpark-raid-2025-10.html")
    assert (raid["@type"], raid["location"]) == (
        "Event",
        {"@type": "Place", "name": "KK Park", "address": {"@type": "PostalAddress", "addressCountry": "MM"}},
    )


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    label = "</script><img src=x onerror=alert(1)>&\"'"
    evil = changed("events", "ban", label_en=label.replace('"', "”"), paraphrase_en="=1+1")
    sources = changed("sources", "wire", url="javascript:alert(1)", title="<b>Raids</b>")
    _tiny(tmp_path / "data", tmp_path / "site", SiteOptions(base_url=BASE), events=evil, sources=sources)
    for path in (tmp_path / "site").rglob("*"):
        if path.suffix in (".html", ".xml"):
            text = path.read_text(encoding="utf-8")
            assert "<img src=x" not in text and "<b>Raids" not in text and 'href="javascript:' not in text, (
                path
            )
    assert "'=1+1" in (tmp_path / "site" / "data" / "events.csv").read_text(encoding="utf-8")


def test_downloads_can_be_read_again_and_by_others(site: Path, bundled: Dataset) -> None:
    again = Dataset.read(site / "data")
    assert {name: len(frame) for name, frame in again.tables.items()} == {
        name: len(frame) for name, frame in bundled.tables.items()
    }
    places = json.loads((site / "data" / "places.geojson").read_text(encoding="utf-8"))
    kokang = next(f for f in places["features"] if f["properties"]["id"] == "kokang")
    assert kokang["geometry"]["type"] == "Point" and kokang["properties"]["label_fr"] == "Kokang"
    items = json.loads((site / "data" / "sources.csl.json").read_text(encoding="utf-8"))
    assert len(items) == len(bundled["sources"])
    assert (site / "data" / "sources.bib").read_text(encoding="utf-8").count("@misc{") == len(items)


def test_the_manifest_says_what_the_site_is_made_from(site: Path) -> None:
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["kind"] == "waterbed site" and len(manifest["input"]) == 64
    on_disk = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert set(manifest["files"]) == on_disk - {"manifest.json"}


def test_a_data_set_can_bring_name_logo_colours_and_footer(tmp_path: Path) -> None:
    look = {
        "name": {"en": "The Desk", "fr": "Le Bureau"},
        "logo": "logo.svg",
        "colours": {"accent": "#123a66", "accent_dark": "#8fcaff"},
        "footer": "Published by the desk.",
    }
    folder = write_tiny(tmp_path / "data")
    write_manifest(folder, waterbed=MANIFEST["waterbed"] | {"site": look})
    (folder / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    options = SiteOptions(folder=folder)
    write_pages(Dataset.read(folder), _timeline(()), tmp_path / "site", options)
    page = (tmp_path / "site" / "fr" / "index.html").read_text(encoding="utf-8")
    assert "<span>Le Bureau</span>" in page and "Published by the desk." in page
    (css,) = (tmp_path / "site" / "assets").glob("site.*.css")
    assert "--site-accent: #123a66" in css.read_text(encoding="utf-8")
    assert (
        list((tmp_path / "site" / "assets").glob("logo.*.svg"))
        and list(broken_links(tmp_path / "site")) == []
    )
    (folder / "logo.svg").unlink()
    dataset = Dataset.read(folder)
    assert [str(doubt) for doubt in dataset.warnings] == [
        'datapackage.json, waterbed.site.logo: "logo.svg" is no picture that can be shown, '
        "so that pages and pictures go without; "
        "put the file beside datapackage.json."
    ]
    write_pages(dataset, _timeline(()), tmp_path / "plain", options)
    assert not list((tmp_path / "plain" / "assets").glob("logo.*.svg"))
    assert list(broken_links(tmp_path / "plain")) == []


def test_simulated_data_and_a_marking_are_said_on_every_page(
    tmp_path: Path, bundled: Dataset, timeline: Timeline
) -> None:
    marked = Timeline(
        {**timeline.content, "meta": {**timeline["meta"], "simulated": True, "marking": {"fr": "TLP:GREEN"}}}
    )
    write_pages(bundled, marked, tmp_path / "site", SiteOptions(languages=("fr",), pictures=False))
    for path in (tmp_path / "site" / "fr").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert (
            ("TLP:GREEN" in text and "Données simulées" in text)
            or path.parent.name == "embed"
            or path.name == "embed.html"
        )
    assert not (tmp_path / "site" / "en").exists()


def test_paths_are_made_from_ids_alone(bundled: Dataset, timeline: Timeline) -> None:
    pages = plan(site_of(bundled, timeline, SiteOptions()))
    assert len({(page.lang, page.path.lower()) for page in pages}) == len(pages)
    assert {page.path for page in pages if page.lang == "en"} == {
        page.path for page in pages if page.lang == "fr"
    }


def _stopped(work: Path, out: Path, moves: int) -> None:
    """Build a site anew in a process that is killed when so many files have been moved in."""
    code = (
        "import os, signal, sys\nfrom waterbed import Dataset, SiteOptions, write_site\n"
        "replace, left = os.replace, [int(sys.argv[3])]\n"
        "def move(here, there):\n"
        "    if not left[0]: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    left[0] -= 1\n"
        "    replace(here, there)\n"
        "os.replace = move\n"
        "write_site(Dataset.read(sys.argv[1]), sys.argv[2], SiteOptions(pictures=False))\n"
    )
    command = [sys.executable, "-c", code, str(work), str(out), str(moves)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL


def test_a_build_killed_while_files_move_leaves_good_pages_and_is_finished_by_any_later_run(
    tmp_path: Path,
) -> None:
    out = tmp_path / "site"
    _tiny(tmp_path / "data", out)
    more = with_row(
        "events", id="late", label_en="A late raid", kind="raid", place="shan", date="2025", source="wire"
    )
    write_tiny(tmp_path / "data", events=more)
    write_site(Dataset.read(tmp_path / "data"), tmp_path / "whole", PLAIN)
    for stop, made in ((0, out), (20, tmp_path / "whole")):
        work = tmp_path / str(stop)
        shutil.copytree(out, work / "site")
        _stopped(tmp_path / "data", work / "site", stop)
        assert {path.name for path in work.iterdir()} == {"site", ".site.waterbed-part"}
        pages = reachable(work / "site")
        assert len(pages) > 40 and all(p.read_text(encoding="utf-8").endswith("</html>") for p in pages)
        assert tree(work / "site") != tree(tmp_path / "whole")
        # A verb that writes beside it.
        write_map(Dataset.read(tmp_path / "data"), work / "map.html")
        assert tree(work / "site") == tree(made)
        assert {path.name for path in work.iterdir()} == {"site", "map.html"}


def test_many_events_of_a_place_are_folded_into_years_with_their_counts(tmp_path: Path) -> None:
    many = "".join(
        f"\nraid-{at},Raid {at},raid,crackdown,laukkai,{2019 + at // 30}-0{1 + at % 9},article"
        for at in range(70)
    )
    events = "id,label_en,kind,stage,place,date,source" + many
    dataset = Dataset.read(
        write_tiny(
            tmp_path / "set", events=events, **dict.fromkeys(("scenes", "figures", "movements", "gaps"))
        )
    )
    write_site(dataset, tmp_path / "site", PLAIN)
    page = (tmp_path / "site" / "en" / "zones" / "laukkai.html").read_text(encoding="utf-8")
    told = re.findall(
        r'<details class="year"( open)?><summary>([0-9]+) <span class="quiet">([^<]+)</span>', page
    )
    assert [one for one in told if "event" in one[2]] == [
        ("", "2019", "30 events"),
        ("", "2020", "30 events"),
        (" open", "2021", "10 events"),
    ]


def test_a_country_without_a_point_has_pages_with_a_map_around_its_places(tmp_path: Path) -> None:
    countries = changed("countries", "cambodia", iso2="", iso3="")
    dataset = Dataset.read(write_tiny(tmp_path / "set", countries=countries))
    report = write_site(dataset, tmp_path / "site", SiteOptions(base_url="https://example.org/"))
    assert not report.left_out
    assert "<svg" in (tmp_path / "site" / "en" / "countries" / "cambodia.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lang", "named", "way"), [("pt_BR", "pt-BR", "ltr"), ("fa", "fa", "rtl"), ("ksw", "ksw", "ltr")]
)
def test_pages_and_files_name_their_language_as_browsers_do(
    tmp_path: Path, lang: str, named: str, way: str
) -> None:
    events = changed("events", "raid", label_en="A\x0braid\x07 & more\n\nnow")
    dataset = Dataset.read(write_in(tmp_path / "set", lang, events=events))
    write_site(dataset, tmp_path / "site", SiteOptions(base_url="https://atlas.example/", pictures=False))
    for page in (tmp_path / "site").rglob("*.html"):
        assert f'<html lang="{named}" dir="{way}">' in page.read_text(encoding="utf-8")
    assert f'<a href="{lang}/index.html" lang="{named}"' in (tmp_path / "site" / "index.html").read_text(
        encoding="utf-8"
    )
    feed = ElementTree.parse(tmp_path / "site" / lang / "feed.xml").getroot()  # noqa: S314  our own
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == named
    assert any(title.text == "A raid & more now" for title in feed.iter("{http://www.w3.org/2005/Atom}title"))
    assert not list(broken_links(tmp_path / "site", "https://atlas.example/"))
