"""A data package: a folder with ``datapackage.json`` and CSV tables."""

import errno
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from waterbed.layers.disk.folder import made_folder, put
from waterbed.layers.disk.moves import Owned
from waterbed.layers.disk.place import odd
from waterbed.layers.errors import DataError, Fault, kept
from waterbed.layers.files.contents import WORDS, Contents, listed_paths, manifest_text
from waterbed.layers.files.csv import read_csv_table
from waterbed.layers.files.manifest import read_manifest
from waterbed.layers.files.raw import Package, RawTable
from waterbed.layers.files.sheets import LOSSLESS
from waterbed.layers.files.strays import no_file, stray_files
from waterbed.layers.locale.file import files_of, read_locales
from waterbed.layers.manifest.logo import logo_of
from waterbed.layers.manifest.shapes import MANIFEST
from waterbed.layers.manifest.site import logo_doubts
from waterbed.layers.schema.tables import TABLES


def read_package(folder: Path, instead: Mapping[str, bytes] = MappingProxyType({})) -> Package:
    """Read a data package as text.

    Parameters
    ----------
    folder
        Where it is.
    instead
        What tables are taken to hold, by name, in place of what their files hold: a change before it is written.

    Raises
    ------
    DataError
        If the folder is not there or is not a data package.
    """
    meta = read_manifest(folder)
    paths, faults = table_paths(folder, meta)
    strays, likely = stray_files(folder, paths, {*_every_path(meta), WORDS})
    locales, doubts = read_locales(folder)
    doubts += [*strays, *logo_doubts(meta, folder)]
    tables: dict[str, RawTable] = {}
    unread = _listed_tables(meta) - paths.keys() - instead.keys()
    for name in [one for one in TABLES if one in paths or one in instead]:
        file = paths.get(name) or table_file(name, meta)
        table, wrong, skipped = read_csv_table(instead.get(name, folder / file), name, file)
        faults += wrong
        doubts += skipped
        if table is None:
            unread.add(name)
        else:
            tables[name] = table
    words = None
    faults += no_file(folder, WORDS)
    if (folder / WORDS).is_file():
        words, wrong, skipped = read_csv_table(folder / WORDS, "vocabulary", WORDS)
        faults += wrong
        doubts += skipped
    found = kept(faults), kept(doubts), frozenset(unread)
    return Package(
        folder.absolute().name, meta, tables, *found, words, locales, logo_of(meta, folder), likely
    )


def package_files(held: Contents) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file of a data package, the manifest last; its own words and languages where it has any."""
    paths = {one["name"]: one["path"] for one in held.meta["resources"] if one.get("name") in TABLES}
    for name, frame in held.tables.items():
        # The cells have their form already.
        yield paths.get(name, WORDS), LOSSLESS.of(frame).encode()
    for path, text in files_of(held.locales).items():
        yield path, text.encode()
    yield MANIFEST, manifest_text(held.meta).encode()


def write_package(folder: Path, held: Contents, more: Mapping[str, str] = MappingProxyType({})) -> None:
    """Write a data package: whole or not at all.

    Parameters
    ----------
    folder
        A new or empty folder, or one with the same data set, whose tables are replaced; other files in it stay.
    held
        What it holds.
    more
        Texts that belong to it, by file name.

    Raises
    ------
    FileExistsError
        If the folder holds something else, or another data set.
    """
    also = [*files_of(held.locales), *more]
    with made_folder(folder, lambda place: _replaceable(place, folder, held.meta, also), MANIFEST) as staged:
        for name, content in package_files(held):
            put(staged.files, name, content)
        for name, text in more.items():
            put(staged.files, name, text.encode())


def _replaceable(place: Path, folder: Path, meta: Mapping[str, Any], more: Iterable[str]) -> Owned:
    """The files of the data set that is there, if it is the same one, let out in the same edition."""
    try:
        there = read_manifest(place)
    except DataError:
        said = "is there and is not a data package; choose another name or remove it"
        raise FileExistsError(errno.EEXIST, said, str(folder)) from None
    if _identity(there) != _identity(meta):
        name, edition = _identity(there)
        said = f"holds the data set {name!r}{f' as {edition} may see it' if edition else ''}, not this one; "
        raise FileExistsError(errno.EEXIST, f"{said}choose another name", str(folder))
    listed = listed_paths(there)
    files = [PurePosixPath(listed.get(name, f"{name}.csv")).as_posix() for name in TABLES]
    return dict.fromkeys([*files, WORDS, *more, MANIFEST])


def _identity(meta: Mapping[str, Any]) -> tuple[str, str]:
    """Name of a data set, and of the profile that it was let out by."""
    ours = meta.get("waterbed")
    edition = ours.get("edition") if isinstance(ours, Mapping) else None
    return str(meta.get("name", "")), str(edition.get("profile", "")) if isinstance(edition, Mapping) else ""


def _every_path(meta: Mapping[str, Any]) -> set[str]:
    """Paths that the manifest lists, whatever they hold."""
    resources = meta.get("resources", [])
    listed = (
        [one.get("path") for one in resources if isinstance(one, Mapping)]
        if isinstance(resources, list)
        else []
    )
    return {path for path in listed if isinstance(path, str)}


def _listed_tables(meta: Mapping[str, Any]) -> set[str]:
    """Tables that the manifest lists, whatever it says of them."""
    resources = meta.get("resources", [])
    named = (
        [one.get("name") for one in resources if isinstance(one, Mapping)]
        if isinstance(resources, list)
        else []
    )
    return {name for name in TABLES if name in named}


def table_file(name: str, meta: Mapping[str, Any]) -> str:
    """The path of a table within its folder, whether it is there or not."""
    return listed_paths(meta).get(name, f"{name}.csv")


def table_paths(folder: Path, meta: Mapping[str, Any]) -> tuple[dict[str, str], list[Fault]]:
    """The paths of the tables that are there, and what is wrong with those that are listed."""
    faults: list[Fault] = []
    listed = listed_paths(meta)
    resources = meta.get("resources", [])
    for resource in resources if isinstance(resources, list) else []:
        if not isinstance(resource, Mapping):
            continue  # told with the other settings
        name, path = resource.get("name"), resource.get("path")
        if name not in TABLES:
            continue
        column = f"resources.{name}.path"
        if name not in listed:
            mend = f'write a CSV file inside the folder, like "{name}.csv"'
            faults.append(
                Fault(MANIFEST, "is not a path that can be read", mend, column=column, value=str(path))
            )
        elif not (folder / listed[name]).exists() and not odd(folder / listed[name]):
            mend = "add the file or take it off the list"
            faults.append(Fault(MANIFEST, "is not there", mend, column=column, value=str(path)))
    paths = {name: listed.get(name, f"{name}.csv") for name in TABLES}
    for file in paths.values():
        faults += no_file(folder, file)
    return {name: file for name, file in paths.items() if (folder / file).is_file()}, faults
