"""The verb ``translate``: the file of a language, with what is missing laid out to be filled in."""

import errno
from pathlib import Path
from typing import Annotated

import typer

from waterbed.geo.locale import known_locale
from waterbed.layers.disk.file import write_text
from waterbed.layers.files.bundled import bundled_sets
from waterbed.layers.locale.file import FOLDER, file_of, normal, read_locale, text_of
from waterbed.layers.locale.filling import to_fill_in
from waterbed.layers.locale.strings import installed, like, machine_made
from waterbed.layers.manifest.settings import is_language
from waterbed.layers.manifest.shapes import MANIFEST
from waterbed.output.cli.terminal import failures_told, folder_of, out_console
from waterbed.output.errors import OptionError


def translate(
    lang: Annotated[str, typer.Argument(help="Language, like es or pt_BR.")],
    data: Annotated[
        Path | None,
        typer.Argument(help="Folder of a data set; the current one when left out.", show_default=False),
    ] = None,
) -> None:
    """Write the words of the interface in a language, to be filled in: locale/xx.json in the folder of a data set."""
    with failures_told():
        folder = folder_of(data)
        if folder in bundled_sets().values():
            raise OptionError(f"{data} comes with waterbed and is not written into; copy {folder}.")
        if not is_language(lang):
            raise OptionError(f"{lang!r} is not the code of a language; write one like es or pt_BR.")
        if folder is None or not (folder / MANIFEST).is_file():
            raise OptionError(
                f"{folder or 'this folder'} holds no {MANIFEST}; name the folder of a data set."
            )
        out_console.print(_translated(lang, folder), markup=False)


def _translated(lang: str, folder: Path) -> str:
    path = folder / _file(lang, folder)
    try:
        given = read_locale(path) if path.is_file() else {}
    except ValueError as error:
        raise OSError(errno.EINVAL, f"cannot be read ({error}); mend it or take it away", str(path)) from None
    content, lacking = to_fill_in(lang, given)
    if not given and not lacking:
        known = like(lang, installed())
        made = "; made by a machine, not read by a speaker yet" if machine_made(known) else ""
        return f"{lang}: waterbed has all words of this language{made}. Nothing was written."
    path.parent.mkdir(exist_ok=True)
    write_text(path, text_of(content))
    unknown = (
        "" if known_locale(lang) else f" Unicode's data have no {lang}: dates and numbers are as in English."
    )
    if not lacking:
        return f"{path}: complete.{unknown}"
    strings = "1 string is" if lacking == 1 else f"{lacking:,} strings are"
    return f'{path}: {strings} missing; write each into "say" under "to_fill_in".{unknown}'


def _file(lang: str, folder: Path) -> str:
    """The file of the language that is there, however its name is written; else the one to write."""
    there = [path.stem for path in (folder / FOLDER).glob("*.json")]
    return file_of(next((name for name in there if normal(name) == normal(lang)), lang))
