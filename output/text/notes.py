"""What to say with a scene: speaker notes, the transcript of all scenes, their alternative texts as one file."""

from collections.abc import Iterator

from waterbed.output.language.script import isolated
from waterbed.output.language.strings import interface, templates
from waterbed.output.text.alt import alt_text, in_short
from waterbed.output.text.briefing import Briefing, SceneText
from waterbed.output.text.sources import certainty_word, source_lines
from waterbed.output.text.spoken import said_day, shown_day, spoken_day, undated_movements
from waterbed.output.timeline import Timeline


def speaker_notes(timeline: Timeline, told: Briefing, scene: SceneText) -> str:
    """The spoken map of a scene, the records behind it with their locators, what is not known, the sources."""
    lang, words = told.lang, templates(told.lang)["spoken"]
    numbers = sorted({*scene.sources, *_sources_behind(timeline, scene.row)})
    parts = {
        words["said"]: [_cited(line.text, line.numbers, lang) for line in scene.lines],
        words["shown"]: _shown(timeline, lang, scene.row),
        words["records"]: list(_records(timeline, lang, scene.row)),
        words["unknown"]: list(_gaps(timeline, lang, scene.row)),
        words["sources"]: [f"[{one.number}] {one.text}" for one in source_lines(timeline, lang, numbers)],
    }
    said = [
        f"{heading}\n" + "\n".join(f"– {line}" for line in lines) for heading, lines in parts.items() if lines
    ]
    return "\n\n".join([*([told.warning] if told.warning else []), scene.title, *said])


def transcript(timeline: Timeline, told: Briefing) -> str:
    """Everything that film and slides say, as plain text in the order of the scenes."""
    lang, words = told.lang, templates(told.lang)["spoken"]
    head = [told.marking, told.title, finding_said(told), told.description, told.as_of, told.warning]
    parts = ["\n".join(part for part in head if part)]
    for scene in told.scenes:
        said = [_cited(line.text, line.numbers, lang) for line in scene.lines]
        heading = words["headline"].format(i=scene.row + 1, title=scene.title)
        shown = " ".join(_shown(timeline, lang, scene.row))
        parts.append("\n".join([heading, *said, f"{words['shown']}. {shown}"]))
    parts.append(
        "\n".join(
            [words["sources"], *(f"[{one.number}] {one.text} {one.url}".rstrip() for one in told.sources)]
        )
    )
    parts.append("\n".join(told.disclaimers))
    return "\n\n".join(parts) + "\n"


def alt_texts(timeline: Timeline, told: Briefing) -> str:
    """The alternative text of each scene's picture, ready to be pasted beside it."""
    words = templates(told.lang)["spoken"]
    parts = [
        f"{words['headline'].format(i=scene.row + 1, title=scene.title)}\n{alt_text(timeline, told.lang, scene.row)}"
        for scene in told.scenes
    ]
    overview = f"{words['overview']}\n{overview_alt(told)}"
    return "\n\n".join([*([told.marking] if told.marking else []), overview, *parts]) + "\n"


def finding_said(told: Briefing) -> str:
    """The finding as sentences."""
    return " ".join(part for part in (f"{told.headline}.", told.line, told.detail) if part)


def overview_alt(told: Briefing) -> str:
    """What the overview shows, for whoever cannot see it."""
    return in_short([f"{told.headline.rstrip('.')}.", told.warning, told.line, told.detail])


def _shown(timeline: Timeline, lang: str, row: int) -> list[str]:
    view, day = timeline["scenes"]["view"][row], shown_day(timeline, row)
    state = templates(lang)["spoken"]["state"].format(day=said_day(day, lang))
    undated = undated_movements(timeline, row)
    return [state, *spoken_day(timeline, lang, day, view=view, undated=undated)]


def _records(timeline: Timeline, lang: str, row: int) -> Iterator[str]:
    records = timeline["records"]
    for record in timeline["scenes"]["records"][row]:
        if record >= 0 and records["table"][record] != "gaps":
            yield _record(timeline, lang, record)


def _record(timeline: Timeline, lang: str, record: int) -> str:
    """Who, what, when, how sure, and where in the source it stands."""
    words, ui, records = templates(lang)["spoken"], interface(lang), timeline["records"]
    texts = {name: column[record] for name, column in timeline["texts"][lang]["records"].items()}
    said = [words["record"].format(label=texts["label"].rstrip("."))]
    said += [
        words[key].format(**{name: texts[name]})
        for key, name in (("value", "value"), ("when", "when"), ("where", "place"))
        if texts[name]
    ]
    if records["certainty"][record] >= 0:
        said.append(
            words["certainty"].format(certainty=certainty_word(timeline, lang, records["certainty"][record]))
        )
    if records["standing"][record] >= 0:
        said.append(words["standing"].format(standing=ui[f"standing.{records['standing'][record]}"].lower()))
    if records["sources"][record]:
        locator = records["locator"][record]
        template = words["locator" if locator else "lead"]
        said.append(template.format(number=records["sources"][record][0] + 1, locator=locator))
    return " ".join(said)


def _gaps(timeline: Timeline, lang: str, row: int) -> Iterator[str]:
    texts, tables = timeline["texts"][lang]["records"], timeline["records"]["table"]
    for record in timeline["scenes"]["records"][row]:
        if record >= 0 and tables[record] == "gaps":
            said, why = (isolated(texts[name][record], lang) for name in ("label", "why"))
            yield f"{said} ({why})" if why else said


def _sources_behind(timeline: Timeline, row: int) -> Iterator[int]:
    records = timeline["records"]["sources"]
    for record in timeline["scenes"]["records"][row]:
        yield from (source + 1 for source in records[record][:1] if record >= 0)


def _cited(text: str, numbers: str, lang: str) -> str:
    return str(templates(lang)["spoken"]["cited"]).format(text=text, numbers=numbers) if numbers else text
