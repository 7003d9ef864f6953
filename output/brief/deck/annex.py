"""The annex: what stands behind the slides for a room; one scene a slide, native tables, the film, charts, all sources."""

from dataclasses import dataclass

from waterbed.output.brief.deck import fit
from waterbed.output.brief.deck.canvas import Canvas
from waterbed.output.brief.deck.charts import add_chart, add_placebos
from waterbed.output.brief.deck.layout import LEAD, ribbon_boxes, ribbon_order, scene_order, under_lead
from waterbed.output.brief.deck.options import FilmSlide, Picture, Run
from waterbed.output.brief.deck.paged import TEXT_SIZES, source_slides, table_slides, text_slides
from waterbed.output.brief.deck.words import bullets, source_line
from waterbed.output.language.numbers import number, plural
from waterbed.output.language.strings import templates
from waterbed.output.still.orders import Drawn, drawn_or_there
from waterbed.output.text.alt import alt_text, chart_alt, film_alt, in_short, ribbon_alt
from waterbed.output.text.briefing import Briefing, Line, SceneText
from waterbed.output.text.charts import steps_alt
from waterbed.output.text.notes import speaker_notes
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

_CYCLE_WIDTHS = (0.12, 0.21, 0.19, 0.14, 0.14, 0.105, 0.095)

_QUIET_WIDTHS = (0.2, 0.58, 0.1, 0.12)

_NUMBER_WIDTHS = (0.2, 0.18, 0.18, 0.18, 0.18, 0.08)

_GAP_WIDTHS = (0.5, 0.5)

_MEASURE_WIDTHS = (0.18, 0.12, 0.08, 0.165, 0.165, 0.12, 0.17)

_STEPS_SHARE = 0.64
"""Of the width, for the steps of a finding; the rest is for its placebos."""


@dataclass(frozen=True, slots=True)
class Annex:
    """The slides after those for a room."""

    timeline: Timeline
    told: Briefing
    canvas: Canvas
    there: Drawn | None

    def tell(self, film: FilmSlide | None) -> None:
        """Make the slides."""
        told, canvas = self.told, self.canvas
        self._divider(film)
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

    def _said(self, key: str) -> str:
        return str(templates(self.told.lang)["pack"][key])

    def _divider(self, film: FilmSlide | None) -> None:
        """A slide that says that the annex begins, and what is in it."""
        told = self.told
        tables = (told.numbers, told.cycles, told.quiet, told.measures, told.gaps)
        parts = [
            self._said("film") if film else "",
            self._said("story") if told.scenes else "",
            *(chart.title for chart in told.charts),
            self._said("ribbon"),
            *(table.title for table in tables if table.rows or table.lead),
            self._said("method"),
            self._said("sources"),
        ]
        title, named = self._said("annex"), [part for part in parts if part]
        slide = self.canvas.slide(title, "\n".join([title, *named]))
        shown = [[Run(part)] for part in dict.fromkeys(named)]
        self.canvas.fitted(slide, self.canvas.area, shown, TEXT_SIZES, gap=8, name=title, bullets=len(shown))

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
        """Picture left, sentences right, a line of sources; what does not fit goes on, on slides of its own."""
        canvas, lang = self.canvas, self.told.lang
        notes = speaker_notes(self.timeline, self.told, scene)
        png = drawn_or_there(self.timeline, scene_order(self.told, scene.row, canvas.beside), self.there)
        picture = Picture(png, alt_text(self.timeline, lang, scene.row))
        slide, words = canvas.picture_slide(scene.title, picture, notes)
        words = source_line(canvas, slide, words, self.timeline, self.told, scene.sources)
        lines = _first_that_fit(scene.lines, words.width, words.height, lang)
        canvas.fitted(slide, words, bullets(lines), TEXT_SIZES, gap=9, name=scene.title, bullets=len(lines))
        if rest := scene.lines[len(lines) :]:
            text_slides(canvas, scene.title, bullets(rest), notes)

    def _charts(self) -> None:
        """A slide for each measure: lines that whoever gets the slides can edit, the sources below."""
        canvas, lang = self.canvas, self.told.lang
        for chart in self.told.charts:
            title = chart.title
            more = templates(lang)["pack"]["chart_more"]
            left_out = plural(more, chart.more, lang).format(n=number(chart.more, lang)) if chart.more else ""
            alt = in_short([chart_alt(self.timeline, lang, chart), left_out])
            slide = canvas.slide(title, alt)
            area = source_line(canvas, slide, canvas.area, self.timeline, self.told, chart.sources)
            if left_out:
                above, area = under_lead(area, left_out, lang, 6)
                canvas.text(slide, above, [[Run(left_out, colour="ink2")]], LEAD)
            add_chart(slide, area, chart, alt)

    def _measured(self) -> None:
        """A slide for each finding: how unusual it is, and its steps as a chart that whoever gets the slides can edit."""
        canvas, say = self.canvas, Speaker(self.timeline, self.told.lang)
        for one in self.told.measured:
            if one.steps is None:
                continue
            alt = in_short([f"{one.title}.", steps_alt(say, one.steps)])
            slide = canvas.slide(one.title, alt)
            area = source_line(canvas, slide, canvas.area, self.timeline, self.told, one.steps.sources)
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

    def _ribbon(self) -> None:
        canvas, title = self.canvas, self._said("ribbon")
        alt = ribbon_alt(self.timeline, self.told.lang)
        slide = canvas.slide(title, alt)
        lead, rest = ribbon_boxes(self.told, canvas.area)
        canvas.text(slide, lead, [[Run(self._said("ribbon_lead"), colour="ink2")]], LEAD)
        png = drawn_or_there(self.timeline, ribbon_order(self.told, canvas.area), self.there)
        width, height = _png_size(png)
        canvas.picture(slide, rest.inside(width / height), png, alt, title)


def _first_that_fit(lines: tuple[Line, ...], wide: float, high: float, lang: str) -> tuple[Line, ...]:
    """The lines that fit at the smallest size; none where not even the first does."""
    texts = ["".join(run.text for run in runs) for runs in bullets(lines)]
    count = len(lines)
    while count and fit.height(texts[:count], TEXT_SIZES[-1], wide, lang, gap=9) > high:
        count -= 1
    return lines[:count]


def _png_size(png: bytes) -> tuple[int, int]:
    """Width and height stand at a fixed place in every PNG file."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
