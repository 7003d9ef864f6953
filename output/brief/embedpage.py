"""The page that comes with a map to be embedded: what to paste, what it looks like, what publishing systems leave of it."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from markupsafe import Markup

from waterbed.output.language.strings import templates
from waterbed.output.player.html import environment
from waterbed.output.player.snippet import snippet
from waterbed.output.text.alt import alt_text
from waterbed.output.timeline import Timeline
from waterbed.output.type import faces

_TEMPLATES = Path(__file__).parent / "templates"

_MAP = "map.html"


def render(timeline: Timeline, languages: Sequence[str], address: str, still: tuple[str, int] | None) -> str:
    """The page as one string of HTML; ``still`` is a picture, and its scene, for where frames are taken out.

    ``address`` is where the map will be published; without one the snippet names the file beside the page.
    """
    lang, meta = languages[0], timeline["meta"]
    return (
        environment(_TEMPLATES)
        .get_template("embed.html")
        .render(
            lang=lang,
            letters=Markup(faces.style()),  # noqa: S704  our own file
            meta=meta,
            said=templates(lang)["pack"]["embed"],
            snippets=[
                {"lang": one, "title": meta["title"][one], "html": _snippet(timeline, one, address or _MAP)}
                for one in languages
            ],
            shown=Markup(_snippet(timeline, lang, _MAP, lazy=False)),  # noqa: S704  escapes what it is given
            plain=_plain(timeline, lang, address or _MAP, *still) if still else "",
        )
    )


def _snippet(timeline: Timeline, lang: str, src: str, *, lazy: bool = True) -> str:
    return snippet(f"{src}#lang={lang}", timeline["meta"]["title"][lang], lazy=lazy)


def _plain(timeline: Timeline, lang: str, src: str, still: str, scene: int) -> str:
    """A picture that leads to the map: what is left where neither frames nor scripts are let through."""
    alt = alt_text(timeline, lang, scene)
    picture = f'<img src="{escape(still)}" alt="{escape(alt)}" style="width:100%;height:auto">'
    return f'<a href="{escape(src)}#lang={escape(lang)}">{picture}</a>'
