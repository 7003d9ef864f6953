"""A large site: how long it takes, how much memory, against the bare cost of writing the same bytes.

``python -m bench.site`` makes a simulated set of 5,000 places, 20,000 events and 100,000 movements, builds its site in two
languages, builds it again without a change, and fails when the limits of the method are not met. ``--places``,
``--events``, ``--movements`` take a smaller one.
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

from waterbed import Dataset, Timeline
from waterbed.geo import basemap
from waterbed.output.site import SiteOptions, write_pages

MOST_SECONDS, MOST_BYTES = 300, 2_000_000_000
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
    points = np.array([basemap.label_point(code) for code in codes])
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
            time.sleep(0.5)


def main() -> int:
    """Run it and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    for name, size in (("places", 5_000), ("events", 20_000), ("movements", 100_000)):
        options.add_argument(f"--{name}", type=int, default=size)
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options.add_argument("--keep", type=Path, help="Folder to leave the site in.")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        return _measured(Path(name), given)


def _measured(folder: Path, given: argparse.Namespace) -> int:
    memory = _Memory()
    write_large(folder / "data", given.places, given.events, given.movements)
    memory.start()
    began = time.perf_counter()
    dataset = Dataset.read(folder / "data")
    read = time.perf_counter()
    timeline = Timeline.of(dataset)
    made = time.perf_counter()
    out = given.keep or folder / "site"
    report = write_pages(dataset, timeline, out, SiteOptions(), jobs=given.jobs)
    done = time.perf_counter()
    memory.over = True
    again = write_pages(dataset, timeline, out, SiteOptions(), jobs=given.jobs)
    rebuilt = time.perf_counter()
    bare = _copied(out, folder / "copy")
    total, pages = done - began, report.pages
    print(
        f"read {read - began:.1f} s, timeline {made - read:.1f} s, site {done - made:.1f} s, together {total:.1f} s"
    )
    print(f"{pages:,} pages, {report.built.files:,} files, {report.built.total_bytes / 1e6:,.0f} MB")
    print(
        f"{pages / (done - made):,.0f} pages a second; writing the same bytes alone: {pages / bare:,.0f} a second"
    )
    print(
        f"memory {memory.most / 1e6:,.0f} MB with {given.jobs} processes; own peak {_own_peak() / 1e6:,.0f} MB"
    )
    print(f"again without a change: {rebuilt - done:.1f} s, {len(again.built.written)} files written")
    failed = [
        said
        for said, bad in (
            (f"it took {total:.0f} s, more than {MOST_SECONDS}", total > MOST_SECONDS),
            (
                f"it took {memory.most / 1e6:,.0f} MB, more than {MOST_BYTES / 1e6:,.0f}",
                memory.most > MOST_BYTES,
            ),
            ("a build without a change wrote files", bool(again.built.written)),
        )
        if bad
    ]
    for said in failed:
        print(f"FAILED: {said}")
    return bool(failed)


def _copied(site: Path, target: Path) -> float:
    """Seconds that it takes to write the same files with nothing else to do."""
    files = [(path.relative_to(site), path.read_bytes()) for path in site.rglob("*") if path.is_file()]
    began = time.perf_counter()
    for path, content in files:
        there = target / path
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(content)
    return time.perf_counter() - began


def _own_peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.exit(main())
