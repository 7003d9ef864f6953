"""One folder, and nothing beyond it: which data set or file a name means that a stranger gave."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from waterbed.layers.containers.kinds import holds_set
from waterbed.layers.disk.place import is_inside, odd
from waterbed.layers.errors import shown
from waterbed.layers.files.bundled import bundled_sets
from waterbed.layers.manifest.shapes import MANIFEST
from waterbed.output.errors import OptionError

_MOST_ENTRIES = 20_000
"""Files and folders that are looked through for links; a data set has some dozens."""
_MOST_LISTED = 200
_DEPTH = 3
"""Folders within folders in which data sets are looked for."""


@dataclass(frozen=True, slots=True)
class Confined:
    """The folder that the server was started for, and works in: paths are given relative to it, as messages tell them.

    Links in it count as what they lead to.
    """

    root: Path
    """Resolved; the current folder of the process."""

    def data_set(self, name: str) -> Path:
        """The path of a data set: a folder, or a file that ``waterbed convert`` wrote; or a bundled one by its name.

        Raises
        ------
        OptionError
            If the name leads out of the folder, or to nothing that is a data set.
        """
        path = self._inside("data", name)
        if not os.path.lexists(path):
            bundled = bundled_sets()
            if name in bundled:
                return bundled[name]
            raise OptionError(
                f"data: {shown(name)!r} is not there; the tool sets lists what is, and the bundled sets."
            )
        if path.name == MANIFEST:
            path = path.parent
        if path.is_dir():
            self._hold_links(path)
            if (path / MANIFEST).is_file() or holds_set(path):
                return path.relative_to(self.root)
        elif not odd(path) and holds_set(path):
            return path.relative_to(self.root)
        raise OptionError(
            f"data: {shown(name)!r} is no data set; name a folder with a {MANIFEST}, or a file that waterbed "
            "convert wrote. waterbed import makes a data set of tables."
        )

    def new_file(self, name: str) -> Path:
        """The path of a file to write.

        Raises
        ------
        OptionError
            If the name leads out of the folder.
        """
        return self._inside("out", name).relative_to(self.root)

    def sets(self) -> Iterator[Path]:
        """The data sets in the folder, down to a few folders within folders."""
        found = 0
        for here, folders, files in os.walk(self.root):
            inside = Path(here)
            folders[:] = sorted(one for one in folders if one[0] not in "._")
            if len(inside.relative_to(self.root).parts) >= _DEPTH:
                folders.clear()
            manifest = inside / MANIFEST
            there = [inside] if manifest.is_file() and self._holds(manifest) else []
            there += [inside / one for one in (*folders, *sorted(files)) if _holds_set(inside / one)]
            for path in there:
                yield path.relative_to(self.root)
                found += 1
                if found == _MOST_LISTED:
                    return

    def _inside(self, option: str, name: str) -> Path:
        if name != "." and not is_inside(name):
            raise OptionError(
                f"{option}: {shown(name)!r} is not a plain path below the folder of this server; write one like "
                "records/map.html, without .., a leading / or a backslash."
            )
        path = self.root / name
        if not self._holds(path):
            raise OptionError(
                f"{option}: {shown(name)!r} leads out of the folder of this server by a link; name what is in it."
            )
        return path

    def _holds(self, path: Path) -> bool:
        try:
            return path.resolve().is_relative_to(self.root)
        except (OSError, RuntimeError):  # a link that leads to itself
            return False

    def _hold_links(self, folder: Path) -> None:
        """Refuse a data set one of whose files lies elsewhere: a table that is a link to a file of the machine's owner."""
        looked_at = 0
        for here, folders, files in os.walk(folder):
            for name in (*folders, *files):
                looked_at += 1
                path = Path(here, name)
                if looked_at > _MOST_ENTRIES:
                    raise OptionError(
                        f"data: {self._named(folder)!r} holds over {_MOST_ENTRIES:,} files, too many to look through "
                        "for links; put the data set into a folder of its own."
                    )
                if path.is_symlink() and not self._holds(path):
                    raise OptionError(
                        f"data: {self._named(path)!r} is a link that leads out of the folder of this server; put the "
                        "file itself there."
                    )

    def _named(self, path: Path) -> str:
        return shown(path.relative_to(self.root).as_posix())


def _holds_set(path: Path) -> bool:
    """Whether it is a file that ``waterbed convert`` wrote; links and pipes are not looked into."""
    return stat.S_IFMT(path.lstat().st_mode) in (stat.S_IFREG, stat.S_IFDIR) and holds_set(path)
