"""The way out of the house: what a profile lets out is written aside, searched for what it withholds, then moved in."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from waterbed.layers.dataset import Dataset
from waterbed.layers.manifest.profiles import profiles
from waterbed.layers.redaction.redact import redact
from waterbed.output.disk.staging import staging, swap
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
        raise OptionError(f"profile: {profile!r} is none of this data set, which has {', '.join(known)}.")
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
        The file or folder to write.
    write
        Writes a data set to a path: :func:`waterbed.write_map`, or any function of that form. Where the path is a
        folder that is there already, it finds a copy of it at the path that it is given.

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
    place = out.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    with staging(place, out) as aside:
        staged = aside / "new" / place.name
        staged.parent.mkdir()
        if place.is_dir():
            shutil.copytree(place, staged, symlinks=True)
        write(made.dataset, staged)
        _search(staged, made.check)
        swap(staged, place, aside)
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
