"""The briefing pack: map, slides, handout, film, stills, texts, data and a snippet, all from one timeline."""

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import date_text
from waterbed.layers.disk.folder import own_folder, put
from waterbed.layers.web import web_parts
from waterbed.output.addresses import web_address
from waterbed.output.brief import embedpage
from waterbed.output.brief.jobs import PackDesk, Plan, jobs, still_name
from waterbed.output.brief.options import PARTS, BriefOptions
from waterbed.output.errors import OptionError, UnknownLanguageError
from waterbed.output.exports.csv import table_files
from waterbed.output.extras import av_needed, matplotlib_needed, pptx_needed, typst_needed
from waterbed.output.naming import folder_named
from waterbed.output.player.page import PageOptions, render_page
from waterbed.output.pool import Told, done_all
from waterbed.output.still.orders import board_scenes
from waterbed.output.text.briefing import briefing
from waterbed.output.text.notes import alt_texts, transcript
from waterbed.output.timeline import Timeline

KIND = "waterbed brief"


_PACKAGES = (
    "waterbed",
    "matplotlib",
    "python-pptx",
    "typst",
    "segno",
    "av",
    "geopandas",
    "shapely",
    "pyproj",
)


def write_brief(
    dataset: Dataset,
    folder: str | Path,
    options: BriefOptions | None = None,
    *,
    processes: int = 1,
    told: Told | None = None,
) -> Path:
    """Write the briefing pack of a data set as one folder.

    It is written aside and put in its place at the end; a failed or interrupted run leaves what was there.

    Parameters
    ----------
    dataset
        The records.
    folder
        New, empty, or a pack that waterbed made before and nobody has changed since; files of others in it stay.
    options
        What goes into the pack.
    processes
        How many work at once. More than one needs a script that does its work under
        ``if __name__ == "__main__":``.
    told
        Called with the work done and the work in all, now and then.

    Raises
    ------
    OptionError
        If an option does not suit the data set.
    OSError
        If the folder holds anything else or cannot be written.
    MissingExtraError
        If a package that a part needs is not installed.
    """
    options = options or BriefOptions()
    place = folder_named(folder, "a pack")
    plan = _planned(dataset, options)
    _check_extras(options)
    with own_folder(place, KIND, _about(plan)) as staged:
        waves = jobs(plan)
        for name, content in _small_files(dataset, plan):
            put(staged.files, name, content)
        done_all(PackDesk(timeline=plan.timeline, folder=staged.files), waves, processes, told)
    return place


def _planned(dataset: Dataset, options: BriefOptions) -> Plan:
    timeline = Timeline.of(dataset)
    known = timeline["meta"]["languages"]
    for lang in options.languages:
        if lang not in known:
            raise UnknownLanguageError(lang, known)
    scenes = tuple(chosen_scenes(timeline, options.scenes))
    homepage = str(dataset.settings["homepage"])
    return Plan(
        timeline,
        options,
        {lang: briefing(timeline, lang, scenes) for lang in options.languages or known},
        scenes,
        web_address(options.address or (homepage if web_parts(homepage) else "")),
    )


def chosen_scenes(timeline: Timeline, text: str) -> list[int]:
    """Rows of scenes by number (from 1), range of numbers, or id.

    Raises
    ------
    OptionError
        If there is no such scene.
    """
    ids = list(timeline["scenes"]["id"])
    rows: list[int] = []
    for part in filter(None, re.split(r"[;,\s]+", text)):
        span = re.fullmatch(r"(\d+)(?:-(\d+))?", part)
        if part in ids:
            rows.append(ids.index(part))
        elif span and 1 <= int(span[1]) <= int(span[2] or span[1]) <= len(ids):
            rows += range(int(span[1]) - 1, int(span[2] or span[1]))
        else:
            raise OptionError(f"scenes: {part!r} is no scene; there are 1 to {len(ids)}, such as 1-3;5.")
    return sorted(set(rows)) if rows else list(range(len(ids)))


def _check_extras(options: BriefOptions) -> None:
    """What is missing is said before an hour's work, not after it."""
    if any(options.has(part) for part in ("deck", "handout", "stills", "film")):
        matplotlib_needed()
    if options.has("film"):
        av_needed()
    if options.has("deck"):
        pptx_needed()
    if options.has("handout"):
        typst_needed()


def _about(plan: Plan) -> Mapping[str, Any]:
    meta, options = plan.timeline["meta"], plan.options
    return {
        "generator": meta["generator"],
        "data": {"id": meta["id"], "as_of": date_text(meta["as_of"]), "sha256": plan.timeline.data_hash},
        "profile": str(meta.get("profile") or ""),
        "languages": list(plan.languages),
        "parts": [part for part in PARTS if options.has(part)],
        "scenes": [plan.timeline["scenes"]["id"][row] for row in plan.scenes],
        "size": options.size,
        "versions": {name: found for name in _PACKAGES if (found := _version(name))},
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _small_files(dataset: Dataset, plan: Plan) -> Iterator[tuple[str, bytes]]:
    """What takes no time: the map, texts, tables, the snippet."""
    timeline, options = plan.timeline, plan.options
    if options.has("map"):
        yield "map.html", render_page(timeline, PageOptions(lang=plan.languages[0])).encode()
    if options.has("embed"):
        yield (
            "embed.html",
            embedpage.render(timeline, plan.languages, plan.address, _plain_picture(plan)).encode(),
        )
    if options.has("data"):
        yield from ((f"data/{name}", content) for name, content in table_files(dataset).items())
    for lang, told in plan.told.items() if options.has("text") else ():
        yield f"{plan.folder(lang)}alt-text.txt", alt_texts(timeline, told).encode()
        yield f"{plan.folder(lang)}transcript.txt", transcript(timeline, told).encode()


def _plain_picture(plan: Plan) -> tuple[str, int] | None:
    """The still of the scene that tells most of the cycle, and its row."""
    if not (plan.options.has("stills") and plan.scenes):
        return None
    row = board_scenes(plan.timeline, plan.scenes, most=1)[0]
    return f"{plan.folder(plan.languages[0])}{still_name(plan, row, 'png')}", row
