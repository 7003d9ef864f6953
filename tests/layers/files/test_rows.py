"""A row is written, and every other byte of its file stays as it was."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waterbed.layers.errors import DataError
from waterbed.layers.files.rows import Rows

_CELL = st.text(st.sampled_from("ab ;,\"'\n\réไ="), max_size=6)
_NAMES = ("id", "one", "two")


@st.composite
def _files(draw: st.DrawFn) -> tuple[list[str], bytes]:
    """The rows of a file as texts, each with its end, and a byte order mark or a line of Excel's above them."""
    sign, end = draw(st.sampled_from(",;\t")), draw(st.sampled_from(["\n", "\r\n", "\r"]))
    above = draw(st.sampled_from(["", "\ufeff", f"\ufeffsep={sign}\n"]))
    lines = [sign.join(_NAMES) + end]
    for at in range(draw(st.integers(1, 4))):
        cells = [f"r{at}", draw(_CELL), draw(_CELL)]
        always = draw(st.booleans())
        quoted = [always or any(one in cell for one in f'{sign}"\n\r') for cell in cells]
        written = [
            '"' + cell.replace('"', '""') + '"' if has else cell
            for cell, has in zip(cells, quoted, strict=True)
        ]
        lines.append(sign.join(written) + end)
        lines += [end] * draw(st.integers(0, 1))
    if draw(st.booleans()):
        lines[-1] = lines[-1].removesuffix(end)
    return [above, *(line for line in lines if line)], sign.encode()


@settings(deadline=None, max_examples=150)
@given(_files(), st.data())
def test_a_row_is_written_and_all_other_bytes_stay(
    made: tuple[list[str], bytes], data: st.DataObject
) -> None:
    lines, sign = made
    rows = Rows.of("".join(lines).encode(), "events.csv")
    assert rows.content == "".join(lines).encode()
    record = data.draw(st.sampled_from([row.cells[0] for row in rows.rows[1:] if row.cells]))
    at = rows.find(record, 0)
    assert at is not None
    before, value = rows.cells(at), data.draw(_CELL)
    changed = rows.changed(at, {"one": value})
    texts = lines[1:]
    assert changed.content.startswith("".join([lines[0], *texts[:at]]).encode())
    assert changed.content.endswith("".join(texts[at + 1 :]).encode())
    read = list(
        csv.reader(io.StringIO(changed.rows[at].text, newline=""), delimiter=sign.decode(), strict=True)
    )
    assert read == [[record, value, before["two"]]]
    assert Rows.of(changed.content, "events.csv") == changed
    assert changed.changed(at, {"one": before["one"]}).cells(at) == before

    new = {"id": "new", "two": value}
    longer = rows.added(new)
    assert longer.content.startswith(rows.content) and longer.cells(len(longer.rows) - 1) == {
        "one": "",
        **new,
    }
    assert Rows.of(longer.content, "events.csv") == longer
    without = longer.without(len(longer.rows) - 1).content
    assert without in (rows.content, rows.content + texts[0][len(texts[0].rstrip()) :].encode())
    assert rows.without(at).content == "".join([lines[0], *texts[:at], *texts[at + 1 :]]).encode()


def test_a_new_column_is_an_empty_cell_in_every_row() -> None:
    rows = Rows.of(b'id,a\r\n"x","1"\r\n\r\ny,2', "events.csv")
    assert rows.widened("b").content == b'id,a,b\r\n"x","1",\r\n\r\ny,2,'
    with pytest.raises(
        DataError, match="row 2: has 3 cells where the header has 2; mend it before a column b"
    ):
        Rows.of(b"id,a\nx,1,2\n", "events.csv").widened("b")


def test_a_row_keeps_the_quotes_of_its_other_cells() -> None:
    rows = Rows.of(b'id,a,b\n"x",1,"2"\n', "events.csv")
    assert rows.changed(1, {"a": "9", "b": "3"}).content == b'id,a,b\n"x",9,"3"\n'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id,a\nx,\xe9\n", "is not in UTF-8"),
        (b"", "is empty"),
        (b'id,a\nx,"1\n', "has a double quote that is never closed"),
    ],
)
def test_a_file_that_cannot_be_taken_apart_is_a_fault(content: bytes, said: str) -> None:
    with pytest.raises(DataError, match=said):
        Rows.of(content, "events.csv")
