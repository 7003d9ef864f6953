"""What a briefing says in one language: the texts and tables that slides and handout share."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from waterbed.output.columns.cycles import followed
from waterbed.output.language.numbers import about, number, plural
from waterbed.output.language.script import isolated
from waterbed.output.language.strings import interface, templates
from waterbed.output.series import measures
from waterbed.output.text.charts import Chart, Measured, charts, measured, spans_of
from waterbed.output.text.said import measure_name
from waterbed.output.text.sources import Source, certainty_word, lead_sources, sources_numbered
from waterbed.output.text.speaker import Speaker
from waterbed.output.text.spoken import said_day, shown_day
from waterbed.output.timeline import Timeline

_SHOWN_MEASURES = ("ratio", "ratio_receiving", "wdq", "wdd")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and the numbers of its sources."""

    text: str
    sources: tuple[int, ...] = ()

    @property
    def numbers(self) -> str:
        """The numbers as they stand in brackets; empty without a source."""
        return ", ".join(map(str, self.sources))


@dataclass(frozen=True, slots=True)
class SceneText:
    """A scene: its row, its headline, the day that is shown, what is recorded."""

    row: int
    title: str
    day: str
    lines: tuple[Line, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in words; cells are texts, rows are as long as the header."""

    title: str
    lead: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """All that a briefing says beside its pictures."""

    lang: str
    title: str
    description: str
    as_of: str
    marking: str
    """Marking of a redaction profile; empty when there is none."""
    warning: str
    """Says that the data are simulated; empty when they are not."""
    foot: str
    headline: str
    """The finding in one sentence; the numbers behind it; forms of return, empty without any."""
    line: str
    detail: str
    scenes: tuple[SceneText, ...]
    charts: tuple[Chart, ...]
    measured: tuple[Measured, ...]
    numbers: Table
    cycles: Table
    quiet: Table
    measures: Table
    gaps: Table
    method: tuple[str, ...]
    disclaimers: tuple[str, ...]
    sources: tuple[Source, ...]
    """The ones that are cited, in the order of their numbers."""


def briefing(timeline: Timeline, lang: str, scenes: Sequence[int] | None = None) -> Briefing:
    """Gather what is said; ``scenes`` are rows of scenes, all of them when left out."""
    meta, said, texts = timeline["meta"], templates(lang)["pack"], timeline["texts"][lang]
    rows = range(len(timeline["scenes"]["id"])) if scenes is None else scenes
    told = tuple(_scene(timeline, lang, row) for row in rows)
    eventful, quiet = _cycle_rows(timeline)
    title, as_of = meta["title"][lang], said_day(meta["as_of"], lang)
    return Briefing(
        lang=lang,
        title=title,
        description=meta["description"][lang],
        as_of=said["as_of"].format(day=as_of),
        marking=meta.get("marking", {}).get(lang, ""),
        warning=templates(lang)["spoken"]["simulated"] if meta["simulated"] else "",
        foot=said["foot"].format(title=title, day=as_of),
        **{part: texts["finding"][part][0] for part in ("headline", "line", "detail")},
        scenes=told,
        charts=tuple(charts(Speaker(timeline, lang))),
        measured=tuple(measured(Speaker(timeline, lang))),
        numbers=_numbers(timeline, lang),
        cycles=_cycles(timeline, lang, eventful),
        quiet=_quiet(timeline, lang, quiet),
        measures=_measures(timeline, lang),
        gaps=_gaps(timeline, lang),
        method=tuple(said["reading"]),
        disclaimers=tuple(_disclaimers(timeline, lang)),
        sources=tuple(sources_numbered(timeline, lang, _cited(timeline, told))),
    )


def _scene(timeline: Timeline, lang: str, row: int) -> SceneText:
    text = timeline["texts"][lang]["scenes"][row]
    lines = tuple(Line(sentence, lead_sources(timeline, records)) for sentence, records in text["text"])
    return SceneText(
        row=row,
        title=text["title"],
        day=said_day(shown_day(timeline, row), lang),
        lines=lines,
        sources=tuple(sorted({number for line in lines for number in line.sources})),
    )


def _numbers(timeline: Timeline, lang: str) -> Table:
    """The series of the main measure in short."""
    say, found = Speaker(timeline, lang), measures(timeline)
    if not found:
        return _none()
    said = templates(lang)["pack"]
    columns = ("place", "first", "least", "most", "last", "sources")
    return Table(
        measure_name(say, found[0]),
        said["numbers_lead"],
        tuple(said["columns"][column] for column in columns),
        tuple(
            (one.name, one.first, one.least, one.most, one.last, _bracketed(one.sources))
            for one in spans_of(say, found[0])
        ),
    )


def _cycle_rows(timeline: Timeline) -> tuple[list[int], list[int]]:
    """Rows of the cycle table after which anything is recorded, and the others."""
    table = timeline["cycles"]
    rows = range(len(table["outcome"]))
    return [row for row in rows if followed(table, row)], [row for row in rows if not followed(table, row)]


def _cycles(timeline: Timeline, lang: str, rows: Sequence[int]) -> Table:
    said, table, texts = templates(lang)["pack"], timeline["cycles"], timeline["texts"][lang]
    labels, places = texts["records"]["label"], timeline["places"]["record"]

    def departure(row: int) -> str:
        move = table["departure"][row]
        if move < 0:
            return str(said["none"])
        when = texts["records"]["when"][timeline["movements"]["record"][move]]
        lag = texts["cycles"]["lag_departure"][row]
        return f"{isolated(when, lang)} ({isolated(lag, lang)})" if lag else when

    def outcome(row: int) -> str:
        lag = texts["cycles"]["lag_return"][row]
        said_outcome = _capital(texts["cycles"]["outcome"][row])
        return f"{isolated(said_outcome, lang)} ({isolated(lag, lang)})" if lag else said_outcome

    columns = ("when", "trigger", "departure", "destinations", "outcome", "certainty", "sources")
    return Table(
        said["cycles"],
        said["cycles_lead"],
        tuple(said["columns"][column] for column in columns),
        tuple(
            (
                texts["records"]["when"][table["record"][row]],
                _trigger(timeline, lang, row),
                departure(row),
                ", ".join(isolated(labels[places[place]], lang) for place in table["destinations"][row])
                or (said["not_stated"] if table["departure"][row] >= 0 else ""),
                outcome(row),
                certainty_word(timeline, lang, table["certainty"][row]),
                _bracketed(lead_sources(timeline, table["basis"][row])),
            )
            for row in rows
        ),
    )


def _quiet(timeline: Timeline, lang: str, rows: Sequence[int]) -> Table:
    said, table, texts = templates(lang)["pack"], timeline["cycles"], timeline["texts"][lang]
    if not rows:
        return _none()
    lead = plural(said["quiet_lead"], len(rows), lang)
    columns = ("when", "trigger", "certainty", "sources")
    return Table(
        said["quiet"],
        lead.format(n=number(len(rows), lang), total=number(len(table["outcome"]), lang)),
        tuple(said["columns"][column] for column in columns),
        tuple(
            (
                texts["records"]["when"][table["record"][row]],
                _trigger(timeline, lang, row),
                certainty_word(timeline, lang, table["certainty"][row]),
                _bracketed(lead_sources(timeline, table["basis"][row])),
            )
            for row in rows
        ),
    )


def _none() -> Table:
    """A table that is left out."""
    return Table("", "", (), ())


def _trigger(timeline: Timeline, lang: str, row: int) -> str:
    """What happened and where; the place is said once where the label names it already."""
    table, labels = timeline["cycles"], timeline["texts"][lang]["records"]["label"]
    trigger = str(labels[table["record"][row]])
    place = labels[timeline["places"]["record"][table["place"][row]]] if table["place"][row] >= 0 else ""
    # "Porac (Pampanga)" and "Porac, Pampanga" are named where Porac is.
    name = re.split(r" \(|, ", place)[0]
    if not name or name.casefold() in trigger.casefold():
        return trigger
    bare, trigger, place = place, isolated(trigger, lang), isolated(place, lang)
    return f"{trigger} ({place})" if "(" not in bare else f"{trigger} – {place}"


def _measures(timeline: Timeline, lang: str) -> Table:
    said, ui, found = templates(lang)["pack"], interface(lang), timeline["findings"]
    all_records = [row for row, stop in enumerate(found["stop"]) if stop == 0]
    counted = [row for row in all_records if found["measures"][row]]
    few = sum(found["n"][row] > 0 for row in all_records) - len(counted)
    rest = len(all_records) - len(counted) - few
    lead = [said["measures_lead"]] if counted else []
    if few:
        lead.append(plural(said["measures_few"], few, lang).format(n=number(few, lang)))
    if rest:
        forms = said["measures_rest" if counted or few else "measures_none"]
        lead.append(plural(forms, rest, lang).format(n=number(rest, lang)))
    names = [ui[f"measure.{name}"] for name in _SHOWN_MEASURES]
    return Table(
        said["measures"],
        " ".join(lead),
        (*(said["columns"][column] for column in ("trigger", "control", "n")), *names),
        tuple(
            (
                _trigger(timeline, lang, found["cycle"][row]),
                _control(timeline, lang, found["control"][row]),
                number(found["n"][row], lang),
                *(_ranked(timeline, lang, row, name) for name in _SHOWN_MEASURES),
            )
            for row in _each_once(found, counted)
        ),
    )


def _each_once(found: Any, rows: Sequence[int]) -> Iterator[int]:
    """Rows of findings, of those that are measured as one the first."""
    known = set()
    for row in rows:
        key = (found["target"][row], *(found["before"][row] or ()), *(found["after"][row] or ()))
        if key not in known:
            known.add(key)
            yield row


_MOST_CONTROLS = 3


def _control(timeline: Timeline, lang: str, places: Sequence[int]) -> str:
    """The names of a control, of many the first and how many more."""
    said, labels = templates(lang)["measure"], timeline["texts"][lang]["records"]["label"]
    names = [isolated(labels[timeline["places"]["record"][place]], lang) for place in places]
    # One more has as much room by its name as by its number.
    shown = names if len(names) == _MOST_CONTROLS + 1 else names[:_MOST_CONTROLS]
    named = ", ".join(shown) or str(said["none"])
    if len(names) == len(shown):
        return named
    rest = len(names) - _MOST_CONTROLS
    return plural(said["more"], rest, lang).format(names=named, n=number(rest, lang))


def _ranked(timeline: Timeline, lang: str, row: int, name: str) -> str:
    """A measure, and how many other dates show one as large."""
    found, texts = timeline["findings"], timeline["texts"][lang]
    said = _measure(found["measures"][row], name, texts["words"], interface(lang), lang)
    names = [strip["name"] for strip in found["strips"][row]]
    return f"{said}; {texts['findings']['ranked'][row][names.index(name)]}" if name in names else said


def _measure(measures: Sequence[Any], name: str, words: Any, ui: Any, lang: str) -> str:
    """A value with its interval and what limits it, or why there is none."""
    measure = next(one for one in measures if one["name"] == name)
    reason = words.get(measure["reason"]) if measure["reason"] else ""
    if measure["value"] is None:
        return str(reason or ui.get(f"status.{measure['status']}") or ui["status.none"])
    value = about(measure["value"], lang)
    if measure["low"] is not None and measure["high"] is not None:
        low, high = (about(measure[end], lang) for end in ("low", "high"))
        value = f"{value} {ui['measure.interval'].format(low=low, high=high)}"
    return f"{value}; {reason}" if reason else value


def _gaps(timeline: Timeline, lang: str) -> Table:
    said, texts = templates(lang)["pack"], timeline["texts"][lang]["records"]
    rows = [row for row, table in enumerate(timeline["records"]["table"]) if table == "gaps"]
    if not rows:
        return _none()
    return Table(
        said["gaps"],
        plural(said["gaps_lead"], len(rows), lang).format(n=number(len(rows), lang)),
        (said["columns"]["gap"], said["columns"]["why"]),
        tuple((texts["label"][row], texts["why"][row]) for row in rows),
    )


def _disclaimers(timeline: Timeline, lang: str) -> Iterator[str]:
    meta, said = timeline["meta"], templates(lang)["pack"]
    if meta["simulated"]:
        yield templates(lang)["spoken"]["simulated"]
    yield from (text for text in (meta["disclaimer"][lang], interface(lang)["disclaimer"]) if text)
    if meta["licence"]["name"]:
        yield said["licence"].format(licence=meta["licence"]["name"])
    yield said["made"].format(generator=meta["generator"], hash=timeline.data_hash[:12])


def _cited(timeline: Timeline, told: Sequence[SceneText]) -> list[int]:
    cycles = (record for basis in timeline["cycles"]["basis"] for record in basis)
    scenes = (number for scene in told for number in scene.sources)
    table = timeline.content.get("series") or {"sources": []}
    numbers = (source + 1 for named in table["sources"] for source in named)
    return sorted({*lead_sources(timeline, cycles), *scenes, *numbers})


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _bracketed(numbers: Sequence[int]) -> str:
    """Numbers of sources as texts have them: without brackets one before the name of a month would be a day."""
    return f"[{', '.join(map(str, numbers))}]" if numbers else ""
