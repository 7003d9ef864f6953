"""A logo is a picture and nothing else; what is none is told with the mend, and not used."""

from pathlib import Path

import pytest

from tests.layers.packages import MANIFEST, write_manifest, write_tiny
from waterbed import Dataset
from waterbed.layers.manifest.logo import logo_file
from waterbed.layers.manifest.profiles import profiles
from waterbed.layers.redaction.redact import redact

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 4 4">'

BAD: dict[str, tuple[str, bytes, str]] = {
    "another format": ("logo.gif", b"GIF89a", "take one of .svg, .png, .webp, .jpg"),
    "a name that lies": ("logo.png", b"GIF89a", "its content is no PNG picture: save it as one"),
    "a web picture that is none": ("logo.webp", b"RIFF....WAVE", "its content is no WEBP picture"),
    "too large": ("logo.png", PNG + bytes(300_000), "it has 300,048 bytes: take one of at most 300,000"),
    "no drawing": ("logo.svg", b"<html/>", "it is no SVG drawing: save it as plain SVG"),
    "no markup": ("logo.svg", b"<svg", "it is no SVG drawing ("),
    "entities": (
        "logo.svg",
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + HEAD.encode() + b"</svg>",
        "it has a DOCTYPE",
    ),
    "a script": ("logo.svg", f"{HEAD}<script>alert(1)</script></svg>".encode(), "it holds <script>"),
    "a script of another name": (
        "logo.svg",
        f'{HEAD}<s:script xmlns:s="http://www.w3.org/2000/svg"/></svg>'.encode(),
        "it holds <script>",
    ),
    "a handler": ("logo.svg", f'{HEAD}<path onclick="x()"/></svg>'.encode(), "it holds a script (onclick)"),
    "a page inside": ("logo.svg", f"{HEAD}<foreignObject/></svg>".encode(), "it holds <foreignObject>"),
    "an animation": ("logo.svg", f"{HEAD}<animate/></svg>".encode(), "it holds <animate>"),
    "a link": (
        "logo.svg",
        f'{HEAD}<a xlink:href="javascript:x()"/></svg>'.encode(),
        "it asks for something outside",
    ),
    "a picture elsewhere": (
        "logo.svg",
        f'{HEAD}<image href="https://example.org/x.png"/></svg>'.encode(),
        "it asks for something outside",
    ),
    "a style elsewhere": (
        "logo.svg",
        f"{HEAD}<style>@import 'x.css'</style></svg>".encode(),
        "its styles ask for something outside",
    ),
    "a fill elsewhere": (
        "logo.svg",
        f'{HEAD}<path style="fill:url(https://example.org/#a)"/></svg>'.encode(),
        "it asks for something outside",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_plain_picture_is_refused_with_the_mend(tmp_path: Path, case: str) -> None:
    name, content, said = BAD[case]
    (tmp_path / name).write_bytes(content)
    found, mend = logo_file(name, tmp_path)
    assert found is None and mend.startswith(said), mend


def test_a_data_set_goes_on_without_it_and_says_so(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    write_manifest(tmp_path, waterbed=MANIFEST["waterbed"] | {"site": {"logo": "logo.svg"}})
    (tmp_path / "logo.svg").write_text(f"{HEAD}<script/></svg>")
    dataset = Dataset.read(tmp_path)
    assert dataset.logo is None
    (warning,) = [str(one) for one in dataset.warnings if "logo" in str(one)]
    assert "is no picture that can be shown" in warning and "without scripts" in warning


def test_a_drawing_that_only_draws_is_taken_and_the_public_edition_keeps_it(tmp_path: Path) -> None:
    drawn = (
        f'{HEAD}<defs><linearGradient id="a"/></defs><style>path {{ fill: url(#a) }}</style>'
        '<use xlink:href="#b"/><path id="b" d="M0 0h4v4z" style="fill:url(#a)"/></svg>'
    )
    write_tiny(tmp_path)
    write_manifest(tmp_path, waterbed=MANIFEST["waterbed"] | {"site": {"logo": "logo.svg"}})
    (tmp_path / "logo.svg").write_text(drawn)
    dataset = Dataset.read(tmp_path)
    assert dataset.logo is not None and dataset.logo.data == drawn.encode()
    assert redact(dataset, profiles(dataset.meta)["public"]).dataset.logo == dataset.logo
