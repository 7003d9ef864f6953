"""What is inside the bytes of a file: texts and binary data, however they were packed."""

import base64
import functools
import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from waterbed.output.edition import markup, pdf
from waterbed.output.packing.unpack import unpack

_DEEPEST = 6


_BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")


_LONGEST_WORD = 64
"""From here on what could be unpacked is no word of a text."""


_STRING = re.compile(rb"[\x20-\x7e\x80-\xf4]{6,}")


_WIDE_STRING = re.compile(rb"(?:[\x20-\x7e]\x00){6,}")


_DATABASE = b"SQLite format 3\x00"


_BINARY = (
    b"wOF",
    b"\x00\x01\x00\x00",
    b"OTTO",
    b"GIF8",
    b"\xff\xd8\xff",
    _DATABASE,
    b"RIFF",
    b"\x1aE\xdf\xa3",
)


_PROSE = re.compile(r"\w[\w ,.:;/()'’–-]{8,}")


_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"\x89PNG", b"%PDF")


Inside = Callable[[str, bytes], "Iterator[Piece]"]
"""Goes on with what was found inside a file, by the way to it and its bytes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file that can be searched."""

    where: str
    """The file, and the way to the part inside it."""
    text: str
    """Its text; of binary data, the stretches that can be read."""
    binary: bytes = b""
    """The data itself where it is binary."""
    noise: bool = False
    """Whether chance writes in it: compressed pictures hold every short word, and a day is one."""

    @property
    def prose(self) -> str:
        """What of the text somebody has written."""
        return "\n".join(_PROSE.findall(self.text)) if self.noise else self.text


def _as_it_is(text: str) -> str:
    return text


def unpacked(
    where: str, content: bytes, depth: int = 0, *, without: Callable[[str], str] = _as_it_is
) -> Iterator[Piece]:
    """Yield the parts of a file: what was deflated is inflated, what was base64-coded decoded, archives are opened.

    Parameters
    ----------
    where
        Name of the file, for messages.
    content
        Its bytes.
    depth
        How many wrappings were taken off already.
    without
        Takes a text and leaves out what need not be searched.

    Raises
    ------
    ValueError
        If wrappings are nested too deep to vouch for what is inside.
    OptionError
        If the file is a PDF and what reads it is not installed.
    """
    if depth > _DEEPEST:
        raise ValueError(
            f"{where}: is wrapped more than {_DEEPEST} times; nobody can vouch for what is inside."
        )
    inside = functools.partial(unpacked, depth=depth + 1, without=without)
    if content.startswith(b"\x1f\x8b"):
        yield from inside(f"{where} > gzip", gzip.decompress(content))
    elif content.startswith(b"PK\x03\x04"):
        yield from _members(where, content, inside)
    elif content.startswith(b"\x89PNG\r\n"):
        yield from _png_texts(where, content, inside)
    elif content.startswith(b"%PDF"):
        yield from _pdf_texts(where, content, inside)
    elif content.startswith(_BINARY) or content[4:8] == b"ftyp" or (text := _decoded(content)) is None:
        yield _readable(where, content)
    else:
        yield from _text(where, without(text), inside)


def _decoded(content: bytes) -> str | None:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _text(where: str, text: str, inside: Inside) -> Iterator[Piece]:
    """A text and what is packed into it; what is long and could be unpacked is not searched a second time as letters."""
    text = _plain_timeline(text)
    rest: list[str] = []
    at = 0
    for found in _BASE64.finditer(text):
        content = _from_base64(found[0])
        if content is not None:
            if len(found[0]) >= _LONGEST_WORD:
                rest.append(text[at : found.start()])
                at = found.end()
            yield from inside(f"{where} > packed data", content)
    text = " ".join([*rest, text[at:]])
    yield Piece(where, markup.said(text) if markup.is_markup(text) else text)


def _plain_timeline(text: str) -> str:
    """The packed timeline of a page with its numbers and ids as a reader would see them; any other text as it is."""
    if not (text.startswith('{"meta":') and '"said":' in text):
        return text
    return json.dumps(unpack(json.loads(text)), ensure_ascii=False, separators=(",", ":"))


def _from_base64(coded: str) -> bytes | None:
    try:
        content = base64.b64decode(coded.rstrip("=") + "=" * (-len(coded.rstrip("=")) % 4), validate=True)
    except ValueError:
        return None
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return zlib.decompress(content, bits)
        except zlib.error:
            continue
    return content if content.startswith((*_PACKED, *_BINARY)) or _decoded(content) is not None else None


def _members(where: str, content: bytes, inside: Inside) -> Iterator[Piece]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            yield Piece(where, member.filename)
            yield from inside(f"{where} > {member.filename}", archive.read(member))


def _png_texts(where: str, content: bytes, inside: Inside) -> Iterator[Piece]:
    """The texts that a PNG carries beside its pixels."""
    at = 8
    while at + 8 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        data = content[at + 8 : at + 8 + length]
        at += 12 + length
        if kind in (b"tEXt", b"eXIf"):
            yield Piece(f"{where} > {kind.decode()}", data.decode("latin-1").replace("\0", " "))
        elif kind in (b"zTXt", b"iTXt"):
            key, _, rest = data.partition(b"\0")
            packed = kind == b"zTXt" or rest[:1] == b"\x01"
            said = rest[1:] if kind == b"zTXt" else rest[2:].split(b"\0", 2)[-1]
            text = zlib.decompress(said) if packed else said
            yield from inside(f"{where} > {kind.decode()} {key.decode('latin-1')}", text)


def _pdf_texts(where: str, content: bytes, inside: Inside) -> Iterator[Piece]:
    for place, text in pdf.pages(where, content):
        yield Piece(place, text)
    strings, streams = pdf.parts(content)
    yield Piece(where, strings)
    for stream in streams:
        if _decoded(stream) is not None or stream.startswith(_PACKED):
            yield from inside(f"{where} > stream", stream)


def _readable(where: str, content: bytes) -> Piece:
    wide = [found[0].decode("utf-16-le") for found in _WIDE_STRING.finditer(content)]
    narrow = [found[0].decode("utf-8", errors="replace") for found in _STRING.finditer(content)]
    return Piece(where, "\n".join([*narrow, *wide]), content, not content.startswith(_DATABASE))
