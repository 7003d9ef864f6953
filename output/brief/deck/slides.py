"""Slides: one scene a slide, native tables, the film, notes with the spoken map; a PPTX file."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from waterbed.output.brief.deck import fit as deckfit
from waterbed.output.brief.deck.canvas import Box, Canvas, Run
from waterbed.output.brief.deck.options import DeckOptions, FilmSlide
from waterbed.output.extras import pptx_needed
from waterbed.output.language.numbers import number, plural
from waterbed.output.language.strings import templates
from waterbed.output.still.orders import Drawn, Picture, drawn_or_there
from waterbed.output.text.briefing import Briefing, Line, SceneText, Table, briefing
from waterbed.output.text.notes import speaker_notes
from waterbed.output.text.sources import Source
from waterbed.output.text.spoken import alt_text, film_alt, ribbon_alt
from waterbed.output.timeline import Timeline

if TYPE_CHECKING:
    from pptx.slide import Slide

_TEXT_SIZES = (18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0)


_SMALL = 9.0


_TABLE_SIZES, _LIST_SIZES = (13.0, 12.0, 11.0), (12.0, 11.0, 10.0)
"""The largest that takes no more slides than the smallest."""


_PICTURE_SHARE = 0.66


_GUTTER = 18.0


PIXELS_PER_POINT = 192 / 72
"""Twice the pixels of a screen."""


_PICTURE_SCALE = 1.53
"""The smallest letters of a picture are of 8 points on wide slides and of 7 on narrow ones."""


_RIBBON_SCALE, _RIBBON_ROWS = 1.26, 20
"""Letters as large as those of maps; the handout and the map have all rows."""


_SOURCE_LINES = 2


_CYCLE_WIDTHS = (0.12, 0.21, 0.19, 0.14, 0.14, 0.105, 0.095)


_QUIET_WIDTHS = (0.2, 0.58, 0.1, 0.12)


_GAP_WIDTHS = (0.5, 0.5)


_MEASURE_WIDTHS = (0.27, 0.1, 0.21, 0.21, 0.21)


_LONGEST_CELL = 6
"""Lines of a cell; what is longer is cut here and whole in the data."""


def deck_bytes(
    timeline: Timeline,
    options: DeckOptions | None = None,
    *,
    film: FilmSlide | None = None,
    there: Drawn | None = None,
) -> bytes:
    """The slides as one PPTX file, the same bytes for the same timeline, options and versions.

    Parameters
    ----------
    timeline
        What is where when.
    options
        Language, scenes, ratio, template.
    film
        Put on a slide of its own; without one there is no such slide.
    there
        Pictures that are drawn already; the others are drawn now (:func:`deck_pictures` lists all).

    Raises
    ------
    OptionError
        If the template cannot be used.
    MissingExtraError
        If python-pptx or matplotlib is not installed (extra ``brief``).
    """
    pptx_needed()
    return _Deck(timeline, options or DeckOptions(), there).made(film)


def deck_pictures(timeline: Timeline, options: DeckOptions | None = None) -> list[Picture]:
    """The pictures that the slides need."""
    pptx_needed()
    return list(_Deck(timeline, options or DeckOptions(), None).pictures())


class _Deck:
    def __init__(self, timeline: Timeline, options: DeckOptions, there: Drawn | None) -> None:
        self._timeline, self._there = timeline, there
        self._lang = options.lang or timeline["meta"]["languages"][0]
        self._told: Briefing = briefing(timeline, self._lang, options.scenes)
        self._said = templates(self._lang)["pack"]
        self._canvas = Canvas(self._lang, options.ratio, options.template, list(_foot(self._told)))
        area = self._canvas.area
        strip = _SOURCE_LINES * _SMALL * deckfit.LEADING
        width = round(area.width * _PICTURE_SHARE)
        self._picture = Box(area.left, area.top, width, area.height - strip - 10)
        left = area.left + width + _GUTTER
        self._text = Box(left, area.top, area.left + area.width - left, self._picture.height)
        self._strip = Box(area.left, area.bottom - strip, area.width, strip)

    def pictures(self) -> Iterator[Picture]:
        yield from (self._scene_picture(scene) for scene in self._told.scenes)
        yield self._ribbon_picture()

    def made(self, film: FilmSlide | None) -> bytes:
        self._opening()
        self._summary()
        if film is not None:
            self._film(film)
        for scene in self._told.scenes:
            self._scene(scene)
        self._ribbon()
        self._table(self._told.cycles, _CYCLE_WIDTHS)
        self._table(self._told.quiet, _QUIET_WIDTHS)
        self._table(self._told.measures, _MEASURE_WIDTHS)
        self._table(self._told.gaps, _GAP_WIDTHS)
        self._method()
        self._sources()
        meta = self._timeline["meta"]
        return self._canvas.bytes(
            title=self._told.title,
            subject=self._told.description,
            made_with=meta["generator"],
            day=meta["as_of"],
        )

    def _opening(self) -> None:
        told = self._told
        lines = [line for line in (told.marking, told.warning, told.description, told.as_of) if line]
        self._canvas.title_slide(
            told.title, lines, told.disclaimers, "\n".join([told.title, *lines, *told.disclaimers])
        )

    def _summary(self) -> None:
        """Every headline with its day: what the meeting will hear, on one page."""
        scenes, said = self._told.scenes, self._said
        if not scenes:
            return
        lead = plural(said["brief_lead"], len(scenes), self._lang).format(n=number(len(scenes), self._lang))
        header = ("", said["columns"]["headline"], said["columns"]["state"])
        rows = tuple((str(n), scene.title, scene.day) for n, scene in enumerate(scenes, 1))
        self._table(
            Table(said["brief"], lead, header, rows),
            (0.05, 0.72, 0.23),
            sizes=(16.0, 15.0, 14.0, 13.0, 12.0, 11.0),
        )

    def _film(self, film: FilmSlide) -> None:
        said, area = self._said, self._canvas.area
        alt = film_alt(self._timeline, self._lang)
        slide = self._canvas.slide(said["film"], alt)
        how = said["film_how"].format(seconds=number(round(film.seconds), self._lang), file=film.name)
        lead = deckfit.height([how], 12, area.width, self._lang) + 10
        self._canvas.text(slide, Box(area.left, area.top, area.width, lead), [[Run(how, colour="ink2")]], 12)
        width, height = _png_size(film.poster)
        box = _centred(Box(area.left, area.top + lead, area.width, area.height - lead), width / height)
        self._canvas.movie(slide, box, film.content, film.poster, alt, said["film"])

    def _scene(self, scene: SceneText) -> None:
        """Picture left, text right, sources below; text that does not fit goes on, on slides of its own."""
        canvas, lang = self._canvas, self._lang
        notes = speaker_notes(self._timeline, lang, scene)
        slide = canvas.slide(scene.title, notes)
        png = drawn_or_there(self._timeline, self._scene_picture(scene), self._there)
        canvas.picture(slide, self._picture, png, alt_text(self._timeline, lang, scene.row), scene.title)
        texts = [_with_numbers(line) for line in scene.lines]
        size = deckfit.size_that_fits(texts, _TEXT_SIZES, self._text.width, self._text.height, lang, gap=9)
        lines = scene.lines if size else _first_that_fit(scene.lines, self._text, lang)
        canvas.text(
            slide,
            self._text,
            [self._cited(line) for line in lines],
            size or _TEXT_SIZES[-1],
            gap=9,
            name=scene.title,
        )
        self._strip_of(slide, scene.sources)
        if rest := scene.lines[len(lines) :]:
            self._paragraphs(scene.title, [self._cited(line) for line in rest], notes)

    def _strip_of(self, slide: "Slide", numbers: Sequence[int]) -> None:
        """Short forms of the sources, as many as there is room for; all are on the slides of sources."""
        if not numbers:
            return
        runs = [Run(f"{self._said['sources']}  ", bold=True, colour="ink2")]
        for one in self._short_sources(numbers):
            runs.append(Run(f"[{one.number}] ", colour="ink2", link=one.link))
            runs.append(Run(f"{one.text}   ", colour="ink2"))
        text = "".join(run.text for run in runs)
        shown = deckfit.shortened(text, _SMALL, self._strip.width, _SOURCE_LINES, self._lang)
        self._canvas.text(
            slide,
            self._strip,
            [list(_cut(runs, len(shown), shown != text))],
            _SMALL,
            name=self._said["sources"],
        )

    def _short_sources(self, numbers: Iterable[int]) -> Iterator[Source]:
        table, when = self._timeline["sources"], self._timeline["texts"][self._lang]["sources"]["when"]
        links = {one.number: one.link for one in self._told.sources}
        for one in numbers:
            parts = (
                table["publisher"][one - 1] or table["title"][one - 1] or table["id"][one - 1],
                when[one - 1],
            )
            yield Source(one, ", ".join(part for part in parts if part), "", links.get(one, ""))

    def _cited(self, line: Line) -> list[Run]:
        runs = [Run(line.text)]
        return [*runs, Run(f" [{line.numbers}]", colour="ink2")] if line.sources else runs

    def _ribbon(self) -> None:
        said, area = self._said, self._canvas.area
        alt = ribbon_alt(self._timeline, self._lang)
        slide = self._canvas.slide(said["ribbon"], alt)
        lead = Box(area.left, area.top, area.width, self._ribbon_box().top - area.top)
        self._canvas.text(slide, lead, [[Run(said["ribbon_lead"], colour="ink2")]], 12)
        png = drawn_or_there(self._timeline, self._ribbon_picture(), self._there)
        width, height = _png_size(png)
        box = _centred(self._ribbon_box(), width / height)
        self._canvas.picture(slide, box, png, alt, said["ribbon"])

    def _ribbon_box(self) -> Box:
        area = self._canvas.area
        lead = deckfit.height([self._said["ribbon_lead"]], 12, area.width, self._lang) + 4
        return Box(area.left, area.top + lead, area.width, area.height - lead)

    def _table(self, table: Table, widths: Sequence[float], sizes: Sequence[float] = _TABLE_SIZES) -> None:
        """A table over as many slides as it takes, its lead line on each."""
        canvas, area = self._canvas, self._canvas.area
        if not table.rows and not table.lead:
            return
        lead = deckfit.height([table.lead], 12, area.width, self._lang) + 8 if table.lead else 0.0
        box = Box(area.left, area.top + lead, area.width, area.height - lead)
        laid = [
            self._laid(table, widths, box, size)
            for size in sizes
            if size == sizes[-1] or self._whole(table, widths, box, size)
        ]
        size, rows, pages = next(one for one in laid if len(one[2]) == len(laid[-1][2]))
        for page, numbers in enumerate(pages or [[]], 1):
            title = table.title if len(pages) < 2 else self._continued(table.title, page, len(pages))
            shown = [rows[row] for row in numbers]
            slide = canvas.slide(
                title, "\n".join([title, table.lead, *(" · ".join(filter(None, row)) for row in shown)])
            )
            if table.lead:
                canvas.text(
                    slide, Box(area.left, area.top, area.width, lead), [[Run(table.lead, colour="ink2")]], 12
                )
            if shown:
                canvas.table(slide, box, table.header, shown, widths, size, f"{title}. {table.lead}")

    def _whole(self, table: Table, widths: Sequence[float], box: Box, size: float) -> bool:
        """Whether every word of a table stands on one line at a size."""
        rooms = [share * box.width - 10 for share in widths]
        return all(
            deckfit.widest_word(cell, size, self._lang, bold=row is table.header) <= room
            for row in (table.header, *table.rows)
            for cell, room in zip(row, rooms, strict=True)
        )

    def _laid(
        self, table: Table, widths: Sequence[float], box: Box, size: float
    ) -> tuple[float, list[tuple[str, ...]], list[list[int]]]:
        """The rows of a table as they are shown at a size, and which of them stand on which slide."""
        canvas = self._canvas
        rows = [self._shortened(row, widths, box.width, size) for row in table.rows]
        heights = [canvas.row_height(row, widths, box.width, size) for row in rows]
        head = canvas.row_height(table.header, widths, box.width, size, bold=True)
        return size, rows, list(deckfit.pages(heights, box.height - head))

    def _shortened(
        self, row: Sequence[str], widths: Sequence[float], room: float, size: float
    ) -> tuple[str, ...]:
        return tuple(
            deckfit.shortened(cell, size, share * room - 10, _LONGEST_CELL, self._lang)
            for cell, share in zip(row, widths, strict=True)
        )

    def _method(self) -> None:
        told = self._told
        lines = [*told.method, *told.disclaimers]
        self._paragraphs(self._said["method"], [[Run(line)] for line in lines], "\n".join(lines))

    def _sources(self) -> None:
        """All that are cited, in two columns."""
        if not self._told.sources:
            return
        area, lang = self._canvas.area, self._lang
        column = (area.width - _GUTTER) / 2
        texts = [f"[{one.number}] {one.text}" for one in self._told.sources]
        laid = []
        for size in _LIST_SIZES:
            shown = [deckfit.shortened(text, size, column, _LONGEST_CELL, lang) for text in texts]
            heights = [deckfit.height([text], size, column, lang) + 4 for text in shown]
            laid.append((size, shown, list(deckfit.pages(heights, area.height, multiple=2))))
        size, texts, columns = next(one for one in laid if len(one[2]) == len(laid[-1][2]))
        total = -(-len(columns) // 2)
        for page in range(total):
            title = (
                self._said["sources"]
                if total == 1
                else self._continued(self._said["sources"], page + 1, total)
            )
            pair = columns[2 * page : 2 * page + 2]
            slide = self._canvas.slide(title, "\n".join(texts[row] for rows in pair for row in rows))
            for place, rows in enumerate(pair):
                box = Box(area.left + place * (column + _GUTTER), area.top, column, area.height)
                runs = [self._source(self._told.sources[row], texts[row]) for row in rows]
                self._canvas.text(slide, box, runs, size, gap=4, name=f"{title} {place + 1}")

    def _source(self, source: Source, text: str) -> list[Run]:
        label = f"[{source.number}]"
        return [Run(label, bold=True, link=source.link), Run(text.removeprefix(label))]

    def _paragraphs(self, title: str, paragraphs: Sequence[Sequence[Run]], notes: str) -> None:
        """Text over the whole width, over as many slides as it takes."""
        area, lang = self._canvas.area, self._lang
        texts = ["".join(run.text for run in runs) for runs in paragraphs]
        size = (
            deckfit.size_that_fits(texts, _TEXT_SIZES, area.width, area.height, lang, gap=8)
            or _TEXT_SIZES[-1]
        )
        heights = [deckfit.height([text], size, area.width, lang) + 8 for text in texts]
        pages = list(deckfit.pages(heights, area.height + 8))
        for page, rows in enumerate(pages, 1):
            heading = title if len(pages) == 1 else self._continued(title, page, len(pages))
            slide = self._canvas.slide(heading, notes)
            self._canvas.text(slide, area, [paragraphs[row] for row in rows], size, gap=8, name=heading)

    def _continued(self, title: str, page: int, pages: int) -> str:
        return str(self._said["continued"]).format(title=title, i=page, n=pages)

    def _scene_picture(self, scene: SceneText) -> Picture:
        return Picture(lang=self._lang, scene=scene.row, size=_pixels(self._picture), scale=_PICTURE_SCALE)

    def _ribbon_picture(self) -> Picture:
        size = _pixels(self._ribbon_box())
        return Picture(kind="ribbon", lang=self._lang, size=size, scale=_RIBBON_SCALE, rows=_RIBBON_ROWS)


def _foot(told: Briefing) -> Iterator[Run]:
    if told.marking:
        yield Run(f"{told.marking}   ", bold=True)
    if told.warning:
        yield Run(f"{told.warning}   ", bold=True, colour="crackdown")
    yield Run(told.foot, colour="ink2")


def _with_numbers(line: Line) -> str:
    return f"{line.text} [{line.numbers}]" if line.sources else line.text


def _first_that_fit(lines: Sequence[Line], box: Box, lang: str) -> Sequence[Line]:
    """The lines that fit at the smallest size; none where not even the first does."""
    size, texts = _TEXT_SIZES[-1], [_with_numbers(line) for line in lines]
    count = len(lines)
    while count and deckfit.height(texts[:count], size, box.width, lang, gap=9) > box.height:
        count -= 1
    return lines[:count]


def _cut(runs: Sequence[Run], length: int, cut: bool) -> Iterator[Run]:
    """The first characters of runs, with an ellipsis where something was left out."""
    for run in runs:
        if length <= 0:
            break
        yield Run(run.text[:length], run.bold, run.colour, run.link)
        length -= len(run.text)
    if cut:
        yield Run("…", colour="ink2")


def _pixels(box: Box) -> tuple[int, int]:
    width, height = (2 * round(side * PIXELS_PER_POINT / 2) for side in (box.width, box.height))
    return width, height


def _centred(box: Box, ratio: float) -> Box:
    """The largest rectangle of a ratio in a box, at its middle."""
    width = min(box.width, box.height * ratio)
    height = width / ratio
    return Box(box.left + (box.width - width) / 2, box.top, width, height)


def _png_size(png: bytes) -> tuple[int, int]:
    """Width and height stand at a fixed place in every PNG file."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
