"""The snippet that puts a map into somebody's page: a frame, and a script that gives it the height it asks for."""

import re
from html import escape, unescape
from pathlib import Path

from waterbed.output.addresses import file_address

HEIGHT_PX = 640


SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"


ALLOWED = "fullscreen; clipboard-write"
"""What a framed map may do. Sources open as ordinary pages (many news sites break inside a sandbox), downloads work, and
nothing else: the map cannot see the page around it."""


def snippet_for(path: Path) -> str:
    """The snippet for a map that was written, under its name and its own title."""
    said = re.search(r"<title>(.*?)</title>", path.read_text(encoding="utf-8"), re.DOTALL)
    return snippet(file_address(path.name), unescape(said.group(1)) if said else path.stem)


def snippet(src: str, title: str, *, lazy: bool = True) -> str:
    """HTML to paste where the map shall be.

    The frame may run the map's scripts and open sources in new tabs, and nothing else; it cannot see the page around it.
    Without the script the frame keeps its fixed height and works as well.

    Parameters
    ----------
    src
        Address of the map, absolute or relative to the page around it.
    title
        What the frame is called for those who do not see it, as text.
    lazy
        Load the map when the reader comes near it.

    Examples
    --------
    >>> print(snippet("map.html", "Hubs & moves").splitlines()[0])
    <iframe src="map.html" title="Hubs &amp; moves" loading="lazy"
    """
    return f"""<iframe src="{escape(src)}" title="{escape(title)}"{' loading="lazy"' if lazy else ""}
  sandbox="{SANDBOX}" allow="{ALLOWED}"
  style="width:100%;height:{HEIGHT_PX}px;border:0"></iframe>
<script>
addEventListener('message', function (event) {{
  var height = event.data && event.data.sentinel === 'amp' && event.data.type === 'embed-size' && event.data.height;
  if (height > 0) document.querySelectorAll('iframe').forEach(function (frame) {{
    if (frame.contentWindow === event.source) frame.style.height = height + 'px';
  }});
}});
</script>"""
