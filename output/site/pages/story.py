"""Values of the page that tells the story: its scenes to be read, a picture each, and the map that follows what is read."""

from typing import Any

from waterbed.output.site.model.focus import focus
from waterbed.output.site.model.whole import SCENE_SIZE
from waterbed.output.site.pages.parts import part_of_all
from waterbed.output.site.pages.rows import Row, Rows
from waterbed.output.site.pages.sheet import Sheet
from waterbed.output.text.alt import alt_text


def story_page(sheet: Sheet) -> dict[str, Any]:
    """What the template of the story needs."""
    site, words = sheet.site, sheet.words
    rows = sheet.citing("all")
    scenes = [{**scene, "picture": _picture(sheet, at, scene)} for at, scene in enumerate(story_scenes(rows))]
    shown = part_of_all(site.index).rows
    data = focus(site.timeline, shown, words.lang, of_all=True) if scenes else None
    lead = words.t("story.lead")
    return sheet.values(
        words.t("nav.story"),
        lead,
        [(words.t("nav.overview"), "index.html")],
        lead=lead,
        items=scenes,
        player=sheet.player(data) if data else None,
    )


def _picture(sheet: Sheet, at: int, scene: Row) -> Any:
    if (sheet.page.lang, scene["id"], "light") not in sheet.site.stills:
        return ""
    return sheet.still(scene["id"], alt_text(sheet.site.timeline, sheet.page.lang, at), SCENE_SIZE, lazy=True)


def story_scenes(rows: Rows) -> list[Row]:
    """The scenes with their sentences, the numbers of their sources and their records."""
    timeline, words = rows.timeline, rows.words
    scenes = timeline["scenes"]
    return [
        {
            "id": scenes["id"][at],
            "title": scene["title"],
            "when": words.record("when", scenes["record"][at]),
            "text": [(said, rows.lead(records)) for said, records in scene["text"]],
            "records": [rows.record(record) for record in scenes["records"][at] if record >= 0],
        }
        for at, scene in enumerate(words.texts["scenes"])
    ]
