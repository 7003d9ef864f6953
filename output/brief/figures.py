"""Figures of the handout that are not pictures of the map: findings with their strips and steps, codes to be scanned."""

import io
from typing import Any

from markupsafe import Markup

from waterbed.output.ink.palette import palette
from waterbed.output.language.strings import templates
from waterbed.output.site.drawings.measured import draw_course, draw_placebos, standing_alone
from waterbed.output.text.briefing import Briefing
from waterbed.output.text.charts import Measured
from waterbed.output.timeline import Timeline


def draw_measured(
    timeline: Timeline, told: Briefing, one: Measured, files: dict[str, bytes]
) -> dict[str, Any]:
    """A finding with its strips and its steps, drawn."""
    found, lang, colours = timeline["findings"], told.lang, palette("print")
    inks = {name: colours.colour(name) for name in ("ink", "ink3", "line", "ctl", "arrival", "crackdown")}

    def kept(name: str, drawing: Markup) -> str:
        files[name] = standing_alone(drawing, inks)
        return name

    strips = [
        {
            "name": name,
            "ranked": ranked,
            "file": kept(f"placebo-{one.row}-{at}.svg", draw_placebos(found["strips"][one.row][at], name)),
            "alt": f"{name}: {ranked}",
        }
        for at, (name, ranked) in enumerate(one.ranks)
    ]
    course = found["course"][one.row] or {}
    lines = {line.name: line for line in one.steps.lines} if one.steps else {}
    areas = [role for role in ("target", "receiving") if role in course]
    courses = [
        {
            "name": name,
            "file": kept(f"steps-{one.row}-{role}.svg", draw_course(course, course[role], name, lang)),
            "alt": f"{name}: {', '.join(f'{n:g}' for n in lines[name].values if n is not None)}",
        }
        for role, name in zip(areas, one.areas, strict=True)
    ]
    return {"title": one.title, "strips": strips, "courses": courses, "caption": one.caption}


def draw_code(address: str, row: int, lang: str, files: dict[str, bytes]) -> dict[str, str]:
    """A code that leads to the map as it stands at a scene."""
    import segno

    name, out = f"qr-{row}.svg", io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None
    )
    files[name] = out.getvalue()
    alt = templates(lang)["pack"]["open_map"].format(address=address)
    return {"file": name, "alt": alt, "address": address}
