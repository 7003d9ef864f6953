"""Cells of a workbook that hold an error, or a formula whose value was not saved: they read as empty, and are named."""

import html
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from waterbed.layers.foreign.packed import BROKEN, unpacked

_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*\bt="e"[^>]*>(?:<f\b[^>]*>[^<]*</f>|<f\b[^>]*/>)?<v>([^<]*)</v>'
)
_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>(?:<f\b[^>]*>[^<]*</f>|<f\b[^>]*/>)(?:<v></v>|<v ?/>)?</c>'
)
_SHEET = re.compile(r"<sheet\b[^>]*>")
_MOST_SEARCHED = 200_000_000


def valueless(path: Path) -> Mapping[str, Sequence[str]]:
    """Cells of an XLSX that hold an error such as #N/A, or a formula without its value, which read as empty; by sheet."""
    if path.suffix.lower() not in (".xlsx", ".xlsm") or not zipfile.is_zipfile(path):
        return {}
    found: dict[str, list[str]] = {}
    with zipfile.ZipFile(path) as packed:
        for name, part in _parts(packed):
            if packed.getinfo(part).file_size > _MOST_SEARCHED:
                continue
            try:
                text = unpacked(packed, part)
            except BROKEN:
                continue  # which the reader of the sheets tells of
            errors: dict[bytes, list[str]] = {}
            for cell, error in _ERROR.findall(text):
                errors.setdefault(error, []).append(cell.decode())
            notes = [f"{error.decode()} in {_cells(cells)}: read as empty" for error, cells in errors.items()]
            if formulas := [cell.decode() for cell in _FORMULA.findall(text)]:
                notes.append(
                    f"a formula without a value in {_cells(formulas)}: open it in a spreadsheet and save it"
                )
            found[name] = notes
    return found


def _parts(packed: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Name and file of each sheet."""
    try:
        sheets = _SHEET.findall(unpacked(packed, "xl/workbook.xml").decode())
        links = unpacked(packed, "xl/_rels/workbook.xml.rels").decode()
    except (KeyError, UnicodeDecodeError, *BROKEN):
        return []
    files = {
        _attribute(one, "Id"): _attribute(one, "Target").lstrip("/").removeprefix("xl/")
        for one in re.findall(r"<Relationship\b[^>]*>", links)
    }
    named = [
        (html.unescape(_attribute(one, "name")), f"xl/{files.get(_attribute(one, 'r:id'), '')}")
        for one in sheets
    ]
    return [(name, part) for name, part in named if part in packed.namelist()]


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


def _cells(names: Sequence[str]) -> str:
    more = f" and {len(names) - 5:,} more" if len(names) > 5 else ""
    return f"{', '.join(names[:5])}{more}"
