"""What a picture shows, for whoever cannot see it."""

from collections.abc import Sequence

from waterbed.output.language.numbers import number, plural
from waterbed.output.language.strings import templates
from waterbed.output.series import measures
from waterbed.output.text.charts import Chart, span_of
from waterbed.output.text.said import measure_name
from waterbed.output.text.speaker import Speaker
from waterbed.output.text.spoken import in_view, named, said_day, shown_day, spoken_day, undated_movements
from waterbed.output.timeline import Timeline


def alt_text(timeline: Timeline, lang: str, scene: int, *, most: int = 3) -> str:
    """What the picture of a scene shows, for whoever cannot see it.

    Lists name at most ``most`` things, and what was earlier is counted only.
    """
    view, day = timeline["scenes"]["view"][scene], shown_day(timeline, scene)
    undated = undated_movements(timeline, scene)
    said = spoken_day(timeline, lang, day, view=view, undated=undated, most=most)
    words = templates(lang)["spoken"]
    countries = named(_countries(timeline, lang, view), words, lang, most=8)
    head = words["map" if countries else "map_bare"].format(places=countries, day=said_day(day, lang))
    simulated = [words["simulated"]] if timeline["meta"]["simulated"] else []
    return " ".join([*simulated, head, *said])


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
    return " ".join(
        words["chart_line"].format(place=one.name, first=one.first, most=one.most, last=one.last)
        for one in told
    )


def storyboard_alt(timeline: Timeline, lang: str, scenes: Sequence[int]) -> str:
    """What a storyboard of scenes shows."""
    words, titles = templates(lang)["spoken"], timeline["texts"][lang]["scenes"]
    panels = (
        words["panel"].format(day=said_day(shown_day(timeline, row), lang), title=titles[row]["title"])
        for row in scenes
    )
    form = plural(words["storyboard"], len(scenes), lang)
    return str(form).format(n=number(len(scenes), lang), list=" ".join(panels))


def film_alt(timeline: Timeline, lang: str) -> str:
    """What the film shows."""
    return _over_all_days(timeline, templates(lang)["spoken"]["film"], lang, 0)


def _over_all_days(timeline: Timeline, template: str, lang: str, n: int) -> str:
    first, last = (said_day(timeline["meta"][end], lang) for end in ("first_day", "last_day"))
    warning = [templates(lang)["spoken"]["simulated"]] if timeline["meta"]["simulated"] else []
    return " ".join([*warning, template.format(n=number(n, lang), first=first, last=last)])


def _countries(timeline: Timeline, lang: str, view: Sequence[float]) -> list[str]:
    places, labels = timeline["places"], timeline["texts"][lang]["records"]["label"]
    return [
        labels[record]
        for row, (record, level) in enumerate(zip(places["record"], places["level"], strict=True))
        if level == "country" and in_view(timeline, row, view)
    ]
