"""Paints what a film shows: cards, presses, days; each by who knows how."""

from collections.abc import Sequence
from functools import cached_property

from waterbed.output.columns.presses import strongest
from waterbed.output.film.frames import StoryPainter
from waterbed.output.film.options import FilmOptions, Frame
from waterbed.output.film.pressed import PressPainter
from waterbed.output.film.timetable import MOST_PRESSES, Card, Instant
from waterbed.output.text.speaker import Speaker


class FilmPainter:
    """Paints the frames of a film, in any order, best in theirs."""

    def __init__(self, say: Speaker, instants: Sequence[Instant], options: FilmOptions) -> None:
        self.say, self.instants, self.options = say, list(instants), options
        self._cards: dict[Card, Frame] = {}

    @property
    def said(self) -> list[str]:
        """Everything that was written in the frames so far."""
        told = self.instants and any(not one.card and one.press < 0 for one in self.instants)
        return [*self._pressed.said, *(self._story.said if told else [])]

    @property
    def telling(self) -> int:
        """The frame of the poster: the finding, else the last one."""
        found = [index for index, instant in enumerate(self.instants) if instant.card == "finding"]
        return found[0] if found else len(self.instants) - 1

    def frame(self, index: int) -> Frame:
        """One frame, (height, width, 4), red, green, blue and an alpha of 255."""
        instant = self.instants[index]
        if instant.card:
            if instant.card not in self._cards:
                self._cards[instant.card] = self._pressed.card(instant.card)
            return self._cards[instant.card].copy()
        if instant.press >= 0:
            return self._pressed.press(instant.press, instant.share)
        return self._story.frame(index)

    @cached_property
    def _pressed(self) -> PressPainter:
        return PressPainter(self.say, strongest(self.say.timeline.content, MOST_PRESSES), self.options)

    @cached_property
    def _story(self) -> StoryPainter:
        return StoryPainter(self.say, self.instants, self.options)
