"""The way out of the house: what a profile lets out is written aside, searched for what it withholds, then moved in."""

import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from waterbed.layers.dataset import Dataset
from waterbed.layers.disk.file import let_out
from waterbed.layers.disk.folder import MANIFEST, copied
from waterbed.layers.disk.moves import put_in
from waterbed.layers.disk.place import file_place, folder_place, plain
from waterbed.layers.disk.staging import staging
from waterbed.layers.errors import some
from waterbed.layers.manifest.profiles import profiles
from waterbed.layers.redaction.redact import redact
from waterbed.output.edition.leaks import Leak, LeakCheck, LeakError
from waterbed.output.errors import OptionError

Check = Callable[[str, bytes], None]
"""Takes the name and the bytes of a file; raises `LeakError` where they hold what is withheld."""


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """A data set as one profile lets it out."""

    dataset: Dataset
    """What may be shown."""
    check: Check
    """To be called with every file before it is moved to where readers find it."""


def edition(dataset: Dataset, profile: str = "") -> Edition:
    """Make the edition of a data set that a profile lets out; without a profile it is the data set as it is.

    Raises
    ------
    OptionError
        If there is no such profile.
    """
    if not profile:
        return Edition(dataset, lambda name, content: None)
    known = profiles(dataset.meta)
    if profile not in known:
        raise OptionError(f"profile: {profile!r} is none of this data set, which has {some(known)}.")
    redaction = redact(dataset, known[profile])
    return Edition(redaction.dataset, LeakCheck(redaction))


def published(
    dataset: Dataset, profile: str, path: str | Path, write: Callable[[Dataset, Path], object]
) -> Path:
    """Write a file or folder as a profile lets it out, search all its bytes, and only then put it in its place.

    Parameters
    ----------
    dataset
        The records as they are.
    profile
        Name of a profile; "" writes the records as they are, without a search.
    path
        The file or folder to write. A file that is there already must be one that waterbed made.
    write
        Writes a data set to a path: :func:`waterbed.write_map`, or any function of that form. Where the path is a
        folder that is there already, it finds a copy of its files at the path that it is given.

    Returns
    -------
    Path
        The file or folder.

    Raises
    ------
    LeakError
        If a withheld value stands in what was written; what was at the path before is as it was.
    OptionError
        If there is no such profile.
    """
    out, made = Path(path), edition(dataset, profile)
    if not profile:
        write(made.dataset, out)
        return out
    place = file_place(out) if plain(out) == stat.S_IFREG else folder_place(out)
    with staging(place, out) as aside:
        staged = aside / place.name
        there = copied(place, staged) if place.is_dir() else {}
        write(made.dataset, staged)
        _search(staged, made.check)
        if staged.is_dir():
            put_in(staged, place, there, MANIFEST)
        else:
            let_out(staged, out)
    return out


def _search(staged: Path, check: Check) -> None:
    """Search every file, so that the message names all that must be mended."""
    found: list[Leak] = []
    for file in sorted(staged.rglob("*")) if staged.is_dir() else [staged]:
        if file.is_file():
            try:
                check(str(file.relative_to(staged.parent)), file.read_bytes())
            except LeakError as error:
                found += error.leaks
    if found:
        raise LeakError(tuple(found))
