"""CPU time of stills and of film frames without encoding: ``python -m bench.film``."""

import time

from waterbed import Dataset, Timeline
from waterbed.output.film.options import FilmOptions
from waterbed.output.film.painter import FilmPainter
from waterbed.output.film.timetable import timetable
from waterbed.output.still.options import StillOptions
from waterbed.output.still.write import still_bytes
from waterbed.output.text.speaker import Speaker

_STEP = 7


def frame_ms(timeline: Timeline, size: tuple[int, int], step: int = _STEP) -> tuple[float, float]:
    """Mean CPU milliseconds of a frame over a whole film, text and grounds included, and the slowest one."""
    options = FilmOptions(size=size)
    instants = timetable(timeline, options)
    painter = FilmPainter(Speaker(timeline, "en"), instants, options)
    costs = []
    # Runs of frames that follow one another, as in a film: what changes in kind is drawn once a change.
    for start in range(0, len(instants), step * 10):
        for index in range(start, min(start + 10, len(instants))):
            began = time.process_time()
            painter.frame(index)
            costs.append(1000 * (time.process_time() - began))
    return sum(costs) / len(costs), max(costs)


def still_seconds(timeline: Timeline) -> float:
    """CPU seconds of a full still of each scene, the slowest."""
    costs = []
    for scene in range(len(timeline["scenes"]["id"])):
        began = time.process_time()
        still_bytes(timeline, scene=scene, options=StillOptions())
        costs.append(time.process_time() - began)
    return max(costs)


def main() -> None:
    """Print the table."""
    timeline = Timeline.of(Dataset.read())
    for size in ((1280, 720), (1920, 1080)):
        mean, worst = frame_ms(timeline, size)
        print(f"film frame {size[0]}x{size[1]}: {mean:.1f} ms CPU on average, {worst:.0f} ms the slowest")
    still_bytes(timeline, options=StillOptions())  # fonts are looked up once a process
    print(f"still 1920x1080: {still_seconds(timeline):.2f} s CPU, the slowest of all scenes")


if __name__ == "__main__":
    main()
