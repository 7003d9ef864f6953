"""Slides: one scene a slide, native tables, the film, notes with the spoken map; a PPTX file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waterbed.output.brief.deck import fit
from waterbed.output.brief.deck.box import Box
from waterbed.output.brief.deck.canvas import Canvas, Run
from waterbed.output.brief.deck.charts import add_chart, add_placebos
from waterbed.output.brief.deck.layout import (
    LEAD,
    SMALL,
    SOURCE_LINES,
    SceneLayout,
    finding_boxes,
    finding_line,
    overview_order,
    ribbon_boxes,
    ribbon_order,
    scene_order,
    under_lead,
)
from waterbed.output.brief.deck.options import DeckOptions, FilmSlide
from waterbed.output.brief.deck.owner import Mark
from waterbed.output.brief.deck.paged import TEXT_SIZES, source_slides, table_slides, text_slides
from waterbed.output.extras import pptx_needed
from waterbed.output.language.numbers import number, plural
from waterbed.output.language.strings import templates
from waterbed.output.still.orders import Drawn, drawn_or_there
from waterbed.output.text.alt import alt_text, chart_alt, film_alt, ribbon_alt
from waterbed.output.text.briefing import Briefing, Line, SceneText, Table
from waterbed.output.text.charts import steps_alt
from waterbed.output.text.notes import overview_alt, speaker_notes
from waterbed.output.text.sources import Source
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

if TYPE_CHECKING:
    from pptx.slide import Slide

_CYCLE_WIDTHS = (0.12, 0.21, 0.19, 0.14, 0.14, 0.105, 0.095)

_QUIET_WIDTHS = (0.2, 0.58, 0.1, 0.12)

_NUMBER_WIDTHS = (0.2, 0.18, 0.18, 0.18, 0.18, 0.08)

_GAP_WIDTHS = (0.5, 0.5)

_MEASURE_WIDTHS = (0.18, 0.12, 0.08, 0.165, 0.165, 0.12, 0.17)

_STEPS_SHARE = 0.64
"""Of the width, for the steps of a finding; the rest is for its placebos."""

_SUMMARY_WIDTHS, _SUMMARY_SIZES = (0.05, 0.72, 0.23), (16.0, 15.0, 14.0, 13.0, 12.0, 11.0)


def deck_bytes(
    timeline: Timeline,
    told: Briefing,
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
    told
        What is said, in the language and of the scenes of the slides.
    options
        Ratio, template.
    film
        Put on a slide of its own; without one there is no such slide.
    there
        Pictures that are drawn already; the others are drawn now (:func:`deck_orders` lists all).

    Raises
    ------
    OptionError
        If the template cannot be used.
    MissingExtraError
        If python-pptx or matplotlib is not installed (extra ``brief``).
    """
    pptx_needed()
    options = options or DeckOptions()
    canvas = Canvas(told.lang, options.ratio, options.template, list(_foot(told)))
    if given := timeline["meta"].get("mark"):
        canvas.mark = Mark(given, told.lang)
    return _Deck(timeline, told, canvas, there).made(film)


@dataclass(frozen=True, slots=True)
class _Deck:
    timeline: Timeline
    told: Briefing
    canvas: Canvas
    there: Drawn | None

    def made(self, film: FilmSlide | None) -> bytes:
        told, canvas = self.told, self.canvas
        self._opening()
        self._finding()
        self._summary()
        if film is not None:
            self._film(film)
        for scene in told.scenes:
            self._scene(scene)
        self._charts()
        self._ribbon()
        table_slides(canvas, told.numbers, _NUMBER_WIDTHS)
        table_slides(canvas, told.cycles, _CYCLE_WIDTHS)
        table_slides(canvas, told.quiet, _QUIET_WIDTHS)
        table_slides(canvas, told.measures, _MEASURE_WIDTHS)
        self._measured()
        table_slides(canvas, told.gaps, _GAP_WIDTHS)
        method = [*told.method, *told.disclaimers]
        text_slides(canvas, self._said("method"), [[Run(line)] for line in method], "\n".join(method))
        source_slides(canvas, self._said("sources"), told.sources)
        meta = self.timeline["meta"]
        return canvas.bytes(
            title=told.title, subject=told.description, made_with=meta["generator"], day=meta["as_of"]
        )

    def _said(self, key: str) -> str:
        return str(templates(self.told.lang)["pack"][key])

    def _opening(self) -> None:
        told = self.told
        lines = [line for line in (told.marking, told.warning, told.description, told.as_of) if line]
        notes = "\n".join([told.title, *lines, *told.disclaimers])
        self.canvas.title_slide(told.title, lines, told.disclaimers, notes)

    def _finding(self) -> None:
        """The finding as a sentence, its numbers, its picture: the one slide for who has ten seconds."""
        canvas, told = self.canvas, self.told
        alt = overview_alt(told)
        slide = canvas.slide(told.headline, alt)
        lead, rest = finding_boxes(told, canvas.area)
        canvas.text(slide, lead, [[Run(finding_line(told), colour="ink2")]], LEAD)
        png = drawn_or_there(self.timeline, overview_order(told, canvas.area), self.there)
        width, height = _png_size(png)
        canvas.picture(slide, rest.inside(width / height), png, alt, told.headline)

    def _summary(self) -> None:
        """Every headline with its day: what the meeting will hear, on one page."""
        scenes, lang, said = self.told.scenes, self.told.lang, templates(self.told.lang)["pack"]
        if not scenes:
            return
        lead = plural(said["brief_lead"], len(scenes), lang).format(n=number(len(scenes), lang))
        header = ("", said["columns"]["headline"], said["columns"]["state"])
        rows = tuple((str(n), scene.title, scene.day) for n, scene in enumerate(scenes, 1))
        table_slides(self.canvas, Table(said["brief"], lead, header, rows), _SUMMARY_WIDTHS, _SUMMARY_SIZES)

    def _film(self, film: FilmSlide) -> None:
        lang, title = self.told.lang, self._said("film")
        alt = film_alt(self.timeline, lang)
        slide = self.canvas.slide(title, alt)
        how = self._said("film_how").format(seconds=number(round(film.seconds), lang), file=film.name)
        lead, rest = under_lead(self.canvas.area, how, lang, 10)
        self.canvas.text(slide, lead, [[Run(how, colour="ink2")]], LEAD)
        width, height = _png_size(film.poster)
        self.canvas.movie(slide, rest.inside(width / height), film.content, film.poster, alt, title)

    def _scene(self, scene: SceneText) -> None:
        """Picture left, text right, sources below; text that does not fit goes on, on slides of its own."""
        canvas, lang = self.canvas, self.told.lang
        layout = SceneLayout.of(canvas.area)
        notes = speaker_notes(self.timeline, self.told, scene)
        slide = canvas.slide(scene.title, notes)
        png = drawn_or_there(self.timeline, scene_order(self.told, scene.row, canvas.area), self.there)
        canvas.picture(slide, layout.picture, png, alt_text(self.timeline, lang, scene.row), scene.title)
        texts = [_with_numbers(line) for line in scene.lines]
        size = fit.size_that_fits(texts, TEXT_SIZES, layout.text.width, layout.text.height, lang, gap=9)
        lines = scene.lines if size else _first_that_fit(scene.lines, layout.text, lang)
        shown = [_cited(line) for line in lines]
        canvas.text(slide, layout.text, shown, size or TEXT_SIZES[-1], gap=9, name=scene.title)
        self._short_list(slide, layout.sources, scene.sources)
        if rest := scene.lines[len(lines) :]:
            text_slides(canvas, scene.title, [_cited(line) for line in rest], notes)

    def _short_list(self, slide: "Slide", box: Box, numbers: Sequence[int]) -> None:
        """Short forms of the sources, as many as there is room for; all are on the slides of sources."""
        if not numbers:
            return
        title = self._said("sources")
        runs = [Run(f"{title}  ", bold=True, colour="ink2")]
        for one in self._short_sources(numbers):
            runs.append(Run(f"[{one.number}] ", colour="ink2", link=one.link))
            runs.append(Run(f"{one.text}   ", colour="ink2"))
        text = "".join(run.text for run in runs)
        shown = fit.shortened(text, SMALL, box.width, SOURCE_LINES, self.told.lang)
        cut = shown != text
        # the ellipsis is set apart
        self.canvas.text(slide, box, [list(_cut(runs, len(shown) - cut, cut))], SMALL, name=title)

    def _short_sources(self, numbers: Iterable[int]) -> Iterator[Source]:
        table, when = self.timeline["sources"], self.timeline["texts"][self.told.lang]["sources"]["when"]
        links = {one.number: one.link for one in self.told.sources}
        for one in numbers:
            parts = (
                table["publisher"][one - 1] or table["title"][one - 1] or table["id"][one - 1],
                when[one - 1],
            )
            yield Source(one, ", ".join(part for part in parts if part), "", links.get(one, ""))

    def _charts(self) -> None:
        """A slide for each measure: lines that whoever gets the slides can edit, the sources below."""
        canvas, lang = self.canvas, self.told.lang
        for chart in self.told.charts:
            title, layout = chart.title, SceneLayout.of(canvas.area)
            more = templates(lang)["pack"]["chart_more"]
            left_out = plural(more, chart.more, lang).format(n=number(chart.more, lang)) if chart.more else ""
            alt = ". ".join(part for part in (title, chart_alt(self.timeline, lang, chart), left_out) if part)
            slide = canvas.slide(title, alt)
            area = Box(canvas.area.left, canvas.area.top, canvas.area.width, layout.picture.height)
            if left_out:
                above, area = under_lead(area, left_out, lang, 6)
                canvas.text(slide, above, [[Run(left_out, colour="ink2")]], LEAD)
            add_chart(slide, area, chart, alt)
            self._short_list(slide, layout.sources, chart.sources)

    def _measured(self) -> None:
        """A slide for each finding: how unusual it is, and its steps as a chart that whoever gets the slides can edit."""
        canvas, say = self.canvas, Speaker(self.timeline, self.told.lang)
        for one in self.told.measured:
            if one.steps is None:
                continue
            alt = steps_alt(say, one.steps)
            slide = canvas.slide(one.title, alt)
            layout = SceneLayout.of(canvas.area)
            area = Box(canvas.area.left, canvas.area.top, canvas.area.width, layout.picture.height)
            ranks = "; ".join(f"{name}: {ranked}" for name, ranked in one.ranks)
            lead = f"{one.caption}. {say.t('measures.unusual')}: {ranks}."
            above, area = under_lead(area, lead, say.lang, 6)
            canvas.text(slide, above, [[Run(lead, colour="ink2")]], LEAD)
            steps, placebos = area.beside(_STEPS_SHARE) if one.ranks else (area, None)
            add_chart(slide, steps, one.steps, alt)
            if placebos is not None:
                (name, ranked), strip = one.ranks[0], self.timeline["findings"]["strips"][one.row][0]
                found = templates(say.lang)["measure"]["placebo"]["found"]
                names = (f"{name}: {ranked}", str(found))
                add_placebos(slide, placebos, strip["bins"], strip["own"], names, f"{name}: {ranked}")
            self._short_list(slide, layout.sources, one.steps.sources)

    def _ribbon(self) -> None:
        canvas, title = self.canvas, self._said("ribbon")
        alt = ribbon_alt(self.timeline, self.told.lang)
        slide = canvas.slide(title, alt)
        lead, rest = ribbon_boxes(self.told, canvas.area)
        canvas.text(slide, lead, [[Run(self._said("ribbon_lead"), colour="ink2")]], LEAD)
        png = drawn_or_there(self.timeline, ribbon_order(self.told, canvas.area), self.there)
        width, height = _png_size(png)
        canvas.picture(slide, rest.inside(width / height), png, alt, title)


def _foot(told: Briefing) -> Iterator[Run]:
    if told.marking:
        yield Run(f"{told.marking}   ", bold=True)
    if told.warning:
        yield Run(f"{told.warning}   ", bold=True, colour="crackdown")
    yield Run(told.foot, colour="ink2")


def _cited(line: Line) -> list[Run]:
    runs = [Run(line.text)]
    return [*runs, Run(f" [{line.numbers}]", colour="ink2")] if line.sources else runs


def _with_numbers(line: Line) -> str:
    return f"{line.text} [{line.numbers}]" if line.sources else line.text


def _first_that_fit(lines: Sequence[Line], box: Box, lang: str) -> Sequence[Line]:
    """The lines that fit at the smallest size; none where not even the first does."""
    size, texts = TEXT_SIZES[-1], [_with_numbers(line) for line in lines]
    count = len(lines)
    while count and fit.height(texts[:count], size, box.width, lang, gap=9) > box.height:
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


def _png_size(png: bytes) -> tuple[int, int]:
    """Width and height stand at a fixed place in every PNG file."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
