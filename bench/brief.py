"""The pack of the bundled set as office programs see it: ``python -m bench.brief``.

Makes the pack in both languages twice, the second time with another seed of hashes and another time zone, and compares
every byte; times the slides with their stills; opens them with LibreOffice where it is there, and counts their pages. Takes
minutes.
"""

import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from pptx import Presentation
from pypdf import PdfReader

from tests.needs import ROOT
from waterbed import Dataset, Timeline
from waterbed.output.brief.deck.slides import deck_bytes
from waterbed.output.text.briefing import briefing

_MOST_S, _MOST_MB, _MOST_DECK_S = 300, 200, 20


class Cost(NamedTuple):
    """What something took, in seconds."""

    wall: float
    cpu: float


def main() -> int:
    """Print what was measured; 1 where a promise is not kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = _pack(folder / "first", TZ="UTC", PYTHONHASHSEED="1")
        size_mb = sum(path.stat().st_size for path in (folder / "first").rglob("*") if path.is_file()) / 1e6
        print(
            f"pack in two languages: {first.wall:.0f} s, {first.cpu:.0f} s CPU, {size_mb:.0f} MB"
            f" (promised: {_MOST_S} s on two quiet cores)"
        )
        _pack(folder / "second", TZ="Asia/Bangkok", PYTHONHASHSEED="7")
        equal = _sums(folder / "first") == _sums(folder / "second")
        print(
            f"a second pack: {len(_sums(folder / 'second'))} files, {'the same bytes' if equal else 'OTHER BYTES'}"
        )
        deck = _deck()
        print(
            f"slides with their stills: {deck.wall:.0f} s, {deck.cpu:.0f} s CPU (promised: {_MOST_DECK_S} s)"
        )
        kept = [first.cpu <= _MOST_S, size_mb <= _MOST_MB, equal, deck.cpu <= _MOST_DECK_S]
        office = shutil.which("soffice")
        if office is None:
            print("no LibreOffice here: slides were not opened")
        else:
            kept += [_opens(office, deck, folder) for deck in sorted((folder / "first").glob("*/deck.pptx"))]
    return 0 if all(kept) else 1


def _pack(out: Path, **environment: str) -> Cost:
    """Make a pack in a process of its own, as a user does."""
    before, started = _children(), time.perf_counter()
    command = [sys.executable, "-m", "waterbed", "brief", "-o", str(out)]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **environment}, capture_output=True)  # noqa: S603
    return Cost(time.perf_counter() - started, _children() - before)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _sums(pack: Path) -> dict[str, str]:
    files: dict[str, str] = json.loads((pack / "manifest.json").read_text(encoding="utf-8"))["files"]
    return files


def _deck() -> Cost:
    timeline = Timeline.of(Dataset.read())
    started, cpu = time.perf_counter(), time.process_time()
    deck_bytes(timeline, briefing(timeline, timeline["meta"]["languages"][0]))
    return Cost(time.perf_counter() - started, time.process_time() - cpu)


def _opens(office: str, deck: Path, folder: Path) -> bool:
    """Whether every slide becomes a page whose title is that of the slide."""
    command = [
        office,
        f"-env:UserInstallation={(folder / 'office').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, str(deck)], check=True, capture_output=True, timeout=600)  # noqa: S603
    pages = PdfReader(folder / "deck.pdf").pages
    slides = Presentation(io.BytesIO(deck.read_bytes())).slides
    titles = [slide.shapes.title.text.split()[0] for slide in slides]
    shown = [page.extract_text() for page in pages]
    kept = len(shown) == len(titles) and all(title in text for title, text in zip(titles, shown, strict=True))
    print(
        f"{deck.parent.name}/{deck.name}: {len(titles)} slides, {len(shown)} pages, {'kept' if kept else 'NOT KEPT'}"
    )
    return kept


if __name__ == "__main__":
    sys.exit(main())
