"""Fixtures of what leaves the house."""

import pytest

from tests.layers.packages import changed, write_manifest, write_tiny
from waterbed import Dataset

HOSTILE = '<script>alert(1)</script> #panic("x") $x$ *b* `c` {{ 7*7 }} \\ =1+1 "\' & \u202eABC\u202c'


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A tiny set whose texts are markup of every kind, one scene endless, one word endless."""
    folder = tmp_path_factory.mktemp("hostile")
    write_tiny(
        folder,
        scenes=changed("scenes", "scene-ban", label_en=HOSTILE, text_en=f"{HOSTILE} came. [ban] " * 60),
        events=changed("events", "raid", label_en="x" * 1900),
        gaps=changed("gaps", "gap-return", statement_en=f"{HOSTILE} " * 100),
        sources=changed("sources", "wire", title=HOSTILE, url="javascript:alert(1)"),
    )
    write_manifest(folder, title=HOSTILE, description=HOSTILE, licenses=[{"name": "x", "title": HOSTILE}])
    return Dataset.read(folder)
