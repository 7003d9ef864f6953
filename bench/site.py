"""A large site: how long it takes, how much memory, against the bare cost of writing the same bytes.

``python -m bench.site`` makes a simulated set of 5,000 places, 20,000 events and 100,000 movements, builds its site in two
languages, builds it again without a change, opens its overview in Chromium, and fails when a limit is not met.
``--scale 0.1`` takes a tenth of it; ``--places``, ``--events``, ``--movements`` say how many of each.
"""

import argparse
import os
import resource
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
from playwright.sync_api import sync_playwright

from waterbed import Dataset, Timeline
from waterbed.geo import basemap
from waterbed.output.player.offline import find_chromium
from waterbed.output.site.write import SiteOptions, write_pages

MOST_SECONDS, MOST_BYTES = 300, 2_000_000_000
MOST_SECONDS_TO_OPEN = 2
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
_MANIFEST = """{"name": "large", "title": "A simulated story", "description": "Nothing here happened.",
 "licenses": [{"name": "CC0-1.0", "title": "CC0"}], "as_of": "2025-12-31",
 "waterbed": {"languages": ["en", "fr"], "lead_source": "src-0", "simulated": true}}"""
_COUNTRIES = (
    "MM",
    "KH",
    "LA",
    "TH",
    "VN",
    "PH",
    "ID",
    "MY",
    "SG",
    "CN",
    "IN",
    "BD",
    "NP",
    "LK",
    "JP",
    "KR",
    "TW",
    "HK",
)


def write_large(folder: Path, places: int, events: int, movements: int, seed: int = 7) -> None:
    """Write a data set of that size; the same numbers give the same records."""
    draw = np.random.default_rng(seed)
    codes = [code for code in _COUNTRIES if code in basemap.countries().index]
    sources = [f"src-{n}" for n in range(400)]
    days = pd.to_datetime("2015-01-01") + pd.to_timedelta(
        draw.integers(0, 3900, events + movements), unit="D"
    )
    dates = days.strftime("%Y-%m-%d").to_numpy()
    zone = np.array([f"z-{n}" for n in range(places)])
    home = draw.integers(0, len(codes), places)
    points = basemap.countries().loc[codes, ["label_lon", "label_lat"]].to_numpy()
    start, end = draw.integers(0, places, movements), draw.integers(0, places, movements)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(_MANIFEST, encoding="utf-8")
    tables = {
        "sources": {
            "id": sources, "kind": "corroboration", "tier": "press", "title": [f"Report {n}" for n in range(400)],
            "publisher": "A wire", "url": [f"https://example.org/{n}" for n in range(400)], "date": "2025", "lang": "en",
        },
        "countries": {
            "id": [code.lower() for code in codes], "label_en": [basemap.country_name(code, "en") for code in codes],
            "label_fr": [basemap.country_name(code, "fr") for code in codes], "iso2": codes, "roles": "fraud_hub",
            "source": "src-0",
        },
        "zones": {
            "id": zone, "label_en": [f"Town {n}" for n in range(places)], "label_fr": [f"Ville {n}" for n in range(places)],
            "country": [codes[n].lower() for n in home], "kind": "town",
            "lon": (points[home, 0] + draw.normal(0, 1.5, places)).round(4),
            "lat": (points[home, 1] + draw.normal(0, 1.5, places)).round(4), "precision_km": 5,
            "source": draw.choice(sources, places),
        },
        "events": {
            "id": [f"e-{n}" for n in range(events)], "label_en": [f"Event {n}" for n in range(events)],
            "label_fr": [f"Événement {n}" for n in range(events)],
            "kind": draw.choice(["raid", "report", "sanction", "power_cut"], events),
            "place": zone[draw.integers(0, places, events)], "date": dates[:events], "stage": "",
            "source": draw.choice(sources, events), "certainty": draw.choice(["high", "medium", "low"], events),
        },
        "movements": {
            "id": [f"m-{n}" for n in range(movements)], "label_en": [f"Movement {n}" for n in range(movements)],
            "label_fr": [f"Mouvement {n}" for n in range(movements)],
            "kind": draw.choice(["displacement", "expansion", "trafficking", "repatriation"], movements),
            "origin": zone[start], "destination": zone[end], "period": dates[events:],
            "source": draw.choice(sources, movements), "certainty": draw.choice(["high", "medium", "low"], movements),
        },
    }  # fmt: skip
    for name, columns in tables.items():
        pd.DataFrame(columns).to_csv(folder / f"{name}.csv", index=False)


class _Memory(threading.Thread):
    """The most memory that this process and its children had together (shared pages counted once)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.over = 0, False

    def run(self) -> None:
        own = psutil.Process()
        while not self.over:
            family = [own, *own.children(recursive=True)]
            total = 0
            for process in family:
                try:
                    total += process.memory_full_info().pss
                except psutil.Error:
                    continue
            self.most = max(self.most, total)
            time.sleep(2)  # asking a large process costs it time


def main() -> int:
    """Run it and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    for name, size in (("places", 5_000), ("events", 20_000), ("movements", 100_000)):
        options.add_argument(f"--{name}", type=int, default=size)
    options.add_argument("--scale", type=float, default=1.0, help="Share of these numbers to take.")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options.add_argument("--keep", type=Path, help="Folder to leave the site in.")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        return _measured(Path(name), given)


def _measured(folder: Path, given: argparse.Namespace) -> int:
    memory = _Memory()
    sizes = (max(1, round(given.scale * n)) for n in (given.places, given.events, given.movements))
    write_large(folder / "data", *sizes)
    memory.start()
    began, worked = time.perf_counter(), _cpu_seconds()
    dataset = Dataset.read(folder / "data")
    read = time.perf_counter()
    timeline = Timeline.of(dataset)
    made = time.perf_counter()
    out = given.keep or folder / "site"
    report = write_pages(dataset, timeline, out, SiteOptions(), jobs=given.jobs)
    done, worked = time.perf_counter(), _cpu_seconds() - worked
    memory.over = True
    total, pages = done - began, report.pages
    _say(
        f"read {read - began:.1f} s, timeline {made - read:.1f} s, site {done - made:.1f} s, together {total:.1f} s;"
        f" processor time of all processes {worked:.1f} s"
    )
    _say(f"{pages:,} pages, {report.built.files:,} files, {report.built.total_bytes / 1e6:,.0f} MB")
    _say(
        f"memory {memory.most / 1e6:,.0f} MB with {given.jobs} processes; own peak {_own_peak() / 1e6:,.0f} MB"
    )
    opened = _opened(out / "en" / "index.html")
    _say("overview not opened: no Chromium" if opened is None else f"overview opens in {opened:.2f} s")
    bare = _copied(out, folder / "copy")
    _say(
        f"{pages / (done - made):,.0f} pages a second; writing the same bytes alone: {pages / bare:,.0f} a second"
    )
    began_again = time.perf_counter()
    again = write_pages(dataset, timeline, out, SiteOptions(), jobs=given.jobs)
    _say(
        f"again without a change: {time.perf_counter() - began_again:.1f} s, {len(again.built.written)} files written"
    )
    failed = [
        said
        for said, bad in (
            (f"it took {total:.0f} s, more than {MOST_SECONDS}", total > MOST_SECONDS),
            (
                f"it took {memory.most / 1e6:,.0f} MB, more than {MOST_BYTES / 1e6:,.0f}",
                memory.most > MOST_BYTES,
            ),
            ("a build without a change wrote files", bool(again.built.written)),
            (
                f"the overview opens in more than {MOST_SECONDS_TO_OPEN} s",
                (opened or 0) > MOST_SECONDS_TO_OPEN,
            ),
        )
        if bad
    ]
    for said in failed:
        _say(f"FAILED: {said}")
    return bool(failed)


def _copied(site: Path, target: Path) -> float:
    """Seconds that it takes to write the same files with nothing else to do."""
    took = 0.0
    for path in site.rglob("*"):
        if path.is_dir():
            continue
        content, there = path.read_bytes(), target / path.relative_to(site)
        began = time.perf_counter()
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(content)
        took += time.perf_counter() - began
    return took


def _say(line: str) -> None:
    """At once: a full run takes minutes."""
    print(line, flush=True)


def _opened(page: Path) -> float | None:
    """Seconds until the map of a page can be used, in a browser that has nothing of it; the middle one of three."""
    chromium = find_chromium()
    if chromium is None:
        return None
    took = []
    with sync_playwright() as playwright:
        for _ in range(3):
            browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
            tab = browser.new_page(viewport={"width": 1280, "height": 800})
            began = time.perf_counter()
            tab.goto(page.as_uri())
            tab.wait_for_selector("#waterbed.wb-ready .wb-clock-date")
            took.append(time.perf_counter() - began)
            browser.close()
    return sorted(took)[1]


def _cpu_seconds() -> float:
    """Processor time of this process and of those it started that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def _own_peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.exit(main())
