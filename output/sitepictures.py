"""Pictures that other sites show beside a link (Open Graph), drawn without a browser."""

from importlib.util import find_spec

from waterbed.output.sitesheet import Site


def pictures(site: Site) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Pictures of the overview and of countries by path, and what is left out, in sentences."""
    if not site.base:
        return {}, ()
    if find_spec("matplotlib") is None:
        return {}, (
            "no pictures for links (Open Graph): they need matplotlib, pip install 'waterbed[brief]'",
        )
    return {}, ("no pictures for links (Open Graph): this version cannot draw them",)
