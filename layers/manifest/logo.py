"""The picture that a data set has for its mark: read once, and refused where it is not what it says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from waterbed.layers.manifest import shapes

KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}
"""Endings of the pictures that can be shown, and what each is called in an address of data."""

MOST_BYTES = 300_000

_STARTS = {".png": b"\x89PNG\r\n\x1a\n", ".webp": b"RIFF", ".jpg": b"\xff\xd8\xff"}
_ACTIVE = re.compile(
    r"script|foreignObject|iframe|object|embed|handler|listener|set|animate\w*", re.IGNORECASE
)
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|expression\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture file that was found to be one."""

    suffix: str
    """One of `KINDS`."""
    data: bytes

    @property
    def media_type(self) -> str:
        """What the file is called in an address of data."""
        return KINDS[self.suffix]


def logo_of(meta: Mapping[str, Any], folder: Path) -> Logo | None:
    """The logo that the settings name, None where they name none or one that cannot be used, which `logo_file` tells."""
    ours = meta.get("waterbed")
    site = ours.get("site") if isinstance(ours, Mapping) else None
    name = site.get("logo") if isinstance(site, Mapping) else None
    if not isinstance(name, str) or not name or name.startswith(("/", "\\")) or ".." in name:
        return None
    path, _ = logo_file(name, folder)
    return Logo(path.suffix.lower(), path.read_bytes()) if path else None


def logo_file(name: str, folder: Path) -> tuple[Path | None, str]:
    """Find the picture named as logo; None, and what to do about it, where it cannot be used."""
    path = (folder / name).resolve()
    suffix = path.suffix.lower()
    if suffix not in KINDS:
        return None, f"take one of {', '.join(KINDS)}"
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        return None, f"put the file beside {shapes.MANIFEST}"
    if path.stat().st_size > MOST_BYTES:
        return None, f"it has {path.stat().st_size:,} bytes: take one of at most {MOST_BYTES:,}"
    mend = _svg_mend(path.read_bytes()) if suffix == ".svg" else _picture_mend(path.read_bytes(), suffix)
    return (None, mend) if mend else (path, "")


def _picture_mend(data: bytes, suffix: str) -> str:
    """What to do about a file whose content is not what its name says; "" where it is."""
    is_one = data.startswith(_STARTS[suffix]) and (suffix != ".webp" or data[8:12] == b"WEBP")
    return "" if is_one else f"its content is no {suffix[1:].upper()} picture: save it as one"


def _svg_mend(data: bytes) -> str:
    """What to do about a drawing that does more than to be looked at; "" where it does not."""
    # What entities stand for could be anything, and of any size.
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return "it has a DOCTYPE, which can hide anything: save it as plain SVG without one"
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - without a DOCTYPE there are no entities
    except ElementTree.ParseError as error:
        return f"it is no SVG drawing ({error}): save it as plain SVG"
    if _local(root.tag) != "svg":
        return "it is no SVG drawing: save it as plain SVG"
    for element in root.iter():
        if _ACTIVE.fullmatch(_local(element.tag)):
            return f"it holds <{_local(element.tag)}>: save it as plain SVG, without scripts and animations"
        if _OUTSIDE.search(element.text or "") and _local(element.tag) == "style":
            return "its styles ask for something outside: save it as plain SVG"
        for key, value in element.attrib.items():
            name = _local(key)
            if name.lower().startswith("on"):
                return f"it holds a script ({name}): save it as plain SVG, without scripts"
            if name == "href" and not value.startswith(("#", "data:image/")):
                return "it asks for something outside: save it as plain SVG, with what it shows inside"
            if _OUTSIDE.search(value):
                return "it asks for something outside: save it as plain SVG, with what it shows inside"
    return ""


def _local(name: object) -> str:
    return str(name).rsplit("}", 1)[-1]
