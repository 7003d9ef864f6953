"""The form of a file of text: what is wrong with it, and its encoding."""

import re
from pathlib import Path

from waterbed.layers.errors import Fault, quoted

MOST_BYTES = 200_000_000
"""Limit for absurd input: bytes a file."""

SAVE_AS = 'save it as "CSV UTF-8 (comma delimited)"'


class Form:
    """What is wrong, and what looks wrong, with the form of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.doubts: list[Fault] = []
        self.torn: set[int] = set()

    def wrong(self, problem: str, mend: str, row: int | None = None, column: str = "") -> None:
        """Note a fault."""
        self.faults.append(Fault(self.file, problem, mend, row, column=column))

    def skipped(self, problem: str, mend: str, row: int | None = None) -> None:
        """Note what was left out and does no harm."""
        self.doubts.append(Fault(self.file, problem, mend, row))


def decoded(content: Path | bytes, form: Form) -> str | None:
    """Return the text of a file, None when it cannot be read; in another encoding when that gives columns of ours."""
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    if size > MOST_BYTES:
        form.wrong(f"has {size:,} bytes", f"a table takes {MOST_BYTES:,} at most")
        return None
    raw = content if isinstance(content, bytes) else content.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        form.wrong("is in UTF-16", SAVE_AS)
        return _said_to_be(raw, "utf-16")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        form.faults.append(_encoding_fault(raw, error, form.file))
        return _said_to_be(raw, "cp1252")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        form.wrong(f"has a zero byte in line {line}: it is no text in UTF-8", SAVE_AS)
        return None
    return text


def _said_to_be(raw: bytes, encoding: str) -> str | None:
    """The text in another encoding, if that gives a header of ours: its cells can then be checked too."""
    text = raw.decode(encoding, errors="replace").removeprefix("\ufeff")
    header = re.split(r"[,;\t|]", text[: text.find("\n") if "\n" in text else len(text)])
    return text if "id" in (cell.strip() for cell in header) and "\0" not in text else None


def _encoding_fault(raw: bytes, error: UnicodeDecodeError, file: str) -> Fault:
    # The byte order mark is cut off before decoding, so the error's position is off by three.
    start = error.start + (3 if raw.startswith(b"\xef\xbb\xbf") else 0)
    line = raw.count(b"\n", 0, start) + 1
    byte = raw[start : start + 1]
    meant = byte.decode("cp1252", errors="replace")
    guess = f" (in Windows-1252 it would be {quoted(meant)})" if meant.isprintable() and meant != "�" else ""
    return Fault(file, f"is not in UTF-8: byte 0x{byte.hex().upper()} in line {line}{guess}", SAVE_AS)
