"""What a room is told in five minutes: the cases that tell most, five sentences, what is not known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from waterbed.output.columns.presses import MOST, strongest
from waterbed.output.language.strings import templates
from waterbed.output.still.overview.bars import bars
from waterbed.output.text.briefing import Briefing, Line
from waterbed.output.text.sources import certainty_word, lead_sources
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

MOST_CASES = 3

_HIGH = 2
_MOST_SENTENCES, _MOST_TRIGGERS, _MOST_MOVES = 5, 2, 3


@dataclass(frozen=True, slots=True)
class Case:
    """A press and what followed."""

    press: int
    """Row of the press."""
    title: str
    lines: tuple[Line, ...]
    """What was pressed, where it is next reported, whether it came back."""
    sources: tuple[int, ...]


def presses_told(timeline: Timeline) -> tuple[int, ...]:
    """Rows of the presses that are numbered, on the map and in the strip."""
    return tuple(strongest(timeline.content, MOST))


def cases(timeline: Timeline, told: Briefing) -> list[Case]:
    """The presses that tell most: those that came back first, then those with moves; fewer where there are fewer."""
    rank = timeline["presses"]["rank"]
    rows = sorted(strongest(timeline.content, MOST_CASES), key=lambda row: rank[row])
    return [_case(timeline, told.lang, row) for row in rows]


def _case(timeline: Timeline, lang: str, press: int) -> Case:
    lines = tuple(_lines(Speaker(timeline, lang), press))
    cited = tuple(sorted({number for line in lines for number in line.sources}))
    return Case(press, _said(timeline, lang, press, "case"), lines, cited)


def _lines(say: Speaker, press: int) -> Iterator[Line]:
    timeline, said = say.timeline, templates(say.lang)["cycle"]
    presses, cycles = timeline["presses"], timeline["cycles"]
    records = timeline["movements"]["record"]
    rows = presses["cycles"][press]
    struck = [cycles["record"][row] for row in rows]
    yield Line(
        " ".join(f"{', '.join(_dated(say, record))}." for record in struck[:_MOST_TRIGGERS]),
        lead_sources(timeline, struck),
    )
    moves = [records[move] for move in presses["moves"][press]]
    if moves:
        labels = "; ".join(_label(say, record) for record in moves[:_MOST_MOVES])
        whens = {say.record("when", record) for record in moves}
        when = whens.pop() if len(whens) == 1 else ""
        lag = say.cycle("lag_departure", rows[0])
        text = ", ".join(part for part in (labels, when) if part)
        yield Line(_graded(say, moves, f"{text} ({lag})" if lag else text), lead_sources(timeline, moves))
    else:
        yield Line(said["no_departure"])
    back = presses["returned"][press]
    if back < 0:
        yield Line(said["none_recorded"])
        return
    lag = say.cycle("lag_return", rows[0])
    text = ", ".join(_dated(say, records[back]))
    cited = lead_sources(timeline, [records[back]])
    yield Line(_graded(say, [records[back]], f"{text} ({lag})" if lag else text), cited)


def _graded(say: Speaker, records: Sequence[int], text: str) -> str:
    """A sentence with the weakest certainty of its records, where that is less than high."""
    grades = [grade for row in records if (grade := say.timeline["records"]["certainty"][row]) >= 0]
    word = certainty_word(say.timeline, say.lang, min(grades)) if grades and min(grades) < _HIGH else ""
    said = str(templates(say.lang)["spoken"]["doubtful"])
    return (said.format(text=text, certainty=word) if word else text) + "."


def _dated(say: Speaker, record: int) -> list[str]:
    return [part for part in (_label(say, record), say.record("when", record)) if part]


def _label(say: Speaker, record: int) -> str:
    return say.record("label", record).rstrip(".")


def _said(timeline: Timeline, lang: str, press: int, form: str) -> str:
    """A press and what followed in one sentence (``brief``), or as a headline (``case``)."""
    (bar,) = bars(Speaker(timeline, lang), [press], star="")
    followed = "both" if bar.places and bar.back else "moved" if bar.places else "back"
    triggers = "; ".join(bar.triggers[:_MOST_TRIGGERS])
    more = " …" if len(bar.triggers) > _MOST_TRIGGERS else ""
    return str(templates(lang)["pack"][f"{form}_{followed}"]).format(
        place=bar.title, trigger=triggers + more, places=", ".join(bar.places), back=bar.back
    )


def in_brief(timeline: Timeline, told: Briefing) -> list[Line]:
    """Five sentences with numbers and dates: how often anything followed, then what followed the presses that tell most.

    Where nothing followed they are the headlines of the story.
    """
    rows = strongest(timeline.content, _MOST_SENTENCES - 1)
    lines = [Line(told.line)]
    for row in rows:
        basis = [
            record
            for cycle in timeline["presses"]["cycles"][row]
            for record in timeline["cycles"]["basis"][cycle]
        ]
        lines.append(Line(_said(timeline, told.lang, row, "brief"), lead_sources(timeline, basis)))
    if not rows:
        panel = templates(told.lang)["spoken"]["panel"]
        for scene in told.scenes[: _MOST_SENTENCES - 1]:
            lines.append(Line(panel.format(day=scene.day, title=scene.title.rstrip(".")), scene.sources))
    return lines


def unknown(timeline: Timeline, told: Briefing) -> str:
    """What is not known, in a line: the headline of the scene that tells of nothing else, else the first gap."""
    scene = _scene_of_gaps(timeline)
    if scene is not None:
        return str(timeline["texts"][told.lang]["scenes"][scene]["title"]).rstrip(".") + "."
    gaps = gaps_first(timeline, told)
    return str(templates(told.lang)["pack"]["unknown_line"]).format(gap=gaps[0]) if gaps else ""


def gaps_first(timeline: Timeline, told: Briefing) -> list[str]:
    """All gaps on record, those first that the story tells of as such."""
    tables, labels = timeline["records"]["table"], timeline["texts"][told.lang]["records"]["label"]
    scene = _scene_of_gaps(timeline)
    first = timeline["scenes"]["records"][scene] if scene is not None else []
    every = [row for row, table in enumerate(tables) if table == "gaps"]
    ordered = dict.fromkeys([*(row for row in first if row in set(every)), *every])
    return [labels[row].rstrip(".") for row in ordered]


def _scene_of_gaps(timeline: Timeline) -> int | None:
    """The scene that tells of gaps alone."""
    tables = timeline["records"]["table"]
    for scene, records in enumerate(timeline["scenes"]["records"]):
        if records and all(record >= 0 and tables[record] == "gaps" for record in records):
            return scene
    return None
