"""How a file says that waterbed made it: by what its format has for naming its maker."""

import re
from pathlib import Path

MAKER = "waterbed"
"""What PNG files have as software, SVG and PDF as creator, GIF and MP4 as comment, captions as note; a file of a language
begins with its code."""

_PAGE = re.compile(rb'<meta name="generator" content="waterbed [^"]*">')
_MARKS = {
    ".html": _PAGE,
    ".htm": _PAGE,
    ".png": re.compile(rb"tEXtSoftware\0waterbed"),
    ".svg": re.compile(rb"<dc:creator>\s*<cc:Agent>\s*<dc:title>waterbed</dc:title>"),
    ".pdf": re.compile(rb"/Creator \(waterbed\)"),
    ".gif": re.compile(rb"!\xfe\x08waterbed\0"),
    ".mp4": re.compile(rb"\xa9cmt.{4}data.{8}waterbed", re.DOTALL),
    ".vtt": re.compile(rb"\nNOTE waterbed\n"),
    ".json": re.compile(rb'\A\{\s*"language": "'),
}
_HEAD, _TAIL = 4_000_000, 64_000
"""Bytes that are looked through: a PDF says at its end who made it, every other format near its beginning."""


def is_marked(path: Path) -> bool:
    """Whether a regular file says that waterbed made it; a format that cannot say so never does."""
    mark = _MARKS.get(path.suffix.lower())
    if mark is None:
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(0, path.stat().st_size - _TAIL))
        return bool(mark.search(head) or mark.search(file.read()))
