"""The slides: eight for a room, then what stands behind them as an annex; a PPTX file."""

from collections.abc import Sequence

from waterbed.output.brief.deck import fit
from waterbed.output.brief.deck.annex import Annex
from waterbed.output.brief.deck.canvas import Canvas
from waterbed.output.brief.deck.layout import followed_order, map_order
from waterbed.output.brief.deck.options import DeckOptions, FilmSlide, Picture, Run
from waterbed.output.brief.deck.paged import one_source_slide
from waterbed.output.brief.deck.words import bullets, cited, foot, source_line
from waterbed.output.brief.owner import Mark
from waterbed.output.brief.told import Case, cases, gaps_first, in_brief, presses_told, unknown
from waterbed.output.extras import pptx_needed
from waterbed.output.language.numbers import number, plural
from waterbed.output.language.strings import templates
from waterbed.output.still.orders import Drawn, Order, drawn_or_there
from waterbed.output.text.alt import in_short
from waterbed.output.text.briefing import Briefing, Line
from waterbed.output.text.notes import overview_alt
from waterbed.output.text.sources import source_lines
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

TEXT_SIZES = (20.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0)

_MOST_GAPS = 7


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
        Put on a slide of its own in the annex; without one there is no such slide.
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
    canvas = Canvas(told.lang, options.ratio, options.template, list(foot(told)))
    if given := timeline["meta"].get("mark"):
        canvas.mark = Mark(given, told.lang)
    _Room(timeline, told, canvas, there, cover=options.template is None).tell()
    annex = canvas.count
    Annex(timeline, told, canvas, there).tell(film)
    said, meta = templates(told.lang)["pack"], timeline["meta"]
    canvas.sections([(said["brief"], 0), (said["annex"], annex)])
    return canvas.bytes(
        title=told.title, subject=told.description, made_with=meta["generator"], day=meta["as_of"]
    )


class _Room:
    """Claim, map, cases, did it come back, what is not known, sources."""

    def __init__(
        self, timeline: Timeline, told: Briefing, canvas: Canvas, there: Drawn | None, *, cover: bool
    ) -> None:
        self._timeline, self._told, self._canvas, self._there = timeline, told, canvas, there
        self._cover = cover
        self._said = templates(told.lang)["pack"]

    def tell(self) -> None:
        """Make the slides."""
        self._claim()
        self._map()
        told = cases(self._timeline, self._told)
        for case in told:
            self._case(case)
        if self._timeline["cycles"]["record"]:
            self._came_back()
        self._unknown()
        self._sources(told)

    def _picture(self, order: Order, alt: str) -> Picture:
        return Picture(drawn_or_there(self._timeline, order, self._there), alt)

    def _map_of(self, presses: tuple[int, ...]) -> Order:
        return map_order(self._timeline, self._told.lang, presses, self._canvas.beside)

    def _claim(self) -> None:
        """The finding as the title; the data set's own name and date; what must be seen at once."""
        told = self._told
        lines = [[Run(told.line)], [Run(told.title, bold=True)], [Run(told.as_of, colour="ink2")]]
        first = [(told.marking, "ink"), (told.warning, "crackdown")]
        marks = [[Run(text, bold=True, colour=colour)] for text, colour in first if text]
        alt = overview_alt(told)
        picture = None
        if self._cover:
            every = presses_told(self._timeline)
            order = map_order(self._timeline, told.lang, every, self._canvas.beside, "dark")
            picture = self._picture(order, alt)
        notes = "\n".join(
            [told.headline, told.line, told.title, told.description, told.as_of, *told.disclaimers]
        )
        self._canvas.title_slide(told.headline, [*marks, *lines], picture, notes)

    def _map(self) -> None:
        """Five sentences beside the signature picture, then what is not known."""
        told, lines = self._told, in_brief(self._timeline, self._told)
        missing = unknown(self._timeline, told)
        picture = self._picture(self._map_of(presses_told(self._timeline)), overview_alt(told))
        notes = [told.headline, *(cited_text(line) for line in lines), missing, told.detail]
        slide, words = self._canvas.picture_slide(
            self._said["brief"], picture, "\n".join(filter(None, notes))
        )
        shown = [*bullets(lines), *([[Run(missing, bold=True)]] if missing else [])]
        self._canvas.fitted(
            slide, words, shown, TEXT_SIZES, gap=8, name=self._said["brief"], bullets=len(lines)
        )

    def _case(self, case: Case) -> None:
        """A press, near; three sentences, a line of sources."""
        timeline, told = self._timeline, self._told
        alt = in_short([f"{case.title}.", told.warning, *(line.text for line in case.lines)])
        picture = self._picture(self._map_of((case.press,)), alt)
        sentences = timeline["texts"][told.lang]["cycles"]["sentence"]
        notes = [
            *(cited_text(line) for line in case.lines),
            *(sentences[row] for row in timeline["presses"]["cycles"][case.press]),
            *(f"[{one.number}] {one.text}" for one in source_lines(timeline, told.lang, case.sources)),
        ]
        slide, words = self._canvas.picture_slide(case.title, picture, "\n".join([case.title, *notes]))
        words = source_line(self._canvas, slide, words, timeline, told, case.sources)
        self._canvas.fitted(
            slide, words, bullets(case.lines), TEXT_SIZES, gap=10, name=case.title, bullets=len(case.lines)
        )

    def _came_back(self) -> None:
        """What followed each press, in months, and the sums."""
        told, title = self._told, self._said["cycles"]
        order = followed_order(self._timeline, told.lang, self._canvas.beside)
        alt = in_short([title, told.warning, told.line, told.detail])
        after = Speaker(self._timeline, told.lang).t("overview.after")
        lines = [Line(text) for text in (told.line, told.detail, after) if text]
        notes = "\n".join([title, *(line.text for line in lines), *_rows(self._told)])
        slide, words = self._canvas.picture_slide(title, self._picture(order, alt), notes)
        self._canvas.fitted(slide, words, bullets(lines), TEXT_SIZES, gap=10, name=title, bullets=len(lines))

    def _unknown(self) -> None:
        """The gaps that the story tells of, and how many more there are."""
        told, gaps = self._told, gaps_first(self._timeline, self._told)
        if not gaps:
            return
        canvas, title = self._canvas, self._said["gaps"]
        count = min(_MOST_GAPS, len(gaps))
        while count > 1 and self._gaps_height(gaps[:count]) > canvas.area.height:
            count -= 1
        rest = len(gaps) - count
        more = (
            plural(self._said["gaps_more"], rest, told.lang).format(n=number(rest, told.lang)) if rest else ""
        )
        slide = canvas.slide(title, "\n".join([title, *gaps]))
        shown = [
            *bullets([Line(f"{gap}.") for gap in gaps[:count]]),
            *([[Run(more, colour="ink2")]] if more else []),
        ]
        canvas.fitted(slide, canvas.area, shown, TEXT_SIZES, gap=10, name=title, bullets=count)

    def _gaps_height(self, gaps: Sequence[str]) -> float:
        area = self._canvas.area
        return fit.height([*gaps, "…"], 15.0, area.width - 20, self._told.lang, gap=10)

    def _sources(self, told: Sequence[Case]) -> None:
        """What the slides before rest on; licence and checksum."""
        numbers = {number for case in told for number in case.sources}
        numbers |= {number for line in in_brief(self._timeline, self._told) for number in line.sources}
        shown = source_lines(self._timeline, self._told.lang, sorted(numbers)) or self._told.sources
        one_source_slide(self._canvas, self._said["sources"], shown, self._told)


def cited_text(line: Line) -> str:
    """A sentence with the numbers of its sources."""
    return "".join(run.text for run in cited(line))


def _rows(told: Briefing) -> list[str]:
    return [" · ".join(filter(None, row)) for row in told.cycles.rows]
