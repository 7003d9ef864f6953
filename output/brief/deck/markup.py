"""What presentations hold where python-pptx does not reach: archives, languages, names, bullets, rules, sections."""

import io
import unicodedata
import zipfile
from collections.abc import Sequence
from typing import Any

from babel.core import get_global

from waterbed.output.brief.deck.box import EMU_PER_POINT
from waterbed.output.language.script import base_direction, tag

_EPOCH = (1980, 1, 1, 0, 0, 0)

_TEMPLATE, _PRESENTATION = (
    f"presentationml.{kind}.main+xml".encode() for kind in ("template", "presentation")
)

_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"

_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_OF_2010 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
"""What sections of a presentation are known by."""

INDENT = 13.0
"""Points by which what stands after a bullet is set in."""


def as_presentation(content: bytes) -> bytes:
    """A template file (.potx) differs from a presentation by one word in its list of contents."""
    name = "[Content_Types].xml"
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        listed = old.read(name)
        if _TEMPLATE not in listed:
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.namelist():
                text = old.read(entry)
                new.writestr(entry, text.replace(_TEMPLATE, _PRESENTATION) if entry == name else text)
    return out.getvalue()


def without_times(made: bytes) -> bytes:
    """The archive anew, every file dated alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            packed = name.endswith((".png", ".mp4", ".jpeg", ".jpg"))
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name), zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def language_code(lang: str) -> str:
    """The language as office programs write it, with its likeliest country: fr becomes fr-FR."""
    likely = str(get_global("likely_subtags").get(lang.replace("-", "_"), lang)).split("_")
    return f"{likely[0]}-{likely[-1]}" if len(likely) == 3 else tag(lang)


def turn(paragraph: Any, text: str, lang: str) -> None:
    """Let a paragraph that is written from right to left begin at the right."""
    if base_direction(text, lang) == "rtl":
        properties = paragraph._p.get_or_add_pPr()
        properties.set("algn", "r")
        properties.set("rtl", "1")


def bulleted(paragraph: Any) -> None:
    """Put a bullet before a paragraph."""
    from lxml import etree

    properties = paragraph._p.get_or_add_pPr()
    indent = round(INDENT * EMU_PER_POINT)
    properties.set("marR" if properties.get("rtl") else "marL", str(indent))
    properties.set("indent", str(-indent))
    etree.SubElement(properties, tag_of("a:buChar"), {"char": "•"})


def counting(paragraph: Any) -> None:
    """Let the number that a paragraph says follow its slide when that is moved."""
    from lxml import etree

    run = paragraph.runs[0]._r
    field = etree.SubElement(paragraph._p, tag_of("a:fld"), {"id": _NUMBER_FIELD, "type": "slidenum"})
    field.extend(list(run))
    paragraph._p.replace(run, field)


def plain(text: str) -> str:
    """The text without characters that no XML file may hold."""
    return "".join(
        letter
        for letter in text
        if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs", "Cn")
    )


def described(properties: Any, alt: str, name: str) -> None:
    """Give a shape its alternative text and its name."""
    properties.set("descr", plain(alt))
    properties.set("name", plain(name)[:120])


def underlined(cell: Any, colour: str, points: float) -> None:
    """Draw a rule under a cell."""
    from lxml import etree

    properties = cell.get_or_add_tcPr()
    line = etree.SubElement(
        properties, tag_of("a:lnB"), {"w": str(round(points * EMU_PER_POINT)), "cmpd": "sng"}
    )
    fill = etree.SubElement(line, tag_of("a:solidFill"))
    etree.SubElement(fill, tag_of("a:srgbClr"), {"val": colour})


def part_into_sections(deck: Any, named: Sequence[tuple[str, int]]) -> None:
    """Part the slides into sections: the name of each, and the number of slides that come before it."""
    from lxml import etree

    ids = [entry.get("id") for entry in deck.slides._sldIdLst]
    ends = [first for _, first in named[1:]] + [len(ids)]
    holder = etree.SubElement(_extensions(deck), tag_of("p:ext"), {"uri": _SECTIONS})
    listed = etree.SubElement(holder, f"{{{_OF_2010}}}sectionLst", nsmap={"p14": _OF_2010})
    for number, ((name, first), end) in enumerate(zip(named, ends, strict=True), 1):
        key = f"{{00000000-0000-4000-8000-{number:012}}}"
        section = etree.SubElement(listed, f"{{{_OF_2010}}}section", {"name": plain(name), "id": key})
        slides = etree.SubElement(section, f"{{{_OF_2010}}}sldIdLst")
        for one in ids[first:end]:
            etree.SubElement(slides, f"{{{_OF_2010}}}sldId", {"id": one})


def _extensions(deck: Any) -> Any:
    """Where a presentation holds what came to the format later; a template's own sections are taken out."""
    from lxml import etree

    root = deck.part._element
    found = root.find(tag_of("p:extLst"))
    if found is None:
        return etree.SubElement(root, tag_of("p:extLst"))
    for one in [one for one in found if one.get("uri") == _SECTIONS]:
        found.remove(one)
    return found


def tag_of(name: str) -> str:
    """The full name of an element, as p:ext."""
    from pptx.oxml.ns import qn

    return str(qn(name))
