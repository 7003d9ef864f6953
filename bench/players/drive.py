"""A real browser with one page in it: when it shows something, how it plays, how soon it is somewhere else."""

from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page

from bench.players.assets import Sent

SECONDS = 6
SLOW_MS = 8_000
"""A page slower than this is loaded once."""
_REST_MS = 600
_SCRIPT = Path(__file__).with_name("adapters.js")
_KINDS = {
    "waterbed": "waterbed",
    "TimestampedGeoJson": "timedimension",
    "TimestampedGeoJson, canvas": "timedimension",
    "folium Timeline": "timeline",
    "plotly": "plotly",
    "bare canvas": "canvas",
}


def measure(
    browser: Browser, subject: str, address: str, sent: Sent, *, seconds: float = SECONDS
) -> dict[str, Any]:
    """Load the page three times for its first frame, a slow one once; play and seek in the last one."""
    kind = _KINDS[subject]
    firsts: list[float] = []
    while True:
        sent.requests = sent.bytes = 0
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.add_init_script(path=_SCRIPT)
        # a browser that still starts the processes of a new tab would be measured, not the page
        page.wait_for_timeout(_REST_MS)
        page.goto(address, wait_until="commit", timeout=120_000)
        page.evaluate(f"bench.wait('{kind}')")
        firsts.append(page.evaluate("bench.firstFrame"))
        if len(firsts) == 3 or firsts[-1] > SLOW_MS:
            break
        page.close()
    found = {"first_s": float(np.median(firsts)) / 1000, "bytes": sent.bytes, "requests": sent.requests}
    found |= _played(page, kind, seconds) | _sought(page, kind) | {"heap_mb": _heap(page)}
    page.close()
    return found


def _played(page: Page, kind: str, seconds: float) -> dict[str, float]:
    played = page.evaluate(f"bench.playing('{kind}', {seconds})")
    median, p95 = np.percentile(played["intervals"], [50, 95])
    return {"updates": played["updates"], "frame_ms": float(median), "frame_p95_ms": float(p95)}


def _sought(page: Page, kind: str) -> dict[str, float]:
    shares = np.random.default_rng(7).random(20).round(3).tolist()
    median, p95 = np.percentile(page.evaluate(f"bench.seeking('{kind}', {shares})"), [50, 95])
    return {"seek_ms": float(median), "seek_p95_ms": float(p95)}


def _heap(page: Page) -> float:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize")) / 1e6
