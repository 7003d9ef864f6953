"""The typeface: what its notice says of its files, and what it can write."""

import hashlib
import json
import re

from matplotlib.font_manager import get_font

from tests.needs import ROOT
from waterbed import Timeline
from waterbed.output.type import faces

LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u2000-\u206f\u2190-\u21ff]")
"""What the typeface is for."""


def test_checksums_of_the_notice_are_those_of_the_files() -> None:
    notice = (faces.FOLDER / "NOTICE.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| `([\w.]+)` \| `([0-9a-f]{64})` \|", notice, re.M))
    assert listed == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in faces.FOLDER.iterdir()
        if path.suffix in (".ttf", ".woff2")
    }
    assert len(listed) == 4


def test_both_faces_write_all_latin_that_is_said_anywhere(timeline: Timeline) -> None:
    said = {*timeline.to_json()}
    for file in (ROOT / "layers" / "locale").glob("*.json"):
        said |= set(json.dumps(json.loads(file.read_text(encoding="utf-8")), ensure_ascii=False))
    for folder in ("output/viewer/src", "output/site/templates", "geo/data"):
        for pattern in ("*.js", "*.html", "*.csv"):
            for file in (ROOT / folder).rglob(pattern):
                said |= set(file.read_text(encoding="utf-8"))
    wanted = {letter for letter in said if LATIN.match(letter)}
    assert {"é", "ệ", "ș", "→", "–", "\u202f"} <= wanted
    for path in faces.outlines():
        known = get_font(path).get_charmap()
        assert {letter for letter in wanted if ord(letter) not in known} == set(), path.name
