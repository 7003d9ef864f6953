"""The pack of the bundled set as office programs see it: ``python -m bench.brief``.

Makes the pack in both languages, opens the slides with LibreOffice where it is there, and counts their pages. Takes minutes.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pptx import Presentation
from pypdf import PdfReader

from waterbed import BriefOptions, Dataset, write_brief

_MOST_S, _MOST_MB = 300, 200


def main() -> int:
    """Print what was measured; 1 where a promise is not kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.perf_counter()
        pack = write_brief(Dataset.read(), folder / "brief", BriefOptions(), processes=os.cpu_count() or 1)
        seconds = time.perf_counter() - started
        size_mb = sum(path.stat().st_size for path in pack.rglob("*") if path.is_file()) / 1e6
        print(
            f"pack in two languages: {seconds:.0f} s, {size_mb:.0f} MB (promised: {_MOST_S} s on two quiet cores)"
        )
        kept = [seconds <= _MOST_S, size_mb <= _MOST_MB]
        office = shutil.which("soffice")
        if office is None:
            print("no LibreOffice here: slides were not opened")
        else:
            kept += [_opens(office, deck, folder) for deck in sorted(pack.glob("*/deck.pptx"))]
    return 0 if all(kept) else 1


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
