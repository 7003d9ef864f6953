"""Every page of the bundled site before two judges: the Nu HTML checker, and axe-core in light and dark.

``python -m bench.sitepages`` takes ``vnu.jar`` and ``axe.min.js`` from the npm packages ``vnu-jar`` and ``axe-core`` in
``node_modules``, or from where the environment variables VNU_JAR and AXE_JS point; what is not there is left out and said.
``--sample N`` takes every N-th page.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.needs import ROOT
from waterbed import Dataset, write_site
from waterbed.output.player.offline import find_chromium

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
_PAGES_A_TAB = 50
"""A tab that has shown hundreds of maps takes gigabytes."""


def main() -> int:
    """Build the site, judge it, print what was found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sample", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        site = Path(name, "site")
        write_site(Dataset.read(), site)
        pages = sorted(site.rglob("*.html"))[:: given.sample]
        return int(bool(_nu(pages) + _axe(pages, site)))


def _nu(pages: list[Path]) -> int:
    jar = Path(os.environ.get("VNU_JAR", ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"))
    java = shutil.which("java")
    if not jar.is_file() or java is None:
        print("Nu HTML checker: left out, no vnu.jar or no java")
        return 0
    command = [
        java,
        "-Xss4m",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--stdout",
        "--also-check-svg",
        *map(str, pages),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own pages
    # In files 'self' has no host, and the checker takes data blocks for scripts: browsers judge the policy, in the tests.
    said = [
        one
        for one in json.loads(done.stdout)["messages"]
        if (one["type"] != "info" or "subType" in one) and "Content Security Policy" not in one["message"]
    ]
    for message, n in Counter(one["message"] for one in said).most_common(20):
        print(f"Nu HTML checker: {n} times: {message}")
    print(f"Nu HTML checker: {len(pages)} pages, {len(said)} faults")
    return len(said)


def _axe(pages: list[Path], site: Path) -> int:
    script = Path(os.environ.get("AXE_JS", ROOT / "node_modules" / "axe-core" / "axe.min.js"))
    chromium = find_chromium()
    if not script.is_file() or chromium is None:
        print("axe-core: left out, no axe.min.js or no Chromium")
        return 0
    found: Counter[str] = Counter()
    examples: dict[str, str] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": 1280, "height": 800},
                color_scheme=scheme,
                bypass_csp=True,
                reduced_motion="reduce",
            )
            for at, path in enumerate(pages):
                if at % _PAGES_A_TAB == 0:
                    page = context.new_page()
                page.goto(path.as_uri())
                if page.locator("#waterbed").count():
                    page.wait_for_selector("#waterbed.wb-ready:not([aria-busy]) .wb-clock-date")
                page.evaluate(script.read_text(encoding="utf-8"))
                for fault in page.evaluate("axe.run().then((r) => r.violations)"):
                    said = f"{fault['impact']} {fault['id']} ({scheme})"
                    found[said] += 1
                    where = f"{path.relative_to(site)}: {fault['nodes'][0]['html'][:160]}"
                    examples.setdefault(said, where)
                if at % _PAGES_A_TAB == _PAGES_A_TAB - 1:
                    page.close()
            context.close()
        browser.close()
    for said, n in found.most_common(20):
        print(f"axe-core: {n} pages: {said}, such as {examples[said]}")
    print(f"axe-core: {len(pages)} pages in light and dark, {found.total()} faults")
    return found.total()


if __name__ == "__main__":
    sys.exit(main())
