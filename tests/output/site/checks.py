"""What must hold of every page of a site: links and fragments lead somewhere, nothing comes from elsewhere."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_DATA = re.compile(r'(type="application/octet-stream"[^>]*>)[^<]*')
_ADDRESSES = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action", "iframe": "src"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: set[tuple[str, str]] = set()
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if (name := _ADDRESSES.get(tag, "")) in values:
            self.links.add((tag, values[name]))
        self.inline += [f"{tag} {name}" for name in values if name.startswith("on") or name == "style"]
        if (
            tag == "script"
            and "src" not in values
            and values.get("type")
            not in (
                "application/octet-stream",
                "application/ld+json",
            )
        ):
            self.inline.append("script")


@cache
def parsed(path: Path) -> _Page:
    """The ids and links of a page."""
    page = _Page()
    page.feed(_DATA.sub(r"\1", path.read_text(encoding="utf-8")))
    return page


def broken_links(root: Path, base: str = "") -> Iterator[str]:
    """Every link of every page that leads nowhere, as page and address."""
    for path in sorted(root.rglob("*.html")):
        for tag, address in sorted(parsed(path).links):
            if address.startswith(base) and base:
                address = "/" + address.removeprefix(base)
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                if tag not in ("a", "link") or parts.scheme not in ("http", "https"):
                    yield f"{path.relative_to(root)}: {tag} {address}"
                continue
            there = root / parts.path[1:] if parts.path.startswith("/") else path.parent / parts.path
            there = there.resolve() if parts.path else path
            if not there.is_file():
                yield f"{path.relative_to(root)}: {address}"
            elif (
                parts.fragment
                and "=" not in parts.fragment
                and unquote(parts.fragment) not in parsed(there).ids
            ):
                yield f"{path.relative_to(root)}: {address} (no such id)"


def reachable(root: Path) -> set[Path]:
    """Pages that a reader can come to from the way in; raises where a link leads nowhere."""
    found, waiting = set(), [root / "index.html"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        for _, address in parsed(path).links:
            parts = urlsplit(address)
            if not (parts.scheme or parts.netloc) and parts.path:
                there = (path.parent / parts.path).resolve()
                if not there.is_file():
                    raise FileNotFoundError(f"{path}: {address}")
                if there.suffix == ".html":
                    waiting.append(there)
    return found


def tree(root: Path) -> dict[str, bytes]:
    """All files by their path."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
