"""What is inside the bytes of a file: texts and binary data, however they were packed."""

import base64
import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from waterbed.output.errors import OptionError
from waterbed.output.packing.unpack import unpack

_DEEPEST = 6


_BASE64 = re.compile(r"[A-Za-z0-9+/]{64,}={0,2}")


_STRING = re.compile(rb"[\x20-\x7e\x80-\xf4]{6,}")


_WIDE_STRING = re.compile(rb"(?:[\x20-\x7e]\x00){6,}")


_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


_BINARY = (
    b"wOF",
    b"\x00\x01\x00\x00",
    b"OTTO",
    b"GIF8",
    b"\xff\xd8\xff",
    b"SQLite format 3\x00",
    b"RIFF",
    b"\x1aE\xdf\xa3",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file that can be searched."""

    where: str
    """The file, and the way to the part inside it."""
    text: str
    """Its text; of binary data, the stretches that can be read."""
    binary: bytes = b""
    """The data itself where it is binary."""


def unpacked(where: str, content: bytes, depth: int = 0) -> Iterator[Piece]:
    """Yield the parts of a file: what was deflated is inflated, what was base64-coded decoded, archives are opened.

    Parameters
    ----------
    where
        Name of the file, for messages.
    content
        Its bytes.
    depth
        How many wrappings were taken off already.

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
    if content.startswith(b"\x1f\x8b"):
        yield from unpacked(f"{where} > gzip", gzip.decompress(content), depth + 1)
    elif content.startswith(b"PK\x03\x04"):
        yield from _members(where, content, depth)
    elif content.startswith(b"\x89PNG\r\n"):
        yield from _png_texts(where, content, depth)
    elif content.startswith(b"%PDF"):
        yield from _pdf_texts(where, content)
    elif content.startswith(_BINARY) or content[4:8] == b"ftyp" or (text := _decoded(content)) is None:
        yield _readable(where, content)
    else:
        yield from _text(where, text, depth)


def _decoded(content: bytes) -> str | None:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _text(where: str, text: str, depth: int) -> Iterator[Piece]:
    """A text and what is packed into it; what could be unpacked is not searched a second time as letters."""
    text = _plain_timeline(text)
    rest: list[str] = []
    at = 0
    for found in _BASE64.finditer(text):
        inside = _from_base64(found[0])
        if inside is not None:
            rest.append(text[at : found.start()])
            at = found.end()
            yield from unpacked(f"{where} > packed data", inside, depth + 1)
    yield Piece(where, " ".join([*rest, text[at:]]))


def _plain_timeline(text: str) -> str:
    """The packed timeline of a page with its numbers and ids as a reader would see them; any other text as it is."""
    if not (text.startswith('{"meta":') and '"said":' in text):
        return text
    return json.dumps(unpack(json.loads(text)), ensure_ascii=False, separators=(",", ":"))


def _from_base64(coded: str) -> bytes | None:
    try:
        content = base64.b64decode(coded, validate=True)
    except ValueError:
        return None
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return zlib.decompress(content, bits)
        except zlib.error:
            continue
    packed = content.startswith((b"\x1f\x8b", b"PK\x03\x04", b"\x89PNG", b"%PDF", *_BINARY))
    return content if packed or _decoded(content) is not None else None


def _members(where: str, content: bytes, depth: int) -> Iterator[Piece]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            yield Piece(where, member.filename)
            yield from unpacked(f"{where} > {member.filename}", archive.read(member), depth + 1)


def _png_texts(where: str, content: bytes, depth: int) -> Iterator[Piece]:
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
            yield from unpacked(f"{where} > {kind.decode()} {key.decode('latin-1')}", text, depth + 1)


def _pdf_texts(where: str, content: bytes) -> Iterator[Piece]:
    """What can be read on the pages of a PDF, and what stands in its streams."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise OptionError(f"{where}: searching a PDF for what is withheld needs waterbed[brief].") from None
    reader = PdfReader(io.BytesIO(content))
    for number, page in enumerate(reader.pages, start=1):
        yield Piece(f"{where} > page {number}", page.extract_text())
    for found in _PDF_STREAM.finditer(content):
        try:
            inflated = zlib.decompressobj().decompress(found[1])
        except zlib.error:
            continue
        if (text := _decoded(inflated)) is not None:
            yield Piece(f"{where} > stream", text)
    yield Piece(where, _readable(where, _PDF_STREAM.sub(b"", content)).text)
    for key, value in (reader.metadata or {}).items():
        yield Piece(f"{where} > {key}", str(value))


def _readable(where: str, content: bytes) -> Piece:
    wide = [found[0].decode("utf-16-le") for found in _WIDE_STRING.finditer(content)]
    narrow = [found[0].decode("utf-8", errors="replace") for found in _STRING.finditer(content)]
    return Piece(where, "\n".join([*narrow, *wide]), content)
