"""The faces of the one typeface, and the style that brings them into a page; other scripts go on with what a machine has."""

import base64
from functools import cache
from pathlib import Path

FAMILY = "Waterbed Sans"
"""A name of its own, so that no machine's Noto Sans of another version takes its place; data/NOTICE.md says what it is."""

FULL_FAMILY = "Noto Sans"
"""What it is cut from: what a file that cannot bring its letters along, such as slides, asks for."""

FOLDER = Path(__file__).parent / "data"
"""Where both faces lie, as TrueType for what draws without a browser, and as WOFF2 for pages: the same outlines."""

WEIGHTS = {"regular": (400, "100 500"), "bold": (700, "600 900")}
"""The weight of each face, and the weights of a page that it answers to."""


def outlines() -> list[Path]:
    """The TrueType files, the regular first."""
    return [FOLDER / f"{face}.ttf" for face in WEIGHTS]


def packed(face: str) -> bytes:
    """The WOFF2 file of a face."""
    return (FOLDER / f"{face}.woff2").read_bytes()


@cache
def style() -> str:
    """A style sheet with both faces in it, which asks nobody for anything."""
    return style_of(
        {face: f"data:font/woff2;base64,{base64.b64encode(packed(face)).decode()}" for face in WEIGHTS}
    )


def style_of(addresses: dict[str, str]) -> str:
    """A style sheet with the faces at these addresses."""
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{WEIGHTS[face][1]};font-display:swap;'
        f'src:url({address}) format("woff2")}}'
        for face, address in addresses.items()
    )
