"""Reading ``datapackage.json``: a JSON object of bounded size, in which no name stands twice."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from waterbed.layers.errors import DataError, Fault, did_you_mean
from waterbed.layers.files.bundled import bundled_sets
from waterbed.layers.files.strays import manifest_like, no_file
from waterbed.layers.manifest.shapes import MANIFEST

_MOST_BYTES = 10_000_000


def read_manifest(folder: Path) -> Mapping[str, Any]:
    """Read what ``datapackage.json`` says.

    Raises
    ------
    DataError
        If there is no such file in the folder, or it is no JSON object that can be read in one way only.
    """
    if not folder.is_dir():
        names = f"name a folder that holds {MANIFEST}, or a bundled set: {', '.join(bundled_sets())}"
        mend = did_you_mean(str(folder), bundled_sets()) or names
        raise DataError((Fault(str(folder), "is not a folder", mend),))
    path = folder / MANIFEST
    if faults := no_file(folder, MANIFEST):
        raise DataError(tuple(faults))
    if not path.is_file():
        mend = manifest_like(folder) or f"a data package is a folder with {MANIFEST} and CSV tables"
        raise DataError((Fault(str(folder), f"holds no {MANIFEST}", mend),))
    if path.stat().st_size > _MOST_BYTES:
        raise DataError((Fault(MANIFEST, "is too large", f"it takes {_MOST_BYTES:,} bytes at most"),))
    try:
        return manifest_of(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DataError(
            (Fault(MANIFEST, f"is not in UTF-8 (byte {error.start})", "save it as UTF-8"),)
        ) from error


def manifest_of(text: str) -> Mapping[str, Any]:
    """Read the text of a manifest.

    Raises
    ------
    DataError
        If it is no JSON object that can be read in one way only.
    """
    try:
        meta = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise DataError(
            (Fault(MANIFEST, f"is not JSON: {error.msg} at {where}", "correct it there"),)
        ) from error
    except RecursionError as error:
        raise DataError(
            (Fault(MANIFEST, "is not JSON that anybody could read", "nest it less deeply"),)
        ) from error
    except ValueError as error:
        raise DataError((Fault(MANIFEST, f"is not JSON: {error}", "correct it"),)) from error
    if not isinstance(meta, dict):
        raise DataError((Fault(MANIFEST, "is not an object", "write {…} with name, resources and waterbed"),))
    return meta


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise DataError((Fault(MANIFEST, "stands twice in one object", "keep one of the two", value=twice),))
    return content


def _no_constant(text: str) -> float:
    raise ValueError(f"{text} is not a number in JSON")
