"""A file of a language: ``locale/xx.json``, in the folder of a data set or here."""

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, cast

from waterbed.layers.disk.place import odd
from waterbed.layers.errors import Fault

FOLDER = "locale"
"""Folder of a data set that holds its languages."""
SECTIONS = ("player", "sentences", "site", "pictures", "words")
"""What a language is made of: strings by key, nested or with the plural forms of a string as an object."""
TO_FILL_IN = "to_fill_in"
"""What is missing, by path: the English, and an empty place in the language."""
BUNDLED = "bundled"
"""Words that only the data set that comes with waterbed has; no language needs them."""
EDIT = "edit"
"""What the page to edit records says, and no picture: English where a language has it not."""
_MOST_BYTES = 2_000_000
_MOST_FILES = 50

Content = Mapping[str, Any]


def normal(lang: str) -> str:
    """The code of a language however it is written: ``pt_BR`` and ``pt-br`` are one.

    >>> normal("zh-Hant_TW")
    'zh_hant_tw'
    """
    return lang.replace("-", "_").lower()


def file_of(lang: str) -> str:
    """Path of a language within a data set."""
    return f"{FOLDER}/{lang}.json"


def read_locales(folder: Path) -> tuple[dict[str, Content], list[Fault]]:
    """Read the languages that a folder brings along, by the names of their files.

    Returns
    -------
    contents
        As they stand in the files.
    doubts
        Files that cannot be read: their languages are not there.
    """
    found: dict[str, Content] = {}
    doubts: list[Fault] = []
    paths = sorted((folder / FOLDER).glob("*.json")) if (folder / FOLDER).is_dir() else []
    for path in paths[:_MOST_FILES]:
        name = PurePosixPath(FOLDER, path.name).as_posix()
        try:
            found[path.stem] = read_locale(path)
        except (OSError, ValueError, RecursionError) as error:
            problem = str(error) if type(error) is ValueError else "is not JSON"
            at = (
                f" (line {error.lineno}, column {error.colno})"
                if isinstance(error, json.JSONDecodeError)
                else ""
            )
            doubts.append(Fault(name, problem + at, "mend it there; until then its language is left out"))
    if len(paths) > _MOST_FILES:
        doubts.append(Fault(FOLDER, f"holds {len(paths)} languages", f"a data set takes {_MOST_FILES}"))
    return found, doubts


def read_locale(path: Path) -> Content:
    """Read one language.

    Raises
    ------
    ValueError
        If it is no JSON, or not an object of texts.
    """
    if what := odd(path):
        raise ValueError(f"is {what}, not a file")
    if path.stat().st_size > _MOST_BYTES:
        raise ValueError(f"is larger than {_MOST_BYTES:,} bytes")
    return content_of(path.read_text(encoding="utf-8-sig"))


def content_of(text: str) -> Content:
    """Read the text of one language.

    Raises
    ------
    ValueError
        If it is no JSON, or not an object of texts.
    """
    content = json.loads(text)
    if not isinstance(content, dict) or not all(
        isinstance(content.get(section, {}), dict) for section in (*SECTIONS, BUNDLED, EDIT, TO_FILL_IN)
    ):
        raise ValueError("is not an object with strings, as waterbed translate writes it")
    return cast(Content, content)


def text_of(content: Content) -> str:
    """A language as it is written."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def files_of(locales: Mapping[str, Content]) -> dict[str, str]:
    """The languages of a data set as they are written, by path."""
    return {file_of(lang): text_of(content) for lang, content in locales.items()}
