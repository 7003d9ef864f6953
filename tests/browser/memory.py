"""What a page that plays in a loop holds: heap, listeners, nodes."""

from playwright.sync_api import CDPSession, Page

_ROUNDS = 7
_PLAY = """() => { const { waterbed } = document.getElementById('waterbed');
    waterbed.player.dispatch({ type: 'speed', speed: 365 });
    if (!waterbed.player.now().loop) waterbed.player.dispatch({ type: 'loop' });
    waterbed.play(); }"""

Counts = dict[str, float]


def counted(session: CDPSession) -> Counts:
    """Heap in bytes after two collections, and the numbers of listeners, nodes and documents."""
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
    counters = session.send("Memory.getDOMCounters")
    heap = session.send("Runtime.getHeapUsage")["usedSize"]
    return {"heap": heap, **{name: counters[name] for name in ("jsEventListeners", "nodes", "documents")}}


def played(page: Page, seconds: float, rounds: int = _ROUNDS) -> list[Counts]:
    """Play in a loop and count after each round, on the same day of the story."""
    session = page.context.new_cdp_session(page)
    page.wait_for_function("() => document.getElementById('waterbed')?.waterbed?.player")
    measures = []
    for _ in range(rounds):
        page.evaluate(_PLAY)
        page.wait_for_timeout(1000 * seconds / rounds)
        page.evaluate(
            "() => { const { waterbed: w } = document.getElementById('waterbed'); w.pause(); w.seek(w.data.meta.last_day); }"
        )
        page.wait_for_timeout(300)
        measures.append(counted(session))
    return measures
