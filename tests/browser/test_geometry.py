"""What lies on what: in every scene, language and size no sign of it under furniture, no name cut or over another."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

SIZES = [(360, 640), (390, 844), (480, 360), (844, 390), (1280, 800), (2560, 1440)]
MOST_COVERED = 0.15
"""Share of the map that may lie under what is no map."""

WALK = """({ lang, scenes }) => {
    const root = document.querySelector('[data-wb-standalone]');
    const { player, data } = root.waterbed;
    const box = root.querySelector('.wb-map');
    const found = [];
    player.dispatch({ type: 'lang', lang });
    const inside = ({ left, top, right, bottom }, width, height) => left >= 0 && top >= 0 && right <= width && bottom <= height;
    const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
    const under = ({ x, y, r }, { left, top, right, bottom }) => {
        const [dx, dy] = [Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)];
        return dx * dx + dy * dy < (r - 1) * (r - 1);
    };
    for (const scene of scenes) {
        player.dispatch({ type: 'scene', scene });
        player.redraw();
        // a legend of other signs takes another room, and all is laid anew
        if (!player.stage.laid().signs.length) player.redraw();
        const [width, height] = [box.clientWidth, box.clientHeight];
        const frame = box.getBoundingClientRect();
        const grown = frame.width / width;
        const furniture = [...root.querySelectorAll('[data-wb-avoid], .leaflet-control')].filter((node) => node.checkVisibility({ visibilityProperty: true }))
            .map((node) => ({ name: node.className, box: node.getBoundingClientRect() })).map(({ name, box: { left, top, right, bottom } }) => ({
                name, left: (left - frame.left) / grown, top: (top - frame.top) / grown, right: (right - frame.left) / grown, bottom: (bottom - frame.top) / grown,
            })).map((one) => ({ ...one, left: Math.max(0, one.left), top: Math.max(0, one.top), right: Math.min(width, one.right), bottom: Math.min(height, one.bottom) }))
            .filter(({ left, top, right, bottom }) => right > left && bottom > top);
        const { signs, names } = player.stage.laid();
        const seen = signs.filter(({ x, y, told }) => told && x > 0 && y > 0 && x < width && y < height);
        const say = (fault) => found.push(`${lang} ${scene + 1}: ${fault}`);
        if (!signs.length || !names.length) say('nothing is drawn');
        for (const { name, ...one } of furniture) {
            for (const sign of seen) if (under(sign, one)) say(`a sign at ${Math.round(sign.x)} ${Math.round(sign.y)} under ${name}`);
            for (const { text, ...label } of names) if (over(label, one)) say(`${text} under ${name}`);
        }
        for (const { text, ...label } of names) if (!inside(label, width, height)) say(`${text} is cut`);
        names.forEach((a, i) => names.slice(i + 1).forEach((b) => { if (over(a, b)) say(`${a.text} over ${b.text}`); }));
        // an inset is a map too
        const covered = furniture.filter(({ name }) => name !== 'wb-inset').reduce((sum, { left, top, right, bottom }) => sum + (right - left) * (bottom - top), 0) / (width * height);
        if (covered > MOST) say(`${Math.round(100 * covered)} % of the map under furniture`);
    }
    return { found, width: box.clientWidth, height: box.clientHeight };
}""".replace("MOST", str(MOST_COVERED))


def walk(page: Page, width: int, height: int, lang: str, scenes: range) -> dict[str, Any]:
    """What lies where it must not, at one size and in one language; scenes from 0, the overview is -1."""
    page.set_viewport_size({"width": width, "height": height})
    found: dict[str, Any] = page.evaluate(WALK, {"lang": lang, "scenes": list(scenes)})
    return found
