"""The signs of phases as SVG: the fill says the phase without any colour (the same shapes as in the player)."""

from functools import cache

from markupsafe import Markup, escape

from waterbed.layers.cycle.table import NONE_RECORDED

RADIUS = 6.0


_SMALL = ("not_yet", "unknown", NONE_RECORDED, "")

_SAME = {"attested": "earlier", "candidate": "candidate", NONE_RECORDED: "none"}


def sign(phase: str, x: float = 0.0, y: float = 0.0) -> Markup:
    """A sign around a point; colours come from the style sheet by the class ``p-PHASE``.

    Parameters
    ----------
    phase
        A phase, ``candidate``, ``disruption``, or a state such as ``earlier``, ``ended``, ``not_yet``.
    x, y
        Its centre.

    Examples
    --------
    >>> print(sign("arrival"))
    <g class="p-arrival"><circle class="ring" r="5"/><circle class="core" r="2.3"/></g>
    """
    at = f' transform="translate({x:g} {y:g})"' if x or y else ""
    name = escape(_SAME.get(phase, phase) or "none")
    return Markup(f'<g class="p-{name}"{at}>{_SHAPES.get(name, _DOT)}</g>')  # noqa: S704  our own shapes, and words of the vocabulary


@cache
def icon(phase: str) -> Markup:
    """A sign as a picture of its own beside a name, which says the phase in words."""
    return Markup('<svg class="sign" viewBox="-8 -8 16 16" aria-hidden="true">{}</svg>').format(sign(phase))


@cache
def arrow(kind: str) -> Markup:
    """A short arrow in the colour of a kind of movement, beside the words that say it."""
    return Markup(
        '<svg class="arrow" viewBox="0 0 34 12" aria-hidden="true"><g class="k-{}">'
        '<path class="line d-high" d="M1 6H26"/><path class="tip" d="M24 2l9 4l-9 4Z"/></g></svg>'
    ).format(kind)


_RING = '<circle class="ring" r="5"/>'


_DOT = '<circle class="thin" r="3"/>'


_SHAPES = {
    "presence": '<circle class="core" r="6"/>',
    "crackdown": '<circle class="core" r="6"/><path class="cross" d="M-3 -3L3 3M3 -3L-3 3"/>',
    "displacement": _RING,
    "arrival": f'{_RING}<circle class="core" r="2.3"/>',
    "return": f'{_RING}<path class="core" d="M-5 0A5 5 0 0 0 5 0Z"/>',
    "candidate": f'{_RING}<path class="thin" d="M-5 0H5"/>',
    "disruption": '<path class="ring" d="M0 -5.5L5.5 0L0 5.5L-5.5 0Z"/>',
    "earlier": '<circle class="core" r="3.2"/><circle class="dots" r="5.4"/>',
    "ended": f'{_RING}<path class="ring" d="M-2.6 0H2.6"/>',
}
