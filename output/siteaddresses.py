"""The files of a site that need its own address: feeds, site maps, oEmbed answers. Empty without one."""

from collections.abc import Sequence

from waterbed.output.feeds import feed_values, languages_of, oembed, sitemaps
from waterbed.output.sitesheet import Page, Site, environment, frame_of


def addressed(site: Site, pages: Sequence[Page]) -> dict[str, bytes]:
    """Files by path."""
    if not site.base:
        return {}
    return {**_feeds(site), **_sitemaps(site, pages), **_oembed(site, pages)}


def _feeds(site: Site) -> dict[str, bytes]:
    template = environment().get_template("feed.xml")
    return {
        f"{lang}/feed.xml": template.render(
            feed_values(words, site.links, site.base, site.brand.name[lang])
        ).encode()
        for lang, words in site.words.items()
    }


def _sitemaps(site: Site, pages: Sequence[Page]) -> dict[str, bytes]:
    listed = [(page.lang, page.path) for page in pages if page.kind not in ("embed", "search")]
    maps = sitemaps(site.base, languages_of(listed))
    template = environment().get_template("sitemap.xml")
    files = {name: template.render(addresses=part).encode() for name, part in maps.items()}
    if "sitemap.xml" not in files:
        text = (
            environment()
            .get_template("sitemapindex.xml")
            .render(urls=[f"{site.base}{name}" for name in files])
        )
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
