"""Files that others fetch: the Atom feed of events, the site map, oEmbed answers. All need the site's own address."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from waterbed.layers.dates.days import date_text
from waterbed.output.site.model.links import Links
from waterbed.output.site.model.whole import Page, Site, site_template
from waterbed.output.site.model.words import Words
from waterbed.output.site.pages.sheet import frame_of

MOST_ENTRIES = 50


MOST_ADDRESSES = 50_000


def feed_values(words: Words, links: Links, base: str, site: str) -> dict[str, Any]:
    """Values of the feed: the newest dated events. An entry is as new as the event, since builds have no clock."""
    index, events = words.index, words.timeline["events"]
    meta = words.timeline["meta"]
    dated = [event for event in reversed(index.event_order) if not index.event_day(event)[0]][:MOST_ENTRIES]
    entries = []
    for event in dated:
        record = events["record"][event]
        entries.append(
            {
                "title": words.label(record),
                "url": f"{base}{words.lang}/{links.record(record)}",
                "updated": _instant(min(index.event_day(event)[1], meta["as_of"])),
                "text": words.record("paraphrase", record),
                "when": words.record("when", record),
                "place": words.record("place", record),
            }
        )
    return {
        "lang": words.lang,
        "title": f"{words.apart(site)}: {words.apart(words.t('nav.events'))}",
        "self": f"{base}{words.lang}/feed.xml",
        "home": f"{base}{words.lang}/index.html",
        "updated": _instant(meta["as_of"]),
        "author": site,
        "entries": entries,
    }


def sitemaps(base: str, pages: Mapping[str, Mapping[str, str]]) -> dict[str, list[dict[str, Any]]]:
    """Site maps by file name: a page in each language names its other languages; parted where there are too many.

    ``pages`` gives for each path below a language's folder its full path by language.
    """
    addresses = [
        {
            "url": f"{base}{path}",
            "others": [{"lang": other, "url": f"{base}{there}"} for other, there in by_language.items()],
        }
        for by_language in pages.values()
        for path in by_language.values()
    ]
    parts = [addresses[at : at + MOST_ADDRESSES] for at in range(0, len(addresses), MOST_ADDRESSES)]
    if len(parts) == 1:
        return {"sitemap.xml": parts[0]}
    return {f"sitemap-{number}.xml": part for number, part in enumerate(parts, start=1)}


def oembed(title: str, site: str, base: str, frame: str, picture: str = "") -> str:
    """The answer of oEmbed 1.0 for a page: a frame with its map (type ``rich``)."""
    content: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": site,
        "provider_url": base,
        "width": 960,
        "height": 640,
        "html": frame,
    }
    if picture:
        content |= {"thumbnail_url": picture, "thumbnail_width": 1200, "thumbnail_height": 630}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _instant(day: int) -> str:
    return f"{date_text(day)}T00:00:00Z"


def languages_of(pages: Sequence[tuple[str, str]]) -> dict[str, dict[str, str]]:
    """Full paths by language for each path below a language's folder, from (language, path)."""
    found: dict[str, dict[str, str]] = {}
    for lang, path in pages:
        found.setdefault(path, {})[lang] = f"{lang}/{path}"
    return found


def addressed(site: Site, pages: Sequence[Page]) -> dict[str, bytes]:
    """Files by path."""
    if not site.base:
        return {}
    return {**_feeds(site), **_sitemaps(site, pages), **_oembed(site, pages)}


def _feeds(site: Site) -> dict[str, bytes]:
    template = site_template("feed.xml")
    return {
        f"{lang}/feed.xml": template.render(
            feed_values(words, site.links, site.base, site.brand.name[lang])
        ).encode()
        for lang, words in site.words.items()
    }


def _sitemaps(site: Site, pages: Sequence[Page]) -> dict[str, bytes]:
    listed = [(page.lang, page.path) for page in pages if page.kind not in ("embed", "search")]
    maps = sitemaps(site.base, languages_of(listed))
    template = site_template("sitemap.xml")
    files = {name: template.render(addresses=part).encode() for name, part in maps.items()}
    if "sitemap.xml" not in files:
        text = site_template("sitemapindex.xml").render(urls=[f"{site.base}{name}" for name in files])
        files["sitemap.xml"] = text.encode()
    files["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {site.base}sitemap.xml\n".encode()
    return files


def _oembed(site: Site, pages: Sequence[Page]) -> dict[str, bytes]:
    return {
        f"{page.lang}/{page.path.removesuffix('.html')}.oembed.json": oembed(
            site.title_of(page),
            site.brand.name[page.lang],
            site.base,
            frame_of(site, page),
            f"{site.base}{path}" if (path := site.pictures.get((page.lang, page.key), "")) else "",
        ).encode()
        for page in pages
        if page.kind == "embed"
    }
