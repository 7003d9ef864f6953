"""The spoken map: what is on record on a day, or in a picture of that day, as sentences."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from waterbed.geo.plane import degrees
from waterbed.layers.dates.days import date_text
from waterbed.output.language.dates import period
from waterbed.output.language.numbers import number, plural
from waterbed.output.language.strings import templates
from waterbed.output.moment import Moment, PlaceMark, moment
from waterbed.output.series import measures
from waterbed.output.text.said import largest_first, measure_name, period_of
from waterbed.output.text.sources import certainty_word
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

_PHASES = ("crackdown", "return", "displacement", "arrival", "presence", "attested")


_BEFORE = ("earlier", "ended")


_MOVEMENTS = ("under_way", "since", "by", "past")


_LOW = 0


def said_day(day: float, lang: str) -> str:
    """A day of the clock in words."""
    return period(date_text(int(day)), lang)


def shown_day(timeline: Timeline, scene: int) -> int:
    """The day on which a scene is shown: the one on which it rests."""
    return int(timeline["scenes"]["hold"][scene])


def spoken_day(
    timeline: Timeline,
    lang: str,
    day: float,
    *,
    view: Sequence[float] | None = None,
    undated: Sequence[int] = (),
    most: int | None = None,
) -> list[str]:
    """What is on record on a day, as sentences: numbers, events, disruptions, places by phase, movements.

    Parameters
    ----------
    view
        West, south, east, north in degrees; only what lies in it is said.
    undated
        Rows of movements without a date that are drawn all the same.
    most
        Names in a list before "and n more", what was earlier being counted only; None says all.
    """
    speaker = _Speaker(timeline, lang, view, most)
    now = moment(timeline, day)
    return [
        *speaker.numbers(day),
        *speaker.events(now),
        *speaker.disruptions(now),
        *speaker.places(now),
        *speaker.movements(now, undated),
    ] or [templates(lang)["spoken"]["nothing"]]


def undated_movements(timeline: Timeline, scene: int) -> list[int]:
    """Movements without a date that are a scene's own and that can be drawn."""
    moves, named = timeline["movements"], set(timeline["scenes"]["own"][scene])
    return [
        row
        for row, record in enumerate(moves["record"])
        if record in named and moves["mode"][row] == "undated" and moves["shape"][row] != "none"
    ]


def in_view(timeline: Timeline, place: int, view: Sequence[float] | None) -> bool:
    """Whether a place has a point that lies in a view, on whichever copy of the world."""
    if view is None:
        return True
    if place < 0:
        return False
    lon, lat = timeline["places"]["lon"][place], timeline["places"]["lat"][place]
    return lon is not None and _in_box((lon, lat), view)


def _in_box(point: tuple[float, float], view: Sequence[float]) -> bool:
    lon, lat = point
    west, south, east, north = view
    return bool(south <= lat <= north and (lon - west) % 360 <= east - west)


def named(names: Sequence[str], words: Mapping[str, Any], lang: str, *, most: int | None) -> str:
    """Names as a list, of many the first and how many more."""
    if most is None or len(names) <= most:
        return str(words["list"]).join(names)
    shown, rest = str(words["list"]).join(names[:most]), len(names) - most
    return plural(words["and_more"], rest, lang).format(names=shown, n=number(rest, lang))


class _Speaker:
    """Sentences of one timeline in one language, on what lies in one view."""

    def __init__(self, timeline: Timeline, lang: str, view: Sequence[float] | None, most: int | None) -> None:
        self._timeline, self._lang, self._view, self._most = timeline, lang, view, most
        self._words = templates(lang)["spoken"]
        self._texts = timeline["texts"][lang]
        spots = timeline["incidents"]
        lon, lat = degrees(spots["x"], spots["y"])
        self._spot_of = dict(zip(spots["event"], zip(lon.tolist(), lat.tolist(), strict=True), strict=True))

    def numbers(self, day: float) -> Iterator[str]:
        """The numbers of the main series, the largest first."""
        say, table = Speaker(self._timeline, self._lang), self._timeline.content.get("series")
        rows = [row for row in largest_first(say, day) if table and self._sees(table["place"][row])]
        if not rows or not table:
            return
        said = [f"{self._label(table['place'][row])} {say.number(table['value'][row])}" for row in rows]
        yield str(self._words["numbers"]).format(
            measure=measure_name(say, measures(self._timeline)[0]),
            period=period_of(say, rows[0]),
            list=named(said, self._words, self._lang, most=self._most),
        )

    def events(self, now: Moment) -> Iterator[str]:
        """The events whose rings are up; those of a disruption are said as one."""
        table = self._timeline["events"]
        shown = [mark.index for mark in now.events if table["sign"][mark.index] != "disruption"]
        yield from self._counted("event", self._events(shown))

    def disruptions(self, now: Moment) -> Iterator[str]:
        """Armed conflict and power cuts, worded as what they are."""
        events, spans = self._timeline["events"], self._timeline["spans"]
        shown = [mark.index for mark in now.events if events["sign"][mark.index] == "disruption"]
        lasting = [
            self._dated(basis, spans["certainty"][span])
            for span in now.disruptions
            if self._sees(spans["place"][span])
            for basis in spans["basis"][span][:1]
        ]
        said = [*self._events(shown), *lasting]
        yield from self._counted("disruption", list(dict.fromkeys(said)))

    def places(self, now: Moment) -> Iterator[str]:
        """Places by the phase or state they show: k of the n places on record in each country."""
        marks = [mark for mark in now.places if self._sees(mark.index)]
        for phase in _PHASES:
            sure = [mark for mark in marks if mark.phase == phase and not mark.candidate]
            yield from self._phase(phase, sure, now)
            if phase == "arrival":
                yield from self._phase("candidate", [mark for mark in marks if mark.candidate], now)
        yield from self._before(marks, now)

    def movements(self, now: Moment, undated: Sequence[int]) -> Iterator[str]:
        """Movements by how far they have come, then those without a date."""
        rows = {state: [mark.index for mark in now.movements if mark.state == state] for state in _MOVEMENTS}
        if self._most is not None:
            rows = {
                "under_way": rows["under_way"],
                "half_dated": rows["since"] + rows["by"],
                "past_count": rows["past"],
            }
        for state, moves in {**rows, "undated": undated}.items():
            table = self._timeline["movements"]
            yield from self._counted(
                "movements", self._dated_rows(table, moves, "origin", "destination"), state
            )

    def _before(self, marks: Sequence[PlaceMark], now: Moment) -> Iterator[str]:
        earlier = [mark for mark in marks if mark.phase in _BEFORE]
        if self._most is None:
            for state in _BEFORE:
                yield from self._phase(state, [mark for mark in earlier if mark.phase == state], now)
        elif earlier:
            n = len(earlier)
            yield plural(self._words["before"], n, self._lang).format(n=number(n, self._lang))

    def _phase(self, phase: str, marks: Sequence[PlaceMark], now: Moment) -> Iterator[str]:
        if marks:
            places = str(self._words["items"]).join(self._by_country(marks, now))
            yield str(self._words["phases"][phase]).format(places=places)

    def _by_country(self, marks: Sequence[PlaceMark], now: Moment) -> Iterator[str]:
        country = self._timeline["places"]["country"]
        homes = dict.fromkeys(country[mark.index] for mark in marks)
        for home in homes:
            there = [mark for mark in marks if country[mark.index] == home]
            yield from (self._whole(mark) for mark in there if mark.index == home)
            inside = [mark for mark in there if mark.index != home]
            if inside:
                total = sum(mark.index != home and country[mark.index] == home for mark in now.places)
                yield self._within(home, inside, total)

    def _whole(self, mark: PlaceMark) -> str:
        return self._graded(str(self._words["whole"]).format(country=self._label(mark.index)), mark)

    def _within(self, home: int, marks: Sequence[PlaceMark], total: int) -> str:
        names = [self._graded(self._label(mark.index), mark) for mark in marks]
        said = named(names, self._words, self._lang, most=self._most)
        if home < 0:
            return said
        form = self._words["only"] if total == 1 else plural(self._words["within"], len(marks), self._lang)
        k, n = number(len(marks), self._lang), number(total, self._lang)
        return str(form).format(k=k, n=n, country=self._label(home), names=said)

    def _graded(self, text: str, mark: PlaceMark) -> str:
        """The certainty beside a name where it is low."""
        low = mark.span >= 0 and self._timeline["spans"]["certainty"][mark.span] == _LOW
        return self._with_certainty("doubtful", text, _LOW) if low else text

    def _events(self, rows: Iterable[int]) -> list[str]:
        """Events in view, by their own points where they have one."""
        table, view, spots = self._timeline["events"], self._view, self._spot_of
        seen = [
            row
            for row in rows
            if (_in_box(spots[row], view) if view and row in spots else self._sees(table["place"][row]))
        ]
        return [self._dated(table["record"][row], table["certainty"][row]) for row in seen]

    def _dated_rows(self, table: Mapping[str, Any], rows: Iterable[int], *places: str) -> list[str]:
        """Rows with a place in view, each with its date and certainty."""
        seen = [row for row in rows if any(self._sees(table[place][row]) for place in places)]
        return [self._dated(table["record"][row], table["certainty"][row]) for row in seen]

    def _dated(self, record: int, certainty: int) -> str:
        texts = self._texts["records"]
        said = str(self._words["dated"]).format(label=texts["label"][record], when=texts["when"][record])
        return self._with_certainty("graded", said, certainty)

    def _with_certainty(self, template: str, text: str, certainty: int) -> str:
        word = certainty_word(self._timeline, self._lang, certainty)
        return str(self._words[template]).format(text=text, certainty=word) if word else text

    def _counted(self, group: str, said: Sequence[str], part: str = "") -> Iterable[str]:
        if not said:
            return []
        forms = self._words[group][part] if part else self._words[group]
        items = named(said, {**self._words, "list": self._words["items"]}, self._lang, most=self._most)
        return [plural(forms, len(said), self._lang).format(n=number(len(said), self._lang), list=items)]

    def _label(self, place: int) -> str:
        return str(self._texts["records"]["label"][self._timeline["places"]["record"][place]])

    def _sees(self, place: int) -> bool:
        return in_view(self._timeline, place, self._view)
