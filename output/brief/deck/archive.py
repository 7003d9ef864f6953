"""Presentations as the archives that they are, where python-pptx does not reach."""

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)

_TEMPLATE, _PRESENTATION = (
    f"presentationml.{kind}.main+xml".encode() for kind in ("template", "presentation")
)


def as_presentation(content: bytes) -> bytes:
    """A template file (.potx) differs from a presentation by one word in its list of contents."""
    name = "[Content_Types].xml"
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        listed = old.read(name)
        if _TEMPLATE not in listed:
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.namelist():
                text = old.read(entry)
                new.writestr(entry, text.replace(_TEMPLATE, _PRESENTATION) if entry == name else text)
    return out.getvalue()


def without_times(made: bytes) -> bytes:
    """The archive anew, every file dated alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            packed = name.endswith((".png", ".mp4", ".jpeg", ".jpg"))
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name), zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED)
    return out.getvalue()
