"""What a PDF says: the words of its pages, the strings of its objects, and what is packed into its streams."""

import io
import re
import zlib
from collections.abc import Iterator

from waterbed.output.errors import OptionError

_STREAM = re.compile(rb"stream\r?\n")


_STRING = re.compile(rb"\(((?:[^\\()]++|\\.|\((?:[^\\()]++|\\.)*+\))*+)\)|<([0-9A-Fa-f\s]{4,}+)>", re.DOTALL)


_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)


_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"", b"f": b"", b"\n": b"", b"\r": b"", b"\r\n": b""}


_SYNTAX = re.compile(
    rb"\s*+(?:%|/\w|q\s|BT\s|<<|\[|[-+.\d]+\s(?=[^a-z]{0,200}?(?:<<|\b(?:cm|re|[mlcwdJjiM]|g|rg|RG|gs|BT)\s)))",
    re.DOTALL,
)
"""How a stream begins that is PDF itself: drawing, or objects."""


_CODES_OF_GLYPHS = b"begincmap"


def pages(where: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the words of each page, with the place where they stand.

    Raises
    ------
    OptionError
        If what reads a PDF is not installed.
    """
    try:
        from pypdf import PdfReader
    except ImportError:
        raise OptionError(f"{where}: searching a PDF for what is withheld needs waterbed[brief].") from None
    reader = PdfReader(io.BytesIO(content))
    for number, page in enumerate(reader.pages, start=1):
        yield f"{where} > page {number}", page.extract_text()
    for key, value in (reader.metadata or {}).items():
        yield f"{where} > {key}", str(value)


def parts(content: bytes) -> tuple[str, list[bytes]]:
    """Return the strings of a PDF, a line each, and the streams that are no PDF themselves: files, metadata.

    The names of its operators and keys are the format's own words, no data.
    """
    bare, streams = _apart(content)
    written = [bare, *(one for one in streams if _SYNTAX.match(one))]
    others = [one for one in streams if not _SYNTAX.match(one)]
    found = [text for one in written if _CODES_OF_GLYPHS not in one for text in _strings(one)]
    return "\n".join(found), others


def _apart(content: bytes) -> tuple[bytes, list[bytes]]:
    """A PDF without its streams, and these, inflated where they are deflated."""
    bare: list[bytes] = []
    streams: list[bytes] = []
    at = 0
    while begin := _STREAM.search(content, at):
        end = content.find(b"endstream", begin.end())
        end = len(content) if end < 0 else end
        bare.append(content[at : begin.end()])
        packed = content[begin.end() : end]
        try:
            streams.append(zlib.decompressobj().decompress(packed))
        except zlib.error:
            streams.append(packed)
        at = end + len(b"endstream")
    return b"".join([*bare, content[at:]]), streams


def _strings(syntax: bytes) -> Iterator[str]:
    for plain, coded in _STRING.findall(syntax):
        if coded:
            digits = re.sub(rb"\s", b"", coded)
            yield _text(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
        elif plain:
            yield _text(_ESCAPE.sub(_unescaped, plain))


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8) & 0xFF]) if code[:1].isdigit() else _ESCAPED.get(code, code)


def _text(string: bytes) -> str:
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be", errors="replace")
    try:
        return string.decode("utf-8-sig")
    except UnicodeDecodeError:
        return string.decode("latin-1")
