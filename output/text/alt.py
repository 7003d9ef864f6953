"""What a picture shows, for whoever cannot see it."""

import re
from collections.abc import Iterable, Sequence

from waterbed.output.language.numbers import number, plural
from waterbed.output.language.reading import words_in
from waterbed.output.language.strings import templates
from waterbed.output.series import measures
from waterbed.output.text.charts import Chart, span_of
from waterbed.output.text.said import measure_name
from waterbed.output.text.speaker import Speaker
from waterbed.output.text.spoken import in_view, named, said_day, shown_day, spoken_day, undated_movements
from waterbed.output.timeline import Timeline

_MOST_NAMES = 3


MOST_WORDS = 40
"""Of an alternative text: whoever listens to it cannot skip; the transcript says the rest."""


def in_short(sentences: Iterable[str], most: int = MOST_WORDS) -> str:
    """The first of some sentences, as many as have no more than so many words together.

    Each stays whole, but for a first one that is longer: that ends in an ellipsis.

    Examples
    --------
    >>> in_short(["A ban comes.", "Some leave.", "None is seen."], most=5)
    'A ban comes. Some leave.'
    >>> in_short(["A ban comes."], most=2)
    'A ban …'
    """
    told: list[str] = []
    for sentence in filter(None, sentences):
        if words_in(" ".join([*told, sentence])) > most:
            break
        told.append(sentence)
    else:
        return " ".join(told)
    return " ".join(told) or _cut(sentence, most)


def _cut(sentence: str, most: int) -> str:
    pieces = sentence.split(" ")
    while len(pieces) > 1 and words_in(" ".join(pieces)) > most:
        pieces.pop()
    # What has no spaces is cut between its letters.
    letters = " ".join(pieces)
    while words_in(letters) > most:
        letters = letters[: int(len(letters) * 0.9)]
    return f"{letters} …"


def alt_text(timeline: Timeline, lang: str, scene: int) -> str:
    """What the picture of a scene shows, for whoever cannot see it: its finding first, in `MOST_WORDS`.

    Lists name at most three things, and what was earlier is counted only.
    """
    view, day = timeline["scenes"]["view"][scene], shown_day(timeline, scene)
    undated = undated_movements(timeline, scene)
    said = spoken_day(timeline, lang, day, view=view, undated=undated, most=_MOST_NAMES)
    words = templates(lang)["spoken"]
    countries = named(_countries(timeline, lang, view), words, lang, most=_MOST_NAMES)
    head = words["map" if countries else "map_bare"].format(places=countries, day=said_day(day, lang))
    title = f"{timeline['texts'][lang]['scenes'][scene]['title'].rstrip('.')}."
    return in_short([title, *_warning(timeline, lang), head, *said])


def ribbon_alt(timeline: Timeline, lang: str) -> str:
    """What the picture of the ribbon shows."""
    n = len(timeline["rows"]["place"])
    return _over_all_days(timeline, plural(templates(lang)["spoken"]["ribbon"], n, lang), lang, n)


def chart_alt(timeline: Timeline, lang: str, chart: Chart) -> str:
    """What the chart of a series shows: where each of its lines begins and ends, and how high it rises."""
    words, say = templates(lang)["spoken"], Speaker(timeline, lang)
    lines = {line.place: line for measure in measures(timeline) for line in measure.lines
             if measure_name(say, measure) == chart.title}  # fmt: skip
    told = [span_of(say, lines[line.place]) for line in chart.lines]
    return in_short(
        [
            f"{chart.title}.",
            *(
                words["chart_line"].format(place=one.name, first=one.first, most=one.most, last=one.last)
                for one in told
            ),
        ]
    )


def storyboard_alt(timeline: Timeline, lang: str, scenes: Sequence[int]) -> str:
    """What a storyboard of scenes shows."""
    words, titles = templates(lang)["spoken"], timeline["texts"][lang]["scenes"]
    panels = [
        words["panel"].format(day=said_day(shown_day(timeline, row), lang), title=titles[row]["title"])
        for row in scenes
    ]
    form = str(plural(words["storyboard"], len(scenes), lang))
    head = form.format(n=number(len(scenes), lang), list="").strip()
    return in_short([_finding(timeline, lang), *_warning(timeline, lang), head, *panels])


def film_alt(timeline: Timeline, lang: str) -> str:
    """What the film shows."""
    return _over_all_days(timeline, templates(lang)["spoken"]["film"], lang, 0)


def _over_all_days(timeline: Timeline, template: str, lang: str, n: int) -> str:
    first, last = (said_day(timeline["meta"][end], lang) for end in ("first_day", "last_day"))
    said = re.split(r"(?<=\.) ", template.format(n=number(n, lang), first=first, last=last))
    return in_short([_finding(timeline, lang), *_warning(timeline, lang), *said])


def _finding(timeline: Timeline, lang: str) -> str:
    return f"{timeline['texts'][lang]['finding']['headline'][0].rstrip('.')}."


def _warning(timeline: Timeline, lang: str) -> list[str]:
    return [templates(lang)["spoken"]["simulated"]] if timeline["meta"]["simulated"] else []


def _countries(timeline: Timeline, lang: str, view: Sequence[float]) -> list[str]:
    places, labels = timeline["places"], timeline["texts"][lang]["records"]["label"]
    return [
        labels[record]
        for row, (record, level) in enumerate(zip(places["record"], places["level"], strict=True))
        if level == "country" and in_view(timeline, row, view)
    ]
