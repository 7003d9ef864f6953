"""Text as shapes: our typeface, families of other scripts, words shaped by libraqm, widths, what has no glyph."""

import unicodedata
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from waterbed.output.extras import matplotlib_needed
from waterbed.output.type import faces

if TYPE_CHECKING:
    from matplotlib.path import Path

_SCRIPTS = (
    ("Noto Sans Myanmar", "Padauk", "Myanmar Text", "Myanmar MN"),
    ("Noto Sans Khmer", "Khmer OS", "Leelawadee UI", "Khmer MN"),
    ("Noto Sans Thai", "Noto Looped Thai", "Loma", "Leelawadee UI", "Thonburi"),
    ("Noto Sans Lao", "Noto Looped Lao", "Phetsarath OT", "Leelawadee UI", "Lao MN"),
    ("Noto Sans Arabic", "Noto Naskh Arabic", "Segoe UI", "Geeza Pro"),
    ("Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari"),
)


_CHINESE = {
    "zh": ("Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Zen Hei"),
    "zh_Hant": ("Noto Sans CJK TC", "Noto Sans TC", "Microsoft JhengHei", "PingFang TC", "WenQuanYi Zen Hei"),
    "ja": ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Hiragino Sans", "WenQuanYi Zen Hei"),
    "ko": ("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo"),
}
"""One character has forms that differ by country: the family of the text's language comes first."""


_EM = 100.0
"""matplotlib lays text out at this size before it is scaled."""


_NARROWEST = 0.2
"""Of letters, in ems."""


@dataclass(frozen=True, slots=True)
class Face:
    """How a piece of text is set; size in pixels of a picture at its natural size."""

    size: float
    bold: bool = False
    spacing: float = 0.0
    """Pixels added after each letter; scripts whose letters join ignore it."""


@lru_cache(maxsize=4096)
def shape(text: str, bold: bool, lang: str) -> "tuple[Path, float]":
    """The outline of a line of text for a size of 1, y up from the baseline, and how far it advances."""
    matplotlib_needed()
    import numpy as np
    from matplotlib.font_manager import get_font
    from matplotlib.ft2font import LoadFlags
    from matplotlib.path import Path
    from matplotlib.textpath import text_to_path

    font, language = get_font(_files(bold, lang)), lang.replace("_", "-") or None
    font.set_size(_EM, 72)
    with warnings.catch_warnings():
        # What has no glyph is said once for the whole picture, with the mend: see `warn_of_missing`.
        warnings.filterwarnings("ignore", message="Glyph ")
        glyphs, outlines, _ = text_to_path.get_glyphs_with_font(font, text, language=language)
        font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING, language=language)
    width = font.get_width_height()[0] / 64
    placed = [(outlines[glyph][0] * scale + [x, y], outlines[glyph][1]) for glyph, x, y, scale in glyphs]
    vertices = np.concatenate([np.empty((0, 2)), *(points for points, _ in placed)])
    codes = [code for _, one in placed for code in one]
    outline = Path(vertices / _EM, codes or None)
    outline.should_simplify = False
    return outline, float(width) / _EM


@lru_cache(maxsize=8192)
def width(text: str, face: Face, lang: str) -> float:
    """How wide a line is, in pixels."""
    advance = shape(text, face.bold, lang)[1] * face.size
    return advance + (face.spacing * len(text) if spaced(text) else 0.0)


def spaced(text: str) -> bool:
    """Whether letters may stand apart: those of other scripts join, or stack."""
    return all(ord(letter) < 0x530 or not letter.isalpha() for letter in text) and not any(
        unicodedata.combining(letter) for letter in text
    )


def missing(texts: Iterable[str], lang: str) -> str:
    """The characters that no family on this system can write, in order; empty when all is well."""
    matplotlib_needed()
    from matplotlib.font_manager import get_font

    wanted = {letter for text in texts for letter in text if not letter.isspace()}
    wanted = {letter for letter in wanted if unicodedata.category(letter) not in ("Cf", "Cc")}
    for path in _files(False, lang):
        known = get_font(path).get_charmap()
        wanted = {letter for letter in wanted if ord(letter) not in known}
    return "".join(sorted(wanted))


@cache
def families(lang: str) -> tuple[str, ...]:
    """Families of text in a language, ours first, all of them there; the one that comes with matplotlib is the last."""
    from matplotlib.font_manager import fontManager

    there = set(fontManager.get_font_names())
    language = lang.replace("-", "_")
    chinese = sorted(
        _CHINESE, key=lambda key: (not (language.startswith(key) or key == language), key != "zh")
    )
    needs = [*_SCRIPTS, *(_CHINESE[key] for key in chinese)]
    found = [next((family for family in need if family in there), None) for need in needs]
    return tuple(dict.fromkeys([faces.FAMILY, *(family for family in found if family), "DejaVu Sans"]))


class MissingGlyphWarning(UserWarning):
    """A picture has characters that no font on this system can write."""


def warn_of_missing(texts: Iterable[str], lang: str) -> None:
    """Warn of what stands as empty boxes on a picture, and say what mends it."""
    lost = missing(texts, lang)
    if lost:
        codes = ", ".join(f"U+{ord(letter):04X} {letter}" for letter in lost[:12])
        warnings.warn(
            f"No font here writes {codes}{' and others' if len(lost) > 12 else ''}: such characters are missing in the "
            "picture. Install a font for them, such as the Noto fonts (Debian: fonts-noto-core, fonts-noto-cjk).",
            MissingGlyphWarning,
            stacklevel=3,
        )


def words(text: str) -> list[str]:
    """Pieces that keep together, each with the space before it; scripts without spaces break between letters."""
    pieces: list[str] = []
    for letter in text.replace("\n", " "):
        joined = letter in "\u00a0\u202f\u2060"
        breaks = letter.isspace() and not joined
        if not pieces or breaks or _ideographic(letter):
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces


def pieces(text: str, face: Face, room: float, lang: str) -> list[str]:
    """What keeps together of a text in a room of so many pixels: words, and parts of those that are wider."""
    found: list[str] = []
    # No room holds more letters than narrow ones: a word without an end is never measured whole.
    most = max(8, int(room / (_NARROWEST * face.size)))
    for word in words(text):
        while len(word) > most or (len(word) > 1 and width(word.rstrip(), face, lang) > room):
            end = _fitting(word[:most], face, room, lang)
            found.append(word[:end])
            word = word[end:]
        found.append(word)
    return found


def _fitting(word: str, face: Face, room: float, lang: str) -> int:
    """How many letters of a word that is too long fit."""
    fits, beyond = 1, len(word)
    while beyond - fits > 1:
        middle = (fits + beyond) // 2
        fits, beyond = (middle, beyond) if width(word[:middle], face, lang) <= room else (fits, middle)
    # A letter keeps the marks that belong to it.
    while fits > 1 and unicodedata.category(word[fits])[0] == "M":
        fits -= 1
    return fits


def _ideographic(letter: str) -> bool:
    return "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af"


@cache
def _files(bold: bool, lang: str) -> list[str]:
    """The files to look for a letter in, one after the other: ours are named, not looked for among a machine's."""
    from matplotlib.font_manager import FontProperties, findfont

    _, *others = families(lang)
    weight = 700 if bold else 400
    found = (findfont(FontProperties(family=family, weight=weight)) for family in others)
    return [str(faces.outlines()[bold]), *map(str, found)]
