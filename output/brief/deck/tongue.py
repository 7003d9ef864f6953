"""What a presentation says of the language of its texts, and which way they are written."""

from typing import Any

from babel.core import get_global

from waterbed.output.language.script import base_direction, tag


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
