"""The style sheet of a site: our own, with the player's colours, and those that a data set brings."""

import re
from pathlib import Path

from waterbed.output.brand import Brand

_HERE = Path(__file__).parent
_TOKENS = _HERE / "viewer" / "src" / "tokens.css"
_STYLE = _HERE / "templates" / "site" / "site.css"


def site_css(brand: Brand) -> str:
    """Colours for light, dark and paper by what the reader's system asks for, then the rules of the pages."""
    blocks = dict(_blocks())
    colours = [
        f":root{{{blocks['']}{_accent(brand.accent)}}}",
        f"@media (prefers-color-scheme: dark){{:root{{{blocks['dark']}{_accent(brand.accent_dark)}}}}}",
        f"@media print{{:root{{{blocks['']}{blocks['print']}{_accent(brand.accent)}}}}}",
    ]
    return "\n".join([*colours, _STYLE.read_text(encoding="utf-8")])


def _accent(colour: str) -> str:
    return f" --site-accent: {colour};" if colour else ""


def _blocks() -> list[tuple[str, str]]:
    """The custom properties of each theme, as they stand in the player's file."""
    text = re.sub(r"/\*.*?\*/", "", _TOKENS.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = re.findall(r'\.wb-root(?:\[data-wb-theme="(\w+)"\])?\s*\{([^{}]*)\}', text)
    return [(theme, re.sub(r"\s+", " ", body).strip()) for theme, body in found]
