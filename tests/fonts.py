"""A machine with one family of fonts: Chromium started with it alone, wherever the files of the family are.

DejaVu runs wide and comes with Matplotlib; Liberation runs like Arial.
"""

from pathlib import Path
from xml.sax.saxutils import escape

import matplotlib
from matplotlib.font_manager import findSystemFonts

FAMILIES = {"DejaVu Sans": "DejaVuSans", "Liberation Sans": "LiberationSans", "DejaVu Serif": "DejaVuSerif"}
"""Families that tests print in, and how the names of their files begin."""
NO_LETTERS = "--disable-remote-fonts"
"""Flag of a Chromium that lets no page bring its letters: some organisations forbid it."""
HOW_TO_GET_FONTS = "install them (Debian: fonts-dejavu-core, fonts-liberation)"
_FACES = {"", "-Regular", "-Bold", "-Oblique", "-Italic", "-BoldOblique", "-BoldItalic"}
_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def missing() -> list[str]:
    """Families of which this machine has no file."""
    return [family for family in FAMILIES if not _files(family)]


def only(family: str, folder: Path) -> dict[str, str]:
    """Variables of the environment under which fontconfig knows one family; the folder is filled with what that takes."""
    fonts = folder / "fonts"
    fonts.mkdir(parents=True)
    for file in _files(family):
        (fonts / file.name).symlink_to(file)
    conf = folder / "fonts.conf"
    conf.write_text(
        _CONF.format(fonts=escape(str(fonts)), cache=escape(str(folder / "cache"))), encoding="utf-8"
    )
    return {"FONTCONFIG_FILE": str(conf)}


def _files(family: str) -> list[Path]:
    begin = FAMILIES[family]
    own = Path(matplotlib.get_data_path(), "fonts", "ttf").glob("*.ttf")
    found = {path.name: path for path in (*own, *map(Path, findSystemFonts()))}
    return [found[name] for face in sorted(_FACES) if (name := f"{begin}{face}.ttf") in found]
