"""One page of a site in the making: its place in the site, its words, what every page has."""

import base64
import zlib
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from waterbed.output.language.strings import said_in, templates
from waterbed.output.player.html import environment
from waterbed.output.player.snippet import ALLOWED, HEIGHT_PX, SANDBOX
from waterbed.output.site.drawings.signs import icon
from waterbed.output.site.model.whole import TEMPLATES, Page, Site
from waterbed.output.site.pages.parts import Part
from waterbed.output.site.pages.rows import Cites, Rows
from waterbed.output.timeline import Timeline

_LEVEL = 6


_SECTIONS = {"place": "places", "hub": "places", "event": "events", "source": "sources"}


def _packed(data: Timeline) -> str:
    """As `Timeline.deflated`, at a level that many small pages can afford."""
    return base64.b64encode(zlib.compress(data.to_json().encode(), _LEVEL)).decode()


class Sheet:
    """A page in the making: its place in the site, its words, its rows."""

    def __init__(self, site: Site, page: Page) -> None:
        self.site, self.page = site, page
        self.words = site.words[page.lang]
        self.up = "../" * page.path.count("/")
        self.root = f"../{self.up}"
        self.rows = Rows(self.words, site.links, self.up)

    def citing(self, cites: Cites) -> Rows:
        """Rows that cite sources."""
        self.rows = Rows(self.words, self.site.links, self.up, cites)
        return self.rows

    def values(
        self, title: str, description: str, crumbs: list[tuple[str, str]] | None = None, **more: Any
    ) -> dict[str, Any]:
        """What every page has, with more of its own."""
        site, page, words = self.site, self.page, self.words
        meta = site.timeline["meta"]
        name = site.brand.name[page.lang]
        here = f"{site.base}{page.lang}/{page.path}"
        return {
            "t": words.t,
            "ui": words.ui,
            "lang": page.lang,
            "up": self.up,
            "root": self.root,
            "kind": page.kind,
            "section": _SECTIONS.get(page.kind, page.kind),
            "site": name,
            "title": title,
            "head_title": name if title == name else f"{words.apart(title)} – {words.apart(name)}",
            "description": " ".join(description.split())[:300],
            "crumbs": [(label, f"{self.up}{path}") for label, path in crumbs or []],
            "languages": [(lang, f"{self.root}{lang}/{page.path}") for lang in site.words],
            "asset": lambda plain: f"{self.root}{site.paths[plain]}",
            "logo": next(
                (f"{self.root}{path}" for plain, path in site.paths.items() if plain.startswith("logo.")), ""
            ),
            "footer": site.brand.footer[page.lang],
            "policy": site.policy,
            "generator": meta["generator"],
            "disclaimer": meta["disclaimer"][page.lang],
            "simulated": meta["simulated"],
            "marking": said_in(meta.get("marking") or "", page.lang, list(site.words)),
            "licence": meta["licence"],
            "as_of": words.day(meta["as_of"]),
            "base": site.base,
            "url": here if site.base else "",
            "alternates": [(lang, f"{site.base}{lang}/{page.path}") for lang in site.words]
            if site.base
            else [],
            "default_alternate": f"{site.base}{next(iter(site.words))}/{page.path}" if site.base else "",
            "icon": icon,
            "player": None,
            "ld": "",
            "oembed": "",
            "og_image": self._picture(-1),
            "sources": self.rows.own_sources(),
            **more,
        }

    def picture_of(self, place: int) -> str:
        """Address of the picture of a place's country, else of the overview; "" without pictures."""
        country = self.site.timeline["places"]["country"][place] if place >= 0 else -1
        return self._picture(country) or self._picture(-1)

    def _picture(self, country: int) -> str:
        path = self.site.pictures.get((self.page.lang, country), "")
        return f"{self.site.base}{path}" if path else ""

    def still(self, name: str, alt: str, size: tuple[int, int], *, lazy: bool = False) -> Markup:
        """A picture of the site, where there is one: what is narrow has its own, what is dark too, but on paper."""
        drawn, lang = self.site.stills, self.page.lang
        light = drawn.get((lang, name, "light"))
        if light is None:
            return Markup()
        dark, narrow = "(prefers-color-scheme: dark)", "(max-width: 700px)"
        others = (
            (f"{name}-narrow", "dark", f"screen and {narrow} and {dark}"),
            (f"{name}-narrow", "light", narrow),
            (name, "dark", f"screen and {dark}"),
        )
        sources = Markup("").join(
            Markup('<source media="{}" srcset="{}">').format(media, f"{self.root}{path}")
            for other, theme, media in others
            if (path := drawn.get((lang, other, theme)))
        )
        image = Markup('<img src="{}" alt="{}" width="{}" height="{}"{}>').format(
            f"{self.root}{light}", alt, *size, Markup(' loading="lazy"') if lazy else ""
        )
        return Markup('<picture class="still">{}{}</picture>').format(sources, image)

    def player(self, data: Timeline, still: Any = "", partly: str = "") -> dict[str, Any]:
        """What the map of this page needs."""
        return {
            "timeline": Markup(_packed(data)),  # noqa: S704  base64
            "still": still,
            "partly": partly,
            "too_old": templates(self.page.lang)["page"]["too_old"],
        }

    def partly(self, part: Part) -> str:
        """That not all movements are drawn, where it is so."""
        shown = len(part.rows["movements"])
        return self.words.t("map.partly", shown=shown, all=part.movements) if part.left_out else ""

    def numbered(self, part: Part) -> Part:
        """The same rows, with the sources in the order of the page's numbers, so that map and text say the same number."""
        cited = self.rows.sources
        rest = [source for source in part.rows["sources"] if source not in set(cited)]
        return replace(part, rows={**part.rows, "sources": [*cited, *rest]})


def frame_of(site: Site, page: Page) -> str:
    """What to copy into another page to show a map of this site."""
    return str(
        environment(TEMPLATES)
        .from_string(
            '<iframe src="{{ url }}" title="{{ title }}" width="100%" height="{{ height }}" loading="lazy" '
            'allow="{{ allowed }}" sandbox="{{ sandbox }}" style="border:0"></iframe>'
        )
        .render(
            url=f"{site.base}{page.lang}/{page.path}",
            title=site.title_of(page),
            height=HEIGHT_PX,
            allowed=ALLOWED,
            sandbox=SANDBOX,
        )
    )
